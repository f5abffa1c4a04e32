"""The work itself, the same for all: data, first weights, and the right answers in plain NumPy.

Import `contestant` or `threads` first: they set the threads that NumPy takes.
"""
import gzip
import os
from functools import cache
from pathlib import Path

import numpy as np

BATCHES = 100
SINGLES = 100  # Examples that predictions of one example take in turn.
LEARNING_RATES = {"sgd": 0.1, "adam": 0.001}

# Networks are lists of (weight [inputs, outputs], bias [outputs]).
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


def batches(work: dict) -> list[tuple[np.ndarray, np.ndarray]]:
    """What steps cycle over."""
    images, labels = training()
    whole = slices(len(images) // work["batch"] * work["batch"], work["batch"])
    return [(images[part].copy(), labels[part].copy()) for part in whole[:BATCHES]]


def inputs(work: dict) -> list[np.ndarray]:
    """What predictions cycle over: one big batch, or single examples, a new one each call."""
    if work["batch"] == 1:
        return [test_images()[index : index + 1].copy() for index in range(SINGLES)]
    return [np.resize(test_images(), (work["batch"], 784))]


def factors(work: dict) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(0)
    return (random.random((work["m"], work["k"]), np.float32), random.random((work["k"], work["n"]), np.float32))


def first_weights(work: dict) -> Weights:
    """Every peer starts from the same numbers, so that their losses can be compared."""
    random = np.random.default_rng(0)
    gain = 2 if work["activation"] == "relu" else 1
    return [
        (random.normal(0, np.sqrt(gain / before), (before, after)).astype(np.float32), np.zeros(after, np.float32))
        for before, after in zip(work["layers"], work["layers"][1:])
    ]


def activate(values: np.ndarray, activation: str) -> np.ndarray:
    return np.maximum(values, 0) if activation == "relu" else 1 / (1 + np.exp(-values))


def logits(weights: Weights, activation: str, images: np.ndarray) -> np.ndarray:
    for weight, bias in weights[:-1]:
        images = activate(images @ weight + bias, activation)
    weight, bias = weights[-1]
    return images @ weight + bias


def log_softmax(values: np.ndarray) -> np.ndarray:
    values = values - values.max(1, keepdims=True)
    return values - np.log(np.exp(values).sum(1, keepdims=True))


def loss(weights: Weights, work: dict) -> float:
    """Cross-entropy over the batches that steps cycle over."""
    images, labels = (np.concatenate(part) for part in zip(*batches(work)))
    likelihoods = log_softmax(logits(weights, work["activation"], images))
    return float(-likelihoods[np.arange(len(labels)), labels].mean())


def prediction_error(answer: np.ndarray, work: dict) -> float:
    """Of the answer for the first input; of logits or of logarithms of probabilities."""
    right = logits(first_weights(work), work["activation"], inputs(work)[0])
    return float(np.abs(log_softmax(np.asarray(answer)) - log_softmax(right)).max())


def product_error(answer: np.ndarray, work: dict) -> float:
    """Relative to the right numbers, which are all about k / 4."""
    left, right = (factor.astype(np.float64) for factor in factors(work))
    exact = left @ right
    return float((np.abs(np.asarray(answer) - exact) / exact).max())
