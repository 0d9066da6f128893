"""The networks in JAX: weights as dictionaries, images with the channels last."""

import jax
import jax.numpy as jnp
from jax import lax

from protocol import Unable


def uniform(key, fan_in, *shape):
    bound = fan_in**-0.5
    return jax.random.uniform(key, shape, minval=-bound, maxval=bound)


def layer(key, fan_in, *shape):
    """As PyTorch begins."""
    kernel, bias = jax.random.split(key)
    return {"kernel": uniform(kernel, fan_in, *shape), "bias": uniform(bias, fan_in, shape[-1])}


def dense(x, layer):
    return x @ layer["kernel"] + layer["bias"]


def convolution(x, layer, padding="VALID"):
    x = lax.conv_general_dilated(x, layer["kernel"], (1, 1), padding, dimension_numbers=("NHWC", "HWIO", "NHWC"))
    return x + layer["bias"]


def pool(x):
    """Of 2 x 2 as a maximum over two axes, whose gradient is much faster than that of a window on processors."""
    batch, height, width, channels = x.shape
    x = x[:, : height // 2 * 2, : width // 2 * 2]
    return x.reshape(batch, height // 2, 2, width // 2, 2, channels).max((2, 4))


def cnn_weights(key, classes):
    a, b, c, d = jax.random.split(key, 4)
    return {
        "first": layer(a, 9, 3, 3, 1, 16),
        "second": layer(b, 144, 3, 3, 16, 32),
        "hidden": layer(c, 800, 800, 128),
        "outputs": layer(d, 128, 128, classes),
    }


def cnn(weights, x):
    x = jax.nn.relu(pool(convolution(x, weights["first"])))
    x = jax.nn.relu(pool(convolution(x, weights["second"])))
    x = jax.nn.relu(dense(x.reshape(len(x), -1), weights["hidden"]))
    return dense(x, weights["outputs"])


def mlp_weights(key, classes):
    a, b, c = jax.random.split(key, 3)
    return {
        "first": layer(a, 64, 64, 128),
        "second": layer(b, 128, 128, 128),
        "outputs": layer(c, 128, 128, classes),
    }


def mlp(weights, x):
    x = jax.nn.relu(dense(x, weights["first"]))
    x = jax.nn.relu(dense(x, weights["second"]))
    return dense(x, weights["outputs"])


def lstm_weights(key, classes, hidden=128):
    a, b, c = jax.random.split(key, 3)
    # PyTorch has two biases that are added; so have these, for the same number of parameters.
    inputs, states = layer(a, hidden, 28, 4 * hidden), layer(b, hidden, hidden, 4 * hidden)
    return {"inputs": inputs, "states": states, "outputs": layer(c, hidden, hidden, classes)}


def lstm(weights, x):
    seen = dense(x, weights["inputs"]).swapaxes(0, 1)  # of all steps at once

    def step(carry, seen_now):
        state, memory = carry
        gates = seen_now + dense(state, weights["states"])
        i, f, g, o = jnp.split(gates, 4, axis=-1)
        memory = jax.nn.sigmoid(f) * memory + jax.nn.sigmoid(i) * jnp.tanh(g)
        return (jax.nn.sigmoid(o) * jnp.tanh(memory), memory), None

    zeros = jnp.zeros((len(x), weights["states"]["kernel"].shape[0]))
    (state, _), _ = lax.scan(step, (zeros, zeros), seen)
    return dense(state, weights["outputs"])


def level_weights(key, inputs, channels):
    a, b = jax.random.split(key)
    return [layer(a, 9 * inputs, 3, 3, inputs, channels), layer(b, 9 * channels, 3, 3, channels, channels)]


def level(x, layers):
    for own in layers:
        x = jax.nn.relu(convolution(x, own, "SAME"))
    return x


def unet_weights(key, classes, channels=(16, 32, 64)):
    a, b, c, d = (jax.random.split(own, 3) for own in jax.random.split(key, 4))
    above = list(zip(channels[:0:-1], channels[-2::-1]))
    return {
        "down": [level_weights(own, *pair) for own, pair in zip(a, zip((1,) + channels, channels))],
        "rise": [layer(own, below, below, 2, 2, wanted) for own, (below, wanted) in zip(b, above)],
        "up": [level_weights(own, 2 * wanted, wanted) for own, (_, wanted) in zip(c, above)],
        "outputs": layer(d[0], channels[0], channels[0], classes),
    }


def rise(x, layer):
    """A transposed convolution of 2 x 2 with as long steps: each pixel becomes four, which is one product of matrices."""
    batch, height, width, _ = x.shape
    x = jnp.einsum("bhwc,cijo->bhiwjo", x, layer["kernel"]) + layer["bias"]
    return x.reshape(batch, 2 * height, 2 * width, -1)


def unet(weights, x):
    beside = []
    for i, layers in enumerate(weights["down"]):
        x = level(pool(x) if i else x, layers)
        beside.append(x)
    for risen, layers, skipped in zip(weights["rise"], weights["up"], beside[-2::-1]):
        x = level(jnp.concatenate([skipped, rise(x, risen)], axis=-1), layers)
    return dense(x, weights["outputs"])


NETS = {
    "cnn": (cnn_weights, cnn),
    "mlp": (mlp_weights, mlp),
    "lstm": (lstm_weights, lstm),
    "unet": (unet_weights, unet),
}


def of(work):
    if work.net not in NETS:
        raise Unable(f"there is no {work.net} here")
    return NETS[work.net]
