"""JAX: a step compiled as a whole with its buffers donated, and scans over many steps at once."""
from functools import partial
from itertools import cycle, islice

from contestant import Contestant, Job
import jax
import jax.numpy as jnp
import numpy as np
import optax

import digits
import recurrent_jax

# Every call is waited for, or the steps after it wait for it: another thread in between only costs. Measured,
# this makes small predictions and products two to three times as fast and leaves steps as they are.
jax.config.update("jax_cpu_enable_async_dispatch", False)


def logits(weights, images, activation):
    for weight, bias in weights[:-1]:
        images = getattr(jax.nn, activation)(images @ weight + bias)
    weight, bias = weights[-1]
    return images @ weight + bias


def windowed(images):
    """The largest of each 2×2, as JAX's users write it."""
    return jax.lax.reduce_window(images, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


def reshaped(images):
    """The same; its gradient is far cheaper on a processor."""
    count, down, across, channels = images.shape
    return images.reshape(count, down // 2, 2, across // 2, 2, channels).max((2, 4))


def convolutional_logits(weights, images, activation, pooled):
    for weight, bias in weights:
        if weight.ndim == 4:
            order = ("NHWC", "HWIO", "NHWC")
            sums = jax.lax.conv_general_dilated(images, weight, (1, 1), "SAME", dimension_numbers=order)
            images = pooled(getattr(jax.nn, activation)(sums + bias))
    dense = [pair for pair in weights if pair[0].ndim == 2]
    return logits(dense, images.reshape(len(images), -1), activation)


def on_device(arrays):
    return jax.tree.map(jnp.array, arrays)


def optimizer(work):
    rate = digits.LEARNING_RATES[work["optimizer"]]
    if work["optimizer"] == "momentum":
        return optax.sgd(rate, momentum=digits.MOMENTUM)
    return getattr(optax, work["optimizer"])(rate)


class Trainer:
    def __init__(self, work, logits=logits):
        self.work, self.logits, self.optimizer = work, logits, optimizer(work)
        weights = on_device(digits.first_weights(work))
        self.state = weights, self.optimizer.init(weights)
        self.step = jax.jit(self.advance, donate_argnums=0)

    def advance(self, state, images, labels):
        def loss(weights):
            scores = self.logits(weights, images, self.work["activation"])
            return optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean()

        weights, memory = state
        updates, memory = self.optimizer.update(jax.grad(loss)(weights), memory, weights)
        return optax.apply_updates(weights, updates), memory

    def wait(self):
        jax.block_until_ready(self.state)

    def loss(self):
        return digits.loss(jax.tree.map(np.asarray, self.state[0]), self.work)


def compiled_step(work, logits):
    trainer, source = Trainer(work, logits), cycle(on_device(digits.batches(work)))

    def run(count):
        for images, labels in islice(source, count):
            trainer.state = trainer.step(trainer.state, images, labels)
        trainer.wait()

    return Job(run, loss=trainer.loss)


def step(work):
    def scanned():
        trainer, batches = Trainer(work), digits.batches(work)
        stacked = tuple(jnp.array(np.stack(part)) for part in zip(*batches))

        @partial(jax.jit, donate_argnums=0)
        def all_batches(state, stacked):
            return jax.lax.scan(lambda state, batch: (trainer.advance(state, *batch), None), state, stacked)[0]

        def run(count):
            for _ in range(count):
                trainer.state = all_batches(trainer.state, stacked)
            trainer.wait()

        return Job(run, unit=len(batches), loss=trainer.loss)

    return {"jit": partial(compiled_step, work, logits), "jit, scan over 100 steps": scanned}


def of_poolings(function, work):
    """Each way of pooling is a variant."""
    return {
        f"jit{name}": partial(function, work, partial(convolutional_logits, pooled=pooled))
        for name, pooled in [("", windowed), (", pooling by reshape", reshaped)]
    }


def epoch(work):
    def sliced():
        trainer, (images, labels) = Trainer(work), digits.training()

        def run(count):
            for _ in range(count):
                order = np.random.permutation(len(images))
                for part in digits.slices(len(images), work["batch"]):
                    chosen = order[part]
                    trainer.state = trainer.step(trainer.state, images[chosen], labels[chosen])
            trainer.wait()

        return Job(run, loss=trainer.loss)

    def scanned():
        trainer, keys = Trainer(work), map(jax.random.key, range(1 << 30))
        images, labels = map(jnp.array, digits.training())
        # The shapes of a scan are fixed: what is left over when the batches are full waits for another epoch.
        steps, batch = len(images) // work["batch"], work["batch"]

        @partial(jax.jit, donate_argnums=0)
        def whole(state, images, labels, key):
            order = jax.random.permutation(key, len(images))[: steps * batch].reshape(steps, batch)
            def one_step(state, chosen):
                return trainer.advance(state, images[chosen], labels[chosen]), None

            return jax.lax.scan(one_step, state, order)[0]

        def run(count):
            for key in islice(keys, count):
                trainer.state = whole(trainer.state, images, labels, key)
            trainer.wait()

        return Job(run, loss=trainer.loss)

    return {"sliced": sliced, "scan": scanned}


def compiled_prediction(work, logits):
    weights, inputs = on_device(digits.first_weights(work)), on_device(digits.inputs(work))
    model, source = jax.jit(partial(logits, activation=work["activation"])), cycle(inputs)

    def run(count):
        for images in islice(source, count):
            model(weights, images).block_until_ready()

    return Job(run, error=lambda: digits.prediction_error(model(weights, inputs[0]), work))


def product(work):
    def compiled():
        left, right = map(jnp.array, digits.factors(work))
        matmul = jax.jit(jnp.matmul)

        def run(count):
            for _ in range(count):
                matmul(left, right).block_until_ready()

        return Job(run, error=lambda: digits.product_error(matmul(left, right), work))

    return {"jit": compiled}


if __name__ == "__main__":
    Contestant("JAX", ["jax", "jaxlib", "optax"], "without asynchronous dispatch, which is slower for small calls",
               {"step": step, "epoch": epoch, "product": product,
                "predict": lambda work: {"jit": partial(compiled_prediction, work, logits)},
                "convolutional step": partial(of_poolings, compiled_step),
                "convolutional predict": partial(of_poolings, compiled_prediction),
                "recurrent": recurrent_jax.step}).serve()
