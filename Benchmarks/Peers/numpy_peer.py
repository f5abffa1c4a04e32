"""Plain NumPy, as articles for beginners write it: back-propagation by hand."""
from itertools import cycle, islice

from contestant import Contestant, Job
import numpy as np

import digits


def gradients(weights, activation, images, labels):
    values = [images]
    for weight, bias in weights[:-1]:
        values.append(digits.activate(values[-1] @ weight + bias, activation))
    weight, bias = weights[-1]
    scores = values[-1] @ weight + bias
    scores -= scores.max(1, keepdims=True)
    delta = np.exp(scores)
    delta /= delta.sum(1, keepdims=True)
    delta[np.arange(len(labels)), labels] -= 1
    delta /= len(labels)
    result = []
    for (weight, _), value in zip(reversed(weights), reversed(values)):
        result.append((value.T @ delta, delta.sum(0)))
        if value is not images:
            delta = (delta @ weight.T) * (value > 0 if activation == "relu" else value * (1 - value))
    return result[::-1]


class Descent:
    def __init__(self, rate):
        self.rate = np.float32(rate)

    def update(self, parameters, slopes):
        for parameter, slope in zip(parameters, slopes):
            parameter -= self.rate * slope


class Adam(Descent):
    def __init__(self, rate, parameters):
        super().__init__(rate)
        self.time = 0
        self.means = [np.zeros_like(parameter) for parameter in parameters]
        self.squares = [np.zeros_like(parameter) for parameter in parameters]

    def update(self, parameters, slopes):
        self.time += 1
        rate = np.float32(self.rate * np.sqrt(1 - 0.999**self.time) / (1 - 0.9**self.time))
        for parameter, slope, mean, square in zip(parameters, slopes, self.means, self.squares):
            mean += np.float32(0.1) * (slope - mean)
            square += np.float32(0.001) * (slope * slope - square)
            parameter -= rate * mean / (np.sqrt(square) + np.float32(1e-8))


class Trainer:
    def __init__(self, work):
        self.work = work
        self.weights = digits.first_weights(work)
        self.parameters = [part for layer in self.weights for part in layer]
        rate = digits.LEARNING_RATES[work["optimizer"]]
        self.optimizer = Adam(rate, self.parameters) if work["optimizer"] == "adam" else Descent(rate)

    def step(self, images, labels):
        slopes = gradients(self.weights, self.work["activation"], images, labels)
        self.optimizer.update(self.parameters, [part for layer in slopes for part in layer])

    def loss(self):
        return digits.loss(self.weights, self.work)


def step(work):
    def by_hand():
        trainer, source = Trainer(work), cycle(digits.batches(work))

        def run(count):
            for images, labels in islice(source, count):
                trainer.step(images, labels)

        return Job(run, loss=trainer.loss)

    return {"by hand": by_hand}


def epoch(work):
    def sliced():
        trainer, (images, labels) = Trainer(work), digits.training()

        def run(count):
            for _ in range(count):
                order = np.random.permutation(len(images))
                for part in digits.slices(len(images), work["batch"]):
                    chosen = order[part]
                    trainer.step(images[chosen], labels[chosen])

        return Job(run, loss=trainer.loss)

    return {"sliced": sliced}


def predict(work):
    def by_hand():
        weights, source = digits.first_weights(work), cycle(digits.inputs(work))

        def run(count):
            for images in islice(source, count):
                digits.logits(weights, work["activation"], images)

        return Job(run)

    return {"by hand": by_hand}


def product(work):
    def matmul():
        left, right = digits.factors(work)
        result = np.empty((work["m"], work["n"]), np.float32)

        def run(count):
            for _ in range(count):
                np.matmul(left, right, out=result)

        return Job(run, error=lambda: run(1) or digits.product_error(result, work))

    return {"matmul": matmul}


if __name__ == "__main__":
    Contestant("NumPy", ["numpy"], "products by the OpenBLAS inside its wheel",
               {"step": step, "epoch": epoch, "predict": predict, "product": product}).serve()
