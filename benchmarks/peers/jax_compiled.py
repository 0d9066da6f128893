"""JAX: a whole epoch is one compiled computation, its steps a scan, its optimizer optax's Adam. The members of an
ensemble of multilayer perceptrons are vectorised by vmap; convolutions of several members would be grouped ones, which
are slow on processors, so those are trained one after another.

Convolutions in a scan are many times slower on a processor than by themselves; with those each step is a compiled
computation of its own.
"""

import os
import time

import numpy

import protocol


def limit(threads):
    """The compiled computations have as many threads as there are cores to be had when JAX starts."""
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(every)[:threads])
    import jax

    jax.devices()
    for task in os.listdir("/proc/self/task"):
        os.sched_setaffinity(int(task), every)


class Training:
    def __init__(self, work):
        import jax
        import jax.numpy as jnp
        import jax_nets
        import optax

        self.jax, self.jnp, self.work = jax, jnp, work
        self.begin, self.net = jax_nets.of(work)
        self.stepwise = work.net in ("cnn", "unet")
        self.vectorised = work.members > 1 and work.net == "mlp"
        self.optimizer = optax.adam(work.rate)
        self.peer = f"JAX {jax.__version__}, optax {optax.__version__}"
        self.inputs, self.labels = self.arrays("train")
        self.test = self.arrays("test")
        self.parameters = sum(leaf.size for leaf in jax.tree.leaves(self.begin(jax.random.key(0), work.data.classes)))
        self.first = jax.jit(self.vmap(self.initial))
        self.epoch = jax.jit(self.vmap(self.epoch_of), donate_argnums=0)
        self.order = jax.jit(self.vmap(self.order_of))
        self.folded = jax.jit(self.vmap(jax.random.fold_in, (0, None)))
        self.step = jax.jit(self.step_of, donate_argnums=0)
        self.said = jax.jit(self.vmap(lambda weights: jax.nn.softmax(self.net(weights, self.test[0]))))

    def vmap(self, function, axes=0):
        return self.jax.vmap(function, axes) if self.vectorised else function

    def arrays(self, part):
        inputs = self.jnp.asarray(self.work.inputs(part))
        if inputs.ndim == 4:
            inputs = inputs.transpose(0, 2, 3, 1)  # [size, channels, height, width], the channels to the end
        return inputs, self.jnp.asarray(self.work.labels(part).astype("int32"))

    def initial(self, key):
        weights = self.begin(key, self.work.data.classes)
        return weights, self.optimizer.init(weights)

    def loss(self, weights, inputs, labels):
        import optax

        losses = optax.softmax_cross_entropy_with_integer_labels(self.net(weights, inputs), self.jnp.maximum(labels, 0))
        if labels.ndim == 1:
            return losses.mean()
        labelled = labels >= 0  # pixels need not have a label
        return (losses * labelled).sum() / labelled.sum()

    def step_of(self, state, index):
        import optax

        weights, moments = state
        loss, gradient = self.jax.value_and_grad(self.loss)(weights, self.inputs[index], self.labels[index])
        updates, moments = self.optimizer.update(gradient, moments)
        return (optax.apply_updates(weights, updates), moments), loss

    def order_of(self, key):
        return self.jax.random.permutation(key, len(self.inputs)).reshape(-1, self.work.batch)

    def epoch_of(self, state, key):
        state, losses = self.jax.lax.scan(self.step_of, state, self.order_of(key))
        return state, losses.mean()

    def train(self, state, keys):
        for number in range(self.work.epochs):
            folded = self.folded(keys, number)
            if self.stepwise:
                state = self.steps(state, folded)
            else:
                state, loss = self.epoch(state, folded)
                numpy.asarray(loss)  # of the epoch, by member
        return self.jax.block_until_ready(state[0])

    def steps(self, state, key):
        total = 0.0
        for index in numpy.asarray(self.order(key)):
            state, loss = self.step(state, index)
            total += float(loss)
        return state

    def round(self, seed):
        key = self.jax.random.key(seed)
        if self.vectorised:
            keys = [self.jax.random.split(key, self.work.members)]
        else:
            keys = [self.jax.random.fold_in(key, i) for i in range(self.work.members)]
        first = self.jax.block_until_ready([self.first(own) for own in keys])
        start = time.perf_counter()
        trained = [self.train(state, own) for state, own in zip(first, keys)]
        seconds = time.perf_counter() - start
        said = sum(self.said(weights) for weights in trained)
        said = said.sum(0) if self.vectorised else said
        labelled = self.test[1] >= 0
        accuracy = float((said.argmax(-1) == self.test[1])[labelled].mean())
        return {"seconds": seconds, "accuracy": accuracy}


class Prediction:
    def __init__(self, work):
        import jax
        import jax_nets

        self.jax, self.work = jax, work
        begin, net = jax_nets.of(work)
        keys = jax.random.split(jax.random.key(0), work.members)
        self.weights = [begin(key, work.data.classes) for key in keys]
        self.peer = f"JAX {jax.__version__}"
        self.parameters = sum(leaf.size for leaf in jax.tree.leaves(self.weights[0]))
        inputs = work.inputs("test")
        self.inputs = inputs.transpose(0, 2, 3, 1).copy() if inputs.ndim == 4 else inputs
        self.predict = jax.jit(lambda each, x: sum(jax.nn.softmax(net(own, x)) for own in each) / len(each))

    def round(self, seed):
        start = time.perf_counter()
        for call in range(self.work.calls):
            at = call * self.work.batch % len(self.inputs)
            self.predict(self.weights, self.inputs[at : at + self.work.batch]).block_until_ready()
        return {"seconds": time.perf_counter() - start}


def prepare(work):
    limit(work.threads)
    return Prediction(work) if work.predicts else Training(work)


if __name__ == "__main__":
    protocol.serve(prepare)
