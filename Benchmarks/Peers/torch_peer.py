"""PyTorch: eager as most write it, with its fused optimizers, with channels last, and compiled."""
from itertools import cycle, islice

from contestant import Contestant, Job
from threads import THREADS
import torch
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader, TensorDataset

import convolutions
import digits
import recurrent
import transformer

torch.set_num_threads(THREADS)
torch.set_num_interop_threads(THREADS)


def layer(weight, bias):
    if weight.ndim == 4:
        filters, channels, kernel, _ = weight.shape
        module = nn.Conv2d(channels, filters, kernel, padding=kernel // 2)
    else:
        weight = weight.T.copy()
        module = nn.Linear(*reversed(weight.shape))
    module.weight.data, module.bias.data = torch.from_numpy(weight), torch.from_numpy(bias)
    return module


def network(work, layout=torch.contiguous_format):
    def activation():
        return nn.ReLU() if work["activation"] == "relu" else nn.Sigmoid()

    filters, dense = convolutions.parts(convolutions.channels_first(digits.first_weights(work), work), work)
    modules = []
    for pair in filters:
        modules += [layer(*pair), activation(), nn.MaxPool2d(2)]
    if filters:
        modules.append(nn.Flatten())
    for pair in dense:
        modules += [layer(*pair), activation()]
    return nn.Sequential(*modules[:-1]).to(memory_format=layout)


class Trainer:
    def __init__(self, work, fused=False, compiled=False, layout=torch.contiguous_format):
        self.work, self.layout = work, layout
        self.network = network(work, layout)
        kind = torch.optim.Adam if work["optimizer"] == "adam" else torch.optim.SGD
        momentum = {"momentum": digits.MOMENTUM} if work["optimizer"] == "momentum" else {}
        rate = digits.LEARNING_RATES[work["optimizer"]]
        self.optimizer = kind(self.network.parameters(), lr=rate, fused=fused, **momentum)
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
        layers = [module for module in self.network if isinstance(module, (nn.Conv2d, nn.Linear))]
        pairs = [(layer.weight.detach().numpy(), layer.bias.detach().numpy()) for layer in layers]
        weights = [(weight.T if weight.ndim == 2 else weight, bias) for weight, bias in pairs]
        return digits.loss(convolutions.channels_last(weights, self.work), self.work)


def as_tensor(images, layout=torch.contiguous_format):
    """Of rows of pixels, or of pictures, which are [examples, channels, down, across] in any layout."""
    tensor = torch.from_numpy(images)
    return tensor if tensor.ndim == 2 else tensor.permute(0, 3, 1, 2).contiguous(memory_format=layout)


def tensors(images, labels, layout=torch.contiguous_format):
    return as_tensor(images, layout), torch.from_numpy(labels).long()


WAYS = {
    "eager": {},
    "eager, fused optimizer": {"fused": True},
    "compiled, fused optimizer": {"fused": True, "compiled": True},
}
# With channels last always with the fused optimizer.
CONVOLUTIONAL_WAYS = {
    "eager": {},
    "eager, fused optimizer": {"fused": True},
    "channels last, fused": {"fused": True, "layout": torch.channels_last},
    "compiled, channels last": {"fused": True, "layout": torch.channels_last, "compiled": True},
}


def step(work):
    def maker(way):
        def make():
            trainer = Trainer(work, **way)
            source = cycle([tensors(*batch, trainer.layout) for batch in digits.batches(work)])

            def run(count):
                for images, labels in islice(source, count):
                    trainer.step(images, labels)

            return Job(run, loss=trainer.loss)

        return make

    ways = CONVOLUTIONAL_WAYS if "convolutions" in work else WAYS
    return {name: maker(way) for name, way in ways.items()}


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
    def maker(prepared, layout=torch.contiguous_format):
        def make():
            inputs = [as_tensor(images, layout) for images in digits.inputs(work)]
            with torch.inference_mode():
                model, source = prepared(network(work, layout).eval(), inputs[0]), cycle(inputs)

            def run(count):
                with torch.inference_mode():
                    for images in islice(source, count):
                        model(images)

            def error():
                with torch.inference_mode():
                    return digits.prediction_error(model(inputs[0]).numpy(), work)

            return Job(run, error=error)

        return make

    def eager(model, _):
        return model

    def frozen(model, images):
        return torch.jit.optimize_for_inference(torch.jit.trace(model, images))

    def compiled(model, _):
        torch.compiler.reset()
        return torch.compile(model)

    ways = {"eager": maker(eager), "traced and frozen": maker(frozen), "compiled": maker(compiled)}
    if "convolutions" not in work:
        return ways
    return {
        **ways,
        "eager, channels last": maker(eager, torch.channels_last),
        "frozen, channels last": maker(frozen, torch.channels_last),
        "compiled, channels last": maker(compiled, torch.channels_last),
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
               {"step": step, "epoch": epoch, "predict": predict, "product": product,
                "convolutional step": step, "convolutional predict": predict,
                "transformer": transformer.step, "generate": transformer.generate,
                "recurrent": recurrent.step}).serve()
