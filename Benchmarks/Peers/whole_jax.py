"""The whole work in JAX: reads the digits, learns by compiled steps, tests, writes the model."""
import os
from tempfile import TemporaryFile

import threads  # Sets them.
import jax
import numpy as np

import digits

RATE, SIZES = 0.5, [784, 16, 16, 10]


def logits(weights, images):
    for weight, bias in weights[:-1]:
        images = jax.nn.sigmoid(images @ weight + bias)
    weight, bias = weights[-1]
    return images @ weight + bias


def loss(weights, images, labels):
    return -(jax.nn.log_softmax(logits(weights, images)) * jax.nn.one_hot(labels, 10)).sum(1).mean()


@jax.jit
def step(weights, images, labels):
    slopes = jax.grad(loss)(weights, images, labels)
    return jax.tree.map(lambda weight, slope: weight - RATE * slope, weights, slopes)


random = np.random.default_rng()
weights = [(random.standard_normal((before, after), np.float32) / np.float32(before**0.5), np.zeros(after, np.float32))
           for before, after in zip(SIZES, SIZES[1:])]
images, labels = digits.training()
for _ in range(int(os.environ["EPOCHS"])):
    order = random.permutation(len(images))
    for part in digits.slices(len(images), 32):
        weights = step(weights, images[order[part]], labels[order[part]])
print((np.argmax(jax.jit(logits)(weights, digits.test_images()), 1) == digits.test_labels()).mean())
np.savez(TemporaryFile(), *jax.tree.leaves(weights))
