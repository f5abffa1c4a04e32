"""FANN, a library in C that takes one example at a time. The path of the compiled fann_peer.c is the argument."""
from ctypes import CDLL, POINTER, c_float, c_long, c_uint, c_void_p
import sys
import weakref

from contestant import Contestant, Job
import numpy as np

import digits

library = CDLL(sys.argv[1])
library.create.restype = library.examples.restype = c_void_p
library.fann_test_data.restype = c_float
library.fann_run.restype = POINTER(c_float)


def pointer(array):
    return array.ctypes.data_as(c_void_p)


class Handle:
    """A thing of FANN's that ends with the last use of it."""

    def __init__(self, address, destroy):
        self._as_parameter_ = c_void_p(address)
        weakref.finalize(self, destroy, self._as_parameter_)


def network(work, linear):
    """With linear outputs for predictions, as logits suffice; sigmoids for its squared error."""
    sizes = np.array(work["layers"], np.uint32)
    parts = [np.vstack([weight, bias]).T.ravel() for weight, bias in digits.first_weights(work)]
    weights, clipped = np.concatenate(parts), work["activation"] == "relu"
    rate = c_float(digits.LEARNING_RATES["sgd"])
    address = library.create(len(sizes), pointer(sizes), clipped, linear, rate, pointer(weights))
    return Handle(address, library.fann_destroy)


def examples(images, labels):
    targets = np.eye(10, dtype=np.float32)[labels]
    images = np.ascontiguousarray(images)
    address = library.examples(*images.shape[:1], 784, 10, pointer(images), pointer(targets))
    return Handle(address, library.fann_destroy_train)


def learns(work):
    return work["optimizer"] == "sgd" and work["activation"] == "sigmoid"


class Progress:
    """Where the next block goes on."""

    def __init__(self):
        self.done = 0

    def advance(self, count):
        begin, self.done = self.done, self.done + count
        return c_long(begin), c_long(count)


def step(work):
    batches = digits.batches(work)

    def singly():
        model, progress = network(work, linear=False), Progress()
        data = examples(*(np.concatenate(part) for part in zip(*batches)))

        def run(count):
            library.train_singly(model, data, *progress.advance(count), work["batch"])

        return Job(run, loss=lambda: library.fann_test_data(model, data))

    def in_batches():
        model, progress = network(work, linear=False), Progress()
        data = examples(*(np.concatenate(part) for part in zip(*batches)))
        parts = [examples(*batch) for batch in batches]
        addresses = (c_void_p * len(parts))(*(part._as_parameter_.value for part in parts))

        def run(count):
            library.train_batches(model, addresses, len(parts), *progress.advance(count))

        return Job(run, loss=lambda: library.fann_test_data(model, data))

    return {"incremental, squared error": singly, "batch, squared error": in_batches} if learns(work) else {}


def epoch(work):
    def incremental():
        model, data = network(work, linear=False), examples(*digits.training())

        def run(count):
            library.train_epochs(model, data, c_long(count))

        return Job(run, loss=lambda: library.fann_test_data(model, data))

    return {"incremental, squared error": incremental} if learns(work) else {}


def predict(work):
    def singly():
        model, images, progress = network(work, linear=True), np.concatenate(digits.inputs(work)), Progress()

        def run(count):
            begin, count = progress.advance(count * work["batch"])
            library.predict(model, pointer(images), begin, count, len(images))

        def error():
            answers = [library.fann_run(model, pointer(image))[:10] for image in digits.inputs(work)[0]]
            return digits.prediction_error(np.array(answers), work)

        return Job(run, error=error if work["activation"] == "sigmoid" else None)

    return {"one at a time" + (", ReLU clipped at 1" if work["activation"] == "relu" else ""): singly}


if __name__ == "__main__":
    Contestant("FANN", [], "from C, one thread; it learns by squared error",
               {"step": step, "epoch": epoch, "predict": predict}).serve()
