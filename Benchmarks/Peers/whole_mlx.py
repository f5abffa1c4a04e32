"""The whole work in MLX on the processor: reads the digits, learns by compiled steps, tests, writes the model."""
import openblas_first  # Starts again with a fast BLAS.
import os
from functools import partial
from tempfile import NamedTemporaryFile

import threads  # Sets them.
import mlx.core as mlx
from mlx import nn, optimizers

import digits

mlx.set_default_device(mlx.cpu)

network = nn.Sequential(nn.Linear(784, 16), nn.Sigmoid(), nn.Linear(16, 16), nn.Sigmoid(), nn.Linear(16, 10))
optimizer = optimizers.SGD(learning_rate=0.5)
state = [network.state, optimizer.state]
slopes_of_loss = nn.value_and_grad(
    network, lambda images, labels: nn.losses.cross_entropy(network(images), labels, reduction="mean"))


@partial(mlx.compile, inputs=state, outputs=state)
def step(images, labels):
    optimizer.update(network, slopes_of_loss(images, labels)[1])


images, labels = map(mlx.array, digits.training())
for _ in range(int(os.environ["EPOCHS"])):
    order = mlx.random.permutation(len(images))
    for part in digits.slices(len(images), 32):
        step(images[order[part]], labels[order[part]])
        mlx.eval(state)
answers = network(mlx.array(digits.test_images())).argmax(1)
print((answers == mlx.array(digits.test_labels())).mean().item())
with NamedTemporaryFile(suffix=".safetensors") as file:
    network.save_weights(file.name)
