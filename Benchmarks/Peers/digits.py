"""The work itself, the same for all: data, first weights, and the right answers in plain NumPy.

Import `contestant` or `threads` first: they set the threads that NumPy takes. A work with `convolutions` has pictures
with channels last, [examples, 28, 28, 1], and weights as convolutions.py says.
"""
import gzip
import os
from functools import cache
from pathlib import Path

import numpy as np

import convolutions

BATCHES = 100
SINGLES = 100  # Examples that predictions of one example take in turn.
LEARNING_RATES = {"sgd": 0.1, "momentum": 0.01, "adam": 0.001}
MOMENTUM = 0.9  # Of "momentum".
# Of how many batches the loss of a convolutional network is computed: plain NumPy takes long.
BATCHES_OF_A_LOSS = 10

# Networks are lists of (weight [inputs, outputs], bias [outputs]), convolutions first.
Weights = list[tuple[np.ndarray, np.ndarray]]


def read(name: str, header: int) -> np.ndarray:
    """The bytes after the header of an IDX file, packed or plain."""
    plain = Path(os.environ["DATA"]) / name
    packed = plain.with_name(name + ".gz")
    data = gzip.decompress(packed.read_bytes()) if packed.exists() else plain.read_bytes()
    return np.frombuffer(data, np.uint8, offset=header)


@cache
def training() -> tuple[np.ndarray, np.ndarray]:
    images = read("train-images-idx3-ubyte", header=16).reshape(-1, 784).astype(np.float32) / 255
    return images, read("train-labels-idx1-ubyte", header=8).astype(np.int32)


@cache
def test_images() -> np.ndarray:
    return read("t10k-images-idx3-ubyte", header=16).reshape(-1, 784).astype(np.float32) / 255


@cache
def test_labels() -> np.ndarray:
    return read("t10k-labels-idx1-ubyte", header=8).astype(np.int32)


def slices(total: int, batch: int) -> list[slice]:
    return [slice(start, min(start + batch, total)) for start in range(0, total, batch)]


def shaped(images: np.ndarray, work: dict) -> np.ndarray:
    """Rows of pixels, or pictures where a network begins with convolutions."""
    if "convolutions" not in work:
        return images
    side = work["convolutions"]["side"]
    return images.reshape(-1, side, side, 1)


def batches(work: dict) -> list[tuple[np.ndarray, np.ndarray]]:
    """What steps cycle over."""
    images, labels = training()
    images = shaped(images, work)
    whole = slices(len(images) // work["batch"] * work["batch"], work["batch"])
    return [(images[part].copy(), labels[part].copy()) for part in whole[:BATCHES]]


def inputs(work: dict) -> list[np.ndarray]:
    """What predictions cycle over: one big batch, or single examples, a new one each call."""
    if work["batch"] == 1:
        return [shaped(test_images()[index : index + 1].copy(), work) for index in range(SINGLES)]
    return [shaped(np.resize(test_images(), (work["batch"], 784)), work)]


def factors(work: dict) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(0)
    return (random.random((work["m"], work["k"]), np.float32), random.random((work["k"], work["n"]), np.float32))


def first_weights(work: dict) -> Weights:
    """Every peer starts from the same numbers, so that their losses can be compared."""
    random = np.random.default_rng(0)
    gain = 2 if work["activation"] == "relu" else 1
    shapes = convolutions.shapes(work) + list(zip(work["layers"], work["layers"][1:]))
    return [
        (random.normal(0, np.sqrt(gain / np.prod(shape[:-1])), shape).astype(np.float32),
         np.zeros(shape[-1], np.float32))
        for shape in shapes
    ]


def activate(values: np.ndarray, activation: str) -> np.ndarray:
    return np.maximum(values, 0) if activation == "relu" else 1 / (1 + np.exp(-values))


def logits(weights: Weights, activation: str, images: np.ndarray) -> np.ndarray:
    for weight, bias in weights[:-1]:
        images = activate(images @ weight + bias, activation)
    weight, bias = weights[-1]
    return images @ weight + bias


def answers(weights: Weights, work: dict, images: np.ndarray) -> np.ndarray:
    """The logits of any work's network."""
    filters, dense = convolutions.parts(weights, work)
    if filters:
        images = convolutions.features(filters, lambda sums: activate(sums, work["activation"]), images)
    return logits(dense, work["activation"], images)


def log_softmax(values: np.ndarray) -> np.ndarray:
    values = values - values.max(1, keepdims=True)
    return values - np.log(np.exp(values).sum(1, keepdims=True))


def loss(weights: Weights, work: dict) -> float:
    """Cross-entropy over the batches that steps cycle over."""
    seen = batches(work)[: BATCHES_OF_A_LOSS if "convolutions" in work else BATCHES]
    images, labels = (np.concatenate(part) for part in zip(*seen))
    likelihoods = log_softmax(answers(weights, work, images))
    return float(-likelihoods[np.arange(len(labels)), labels].mean())


def prediction_error(answer: np.ndarray, work: dict) -> float:
    """Of the answer for the first input; of logits or of logarithms of probabilities."""
    right = answers(first_weights(work), work, inputs(work)[0])
    return float(np.abs(log_softmax(np.asarray(answer)) - log_softmax(right)).max())


def product_error(answer: np.ndarray, work: dict) -> float:
    """Relative to the right numbers, which are all about k / 4."""
    left, right = (factor.astype(np.float64) for factor in factors(work))
    exact = left @ right
    return float((np.abs(np.asarray(answer) - exact) / exact).max())
