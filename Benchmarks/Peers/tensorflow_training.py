"""TensorFlow's training: steps as tf.function, with XLA and without, and Keras's fit."""
from itertools import cycle, islice
import os

from contestant import Job
from threads import THREADS

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import tensorflow

import digits

tensorflow.config.threading.set_intra_op_parallelism_threads(THREADS)
tensorflow.config.threading.set_inter_op_parallelism_threads(THREADS)

CROSS_ENTROPY = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def features(work):
    """What comes before the dense layers."""
    if "convolutions" not in work:
        return [keras.layers.Input((work["layers"][0],))]
    side, kernel = work["convolutions"]["side"], work["convolutions"]["kernel"]
    layers = [keras.layers.Input((side, side, 1))]
    for filters in work["convolutions"]["filters"]:
        layers.append(keras.layers.Conv2D(filters, kernel, padding="same", activation=work["activation"]))
        layers.append(keras.layers.MaxPooling2D())
    return [*layers, keras.layers.Flatten()]


def network(work):
    sizes = work["layers"]
    hidden = [keras.layers.Dense(size, activation=work["activation"]) for size in sizes[1:-1]]
    model = keras.Sequential([*features(work), *hidden, keras.layers.Dense(sizes[-1])])
    model.set_weights([part for layer in digits.first_weights(work) for part in layer])
    return model


def optimizer(work):
    kind = keras.optimizers.Adam if work["optimizer"] == "adam" else keras.optimizers.SGD
    momentum = {"momentum": digits.MOMENTUM} if work["optimizer"] == "momentum" else {}
    return kind(digits.LEARNING_RATES[work["optimizer"]], **momentum)


def loss_of(model, work):
    def loss():
        parts = model.get_weights()
        return digits.loss(list(zip(parts[::2], parts[1::2])), work)

    return loss


class Trainer:
    def __init__(self, work, xla):
        self.model, descent = network(work), optimizer(work)
        descent.build(self.model.trainable_variables)

        @tensorflow.function(jit_compile=xla)
        def step(images, labels):
            weights = self.model.trainable_variables
            with tensorflow.GradientTape() as tape:
                loss = CROSS_ENTROPY(labels, self.model(images, training=True))
            descent.apply_gradients(zip(tape.gradient(loss, weights), weights))
            return loss

        self.step = step


def step(work):
    def maker(xla):
        def make():
            trainer = Trainer(work, xla)
            source = cycle([tuple(map(tensorflow.constant, batch)) for batch in digits.batches(work)])

            def run(count):
                for images, labels in islice(source, count):
                    loss = trainer.step(images, labels)
                loss.numpy()

            return Job(run, loss=loss_of(trainer.model, work))

        return make

    return {"tf.function": maker(xla=False), "tf.function, XLA": maker(xla=True)}


def epoch(work):
    def sliced():
        trainer, (images, labels) = Trainer(work, xla=False), digits.training()

        def run(count):
            for _ in range(count):
                order = np.random.permutation(len(images))
                for part in digits.slices(len(images), work["batch"]):
                    chosen = order[part]
                    # A tensor's shape and type choose the compiled function; an array's values would.
                    loss = trainer.step(tensorflow.constant(images[chosen]), tensorflow.constant(labels[chosen]))
            loss.numpy()

        return Job(run, loss=loss_of(trainer.model, work))

    def fit(at_once):
        """`at_once`: steps that Keras runs without coming back to Python."""

        def make():
            model, (images, labels) = network(work), digits.training()
            model.compile(optimizer=optimizer(work), loss=CROSS_ENTROPY, steps_per_execution=at_once)

            def run(count):
                for _ in range(count):
                    model.fit(images, labels, batch_size=work["batch"], verbose=0)

            return Job(run, loss=loss_of(model, work))

        return make

    return {"sliced, tf.function": sliced, "Keras fit": fit(1), "Keras fit, 100 steps at once": fit(100)}
