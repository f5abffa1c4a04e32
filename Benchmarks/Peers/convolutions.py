"""The convolutional half of a network in plain NumPy, and its weights in the order of those who have channels first.

Here pictures are [examples, down, across, channels] and a convolution's weight is [down, across, channels, filters].
"""
from collections.abc import Callable

import numpy as np

CHUNK = 100  # Examples at once: the patches of a thousand pictures take much memory.


def shapes(work: dict) -> list[tuple[int, ...]]:
    """Of the weights of the convolutions of a work; none where there are none."""
    if "convolutions" not in work:
        return []
    kernel, filters = work["convolutions"]["kernel"], work["convolutions"]["filters"]
    return [(kernel, kernel, before, after) for before, after in zip([1, *filters], filters)]


def parts(weights: list, work: dict) -> tuple[list, list]:
    """Convolutions and dense layers."""
    count = len(shapes(work))
    return weights[:count], weights[count:]


def convolved(images: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """With zeros around the pictures, so that they keep their size."""
    kernel = len(weight)
    before = (kernel - 1) // 2
    margins = (before, kernel - 1 - before)
    padded = np.pad(images, ((0, 0), margins, margins, (0, 0)))
    patches = np.lib.stride_tricks.sliding_window_view(padded, (kernel, kernel), axis=(1, 2))
    return np.tensordot(patches, weight, ((4, 5, 3), (0, 1, 2)))


def pooled(images: np.ndarray) -> np.ndarray:
    """The largest of each 2×2."""
    count, down, across, channels = images.shape
    return images.reshape(count, down // 2, 2, across // 2, 2, channels).max((2, 4))


def features(filters: list, activate: Callable, images: np.ndarray) -> np.ndarray:
    """What dense layers see."""
    results = []
    for start in range(0, len(images), CHUNK):
        values = images[start : start + CHUNK]
        for weight, bias in filters:
            values = pooled(activate(convolved(values, weight) + bias))
        results.append(values.reshape(len(values), -1))
    return np.concatenate(results)


def channels_first(weights: list, work: dict) -> list:
    """The same network for pictures [examples, channels, down, across]: weights of convolutions are
    [filters, channels, down, across] then, and the first dense layer's inputs come channel by channel."""
    filters, dense = parts(weights, work)
    if not filters:
        return weights
    channels = filters[-1][0].shape[-1]
    turned = [(weight.transpose(3, 2, 0, 1).copy(), bias) for weight, bias in filters]
    (weight, bias), *rest = dense
    return [*turned, (regrouped(weight, (-1, channels)), bias), *rest]


def channels_last(weights: list, work: dict) -> list:
    """The opposite of `channels_first`."""
    filters, dense = parts(weights, work)
    if not filters:
        return weights
    channels = filters[-1][0].shape[0]
    turned = [(weight.transpose(2, 3, 1, 0), bias) for weight, bias in filters]
    (weight, bias), *rest = dense
    return [*turned, (regrouped(weight, (channels, -1)), bias), *rest]


def regrouped(weight: np.ndarray, groups: tuple[int, int]) -> np.ndarray:
    """A dense layer's weight [inputs, outputs], whose inputs are groups of groups, with the inner ones outside."""
    inputs, outputs = weight.shape
    return weight.reshape(*groups, outputs).swapaxes(0, 1).reshape(inputs, outputs)
