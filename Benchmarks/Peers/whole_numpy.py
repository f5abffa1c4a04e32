"""The whole work in plain NumPy: reads the digits, learns by back-propagation by hand, tests, writes the model."""
import os
from tempfile import TemporaryFile

import threads  # Sets them.
import numpy as np

import digits

RATE, SIZES = np.float32(0.5), [784, 16, 16, 10]
random = np.random.default_rng()
weights = [(random.standard_normal((before, after), np.float32) / np.float32(before**0.5), np.zeros(after, np.float32))
           for before, after in zip(SIZES, SIZES[1:])]


def step(images, labels):
    values = [images]
    for weight, bias in weights[:-1]:
        values.append(digits.activate(values[-1] @ weight + bias, "sigmoid"))
    scores = values[-1] @ weights[-1][0] + weights[-1][1]
    delta = np.exp(scores - scores.max(1, keepdims=True))
    delta /= delta.sum(1, keepdims=True)
    delta[np.arange(len(labels)), labels] -= 1
    delta *= RATE / len(labels)
    for (weight, bias), value in zip(reversed(weights), reversed(values)):
        slope, bias_slope = value.T @ delta, delta.sum(0)
        if value is not images:
            delta = (delta @ weight.T) * value * (1 - value)
        weight -= slope
        bias -= bias_slope


images, labels = digits.training()
for _ in range(int(os.environ["EPOCHS"])):
    order = random.permutation(len(images))
    for part in digits.slices(len(images), 32):
        step(images[order[part]], labels[order[part]])
print((digits.logits(weights, "sigmoid", digits.test_images()).argmax(1) == digits.test_labels()).mean())
np.savez(TemporaryFile(), *(part for layer in weights for part in layer))
