"""PyTorch: eager as most write it, with its fused optimizers, and compiled."""
from itertools import cycle, islice

from contestant import Contestant, Job
from threads import THREADS
import torch
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader, TensorDataset

import digits

torch.set_num_threads(THREADS)
torch.set_num_interop_threads(THREADS)


def network(work):
    modules = []
    for weight, bias in digits.first_weights(work):
        linear = nn.Linear(*weight.shape)
        linear.weight.data = torch.from_numpy(weight.T.copy())
        linear.bias.data = torch.from_numpy(bias)
        modules += [linear, nn.ReLU() if work["activation"] == "relu" else nn.Sigmoid()]
    return nn.Sequential(*modules[:-1])


class Trainer:
    def __init__(self, work, fused=False, compiled=False):
        self.work = work
        self.network = network(work)
        kind = torch.optim.Adam if work["optimizer"] == "adam" else torch.optim.SGD
        rate = digits.LEARNING_RATES[work["optimizer"]]
        self.optimizer = kind(self.network.parameters(), lr=rate, fused=fused)
        if compiled:
            # Each work has a program of its own, not one more variant of the last one's.
            torch.compiler.reset()
            self.objective = torch.compile(self.objective)

    def objective(self, images, labels):
        return functional.cross_entropy(self.network(images), labels)

    def step(self, images, labels):
        self.optimizer.zero_grad()
        self.objective(images, labels).backward()
        self.optimizer.step()

    def loss(self):
        linears = [module for module in self.network if isinstance(module, nn.Linear)]
        weights = [(linear.weight.detach().numpy().T, linear.bias.detach().numpy()) for linear in linears]
        return digits.loss(weights, self.work)


def tensors(images, labels):
    return torch.from_numpy(images), torch.from_numpy(labels).long()


WAYS = {
    "eager": {},
    "eager, fused optimizer": {"fused": True},
    "compiled, fused optimizer": {"fused": True, "compiled": True},
}


def step(work):
    def maker(way):
        def make():
            trainer, source = Trainer(work, **way), cycle([tensors(*batch) for batch in digits.batches(work)])

            def run(count):
                for images, labels in islice(source, count):
                    trainer.step(images, labels)

            return Job(run, loss=trainer.loss)

        return make

    return {name: maker(way) for name, way in WAYS.items()}


def epoch(work):
    def sliced():
        trainer, (images, labels) = Trainer(work, fused=True), tensors(*digits.training())

        def run(count):
            for _ in range(count):
                for chosen in torch.randperm(len(images)).split(work["batch"]):
                    trainer.step(images[chosen], labels[chosen])

        return Job(run, loss=trainer.loss)

    def loaded():
        trainer = Trainer(work, fused=True)
        loader = DataLoader(TensorDataset(*tensors(*digits.training())), batch_size=work["batch"], shuffle=True)

        def run(count):
            for _ in range(count):
                for images, labels in loader:
                    trainer.step(images, labels)

        return Job(run, loss=trainer.loss)

    return {"sliced, fused optimizer": sliced, "DataLoader, fused optimizer": loaded}


def predict(work):
    inputs = [torch.from_numpy(images) for images in digits.inputs(work)]

    def maker(prepared):
        def make():
            with torch.inference_mode():
                model, source = prepared(network(work).eval()), cycle(inputs)

            def run(count):
                with torch.inference_mode():
                    for images in islice(source, count):
                        model(images)

            def error():
                with torch.inference_mode():
                    return digits.prediction_error(model(inputs[0]).numpy(), work)

            return Job(run, error=error)

        return make

    def compiled(model):
        torch.compiler.reset()
        return torch.compile(model)

    return {
        "eager": maker(lambda model: model),
        "traced and frozen": maker(lambda model: torch.jit.optimize_for_inference(torch.jit.trace(model, inputs[0]))),
        "compiled": maker(compiled),
    }


def product(work):
    def matmul():
        left, right = map(torch.from_numpy, digits.factors(work))
        result = torch.empty(work["m"], work["n"])

        def run(count):
            for _ in range(count):
                torch.mm(left, right, out=result)

        return Job(run, error=lambda: run(1) or digits.product_error(result.numpy(), work))

    return {"mm": matmul}


if __name__ == "__main__":
    Contestant("PyTorch", ["torch"], "products by its own MKL",
               {"step": step, "epoch": epoch, "predict": predict, "product": product}).serve()
