"""MLX on the processor: its lazy graph, and whole steps compiled."""
from openblas_first import OPENBLAS  # Before all else: the program starts again with it.
from functools import partial
from itertools import cycle, islice

from contestant import Contestant, Job
import mlx.core as mlx
from mlx import nn, optimizers
import numpy as np

import digits

mlx.set_default_device(mlx.cpu)


class Network(nn.Module):
    def __init__(self, work):
        super().__init__()
        self.activate = mlx.sigmoid if work["activation"] == "sigmoid" else nn.relu
        self.layers = []
        for weight, bias in digits.first_weights(work):
            layer = nn.Linear(*weight.shape)
            layer.weight, layer.bias = mlx.array(weight.T.copy()), mlx.array(bias)
            self.layers.append(layer)
        mlx.eval(self.parameters())

    def __call__(self, images):
        for layer in self.layers[:-1]:
            images = self.activate(layer(images))
        return self.layers[-1](images)


class Trainer:
    def __init__(self, work, compiled):
        self.work, self.network = work, Network(work)
        kind = optimizers.Adam if work["optimizer"] == "adam" else optimizers.SGD
        # Its Adam leaves the correction of the first steps out unless told, and does not do what the others do.
        corrected = {"bias_correction": True} if kind is optimizers.Adam else {}
        self.optimizer = kind(learning_rate=digits.LEARNING_RATES[work["optimizer"]], **corrected)
        self.optimizer.init(self.network.trainable_parameters())
        self.slopes = nn.value_and_grad(self.network, self.objective)
        self.state = [self.network.state, self.optimizer.state]
        self.advance = mlx.compile(self.update, inputs=self.state, outputs=self.state) if compiled else self.update

    def objective(self, images, labels):
        return nn.losses.cross_entropy(self.network(images), labels, reduction="mean")

    def update(self, images, labels):
        loss, slopes = self.slopes(images, labels)
        self.optimizer.update(self.network, slopes)
        return loss

    def step(self, images, labels):
        self.advance(images, labels)
        mlx.eval(self.state)

    def loss(self):
        weights = [(np.array(layer.weight).T, np.array(layer.bias)) for layer in self.network.layers]
        return digits.loss(weights, self.work)


def step(work):
    def make(compiled):
        trainer = Trainer(work, compiled)
        source = cycle([tuple(map(mlx.array, batch)) for batch in digits.batches(work)])

        def run(count):
            for images, labels in islice(source, count):
                trainer.step(images, labels)

        return Job(run, loss=trainer.loss)

    return {"lazy": partial(make, False), "compiled": partial(make, True)}


def epoch(work):
    def sliced():
        trainer, (images, labels) = Trainer(work, compiled=True), map(mlx.array, digits.training())

        def run(count):
            for _ in range(count):
                order = mlx.random.permutation(len(images))
                for part in digits.slices(len(images), work["batch"]):
                    chosen = order[part]
                    trainer.step(images[chosen], labels[chosen])

        return Job(run, loss=trainer.loss)

    return {"sliced, compiled": sliced}


def predict(work):
    def make(compiled):
        inputs, network = [mlx.array(images) for images in digits.inputs(work)], Network(work)
        model, source = mlx.compile(network) if compiled else network, cycle(inputs)

        def run(count):
            for images in islice(source, count):
                mlx.eval(model(images))

        return Job(run, error=lambda: digits.prediction_error(np.array(model(inputs[0])), work))

    return {"lazy": partial(make, False), "compiled": partial(make, True)}


def product(work):
    def matmul():
        left, right = map(mlx.array, digits.factors(work))

        def run(count):
            for _ in range(count):
                mlx.eval(left @ right)

        return Job(run, error=lambda: digits.product_error(np.array(left @ right), work))

    return {"matmul": matmul}


if __name__ == "__main__":
    notes = "with Debian's OpenBLAS, its own BLAS is slow" if OPENBLAS else "with the slow BLAS of its wheel"
    Contestant("MLX", ["mlx"], notes,
               {"step": step, "epoch": epoch, "predict": predict, "product": product}).serve()
