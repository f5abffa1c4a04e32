"""The whole work in Keras on TensorFlow: reads the digits, fits, tests, writes the model."""
import os
from tempfile import NamedTemporaryFile

from threads import THREADS

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import tensorflow

import digits

tensorflow.config.threading.set_intra_op_parallelism_threads(THREADS)
tensorflow.config.threading.set_inter_op_parallelism_threads(THREADS)

model = keras.Sequential([
    keras.layers.Input((784,)),
    keras.layers.Dense(16, activation="sigmoid"),
    keras.layers.Dense(16, activation="sigmoid"),
    keras.layers.Dense(10),
])
model.compile(
    optimizer=keras.optimizers.SGD(0.5),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
    steps_per_execution=100,
    jit_compile=False,  # XLA takes longer to compile than it saves.
)
model.fit(*digits.training(), batch_size=32, epochs=int(os.environ["EPOCHS"]), verbose=0)
print(model.evaluate(digits.test_images(), digits.test_labels(), batch_size=1000, verbose=0)[1])
with NamedTemporaryFile(suffix=".keras") as file:
    model.save(file.name)
