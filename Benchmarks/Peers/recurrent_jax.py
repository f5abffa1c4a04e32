"""A recurrent layer in JAX, as `Work.Recurrent` describes it, and its training step."""
from functools import partial
from itertools import cycle, islice

from contestant import Job
import jax
import jax.numpy as jnp
import numpy as np

import digits


def states_mean(weights, x):
    """The mean of an LSTM's states; x is [batch, length, inputs]."""
    places, of_input, of_state, bias = weights
    sums = (x + places) @ of_input + bias
    zeros = jnp.zeros((len(x), len(of_state)))

    def step(carried, sums):
        state, cell = carried
        i, f, g, o = jnp.split(sums + state @ of_state, 4, axis=1)
        cell = jax.nn.sigmoid(f) * cell + jax.nn.sigmoid(i) * jnp.tanh(g)
        state = jax.nn.sigmoid(o) * jnp.tanh(cell)
        return (state, cell), state

    return jax.lax.scan(step, (zeros, zeros), sums.swapaxes(0, 1))[1].mean(0)


def objective(weights, x, targets):
    return jnp.mean((states_mean(weights, x) - targets) ** 2)


@partial(jax.jit, donate_argnums=0)
def advance(weights, x, targets):
    gradients = jax.grad(objective)(weights, x, targets)
    return jax.tree.map(lambda w, g: w - digits.LEARNING_RATES["sgd"] * g, weights, gradients)


def step(work):
    def compiled():
        random = np.random.default_rng(1)
        batch, length, inputs, hidden = (work[key] for key in ("batch", "length", "inputs", "hidden"))

        def uniform(limit, *shape):
            return jnp.array(random.uniform(-limit, limit, shape).astype(np.float32))

        limit = hidden ** -0.5
        state = [uniform(0.02, length, inputs), uniform(limit, inputs, 4 * hidden),
                 uniform(limit, hidden, 4 * hidden), uniform(limit, 4 * hidden)]
        batches = [(uniform(1, batch, length, inputs), jnp.abs(uniform(1, batch, hidden))) for _ in range(20)]
        source = cycle(batches)

        def run(count):
            nonlocal state
            for x, targets in islice(source, count):
                state = advance(state, x, targets)
            jax.block_until_ready(state)

        return Job(run, loss=lambda: float(objective(state, *batches[0])))

    return {"jit, scan over the steps": compiled}
