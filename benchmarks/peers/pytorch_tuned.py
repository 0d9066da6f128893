"""PyTorch, eager, by somebody who knows it: channels last, pooling before relu, fused Adam, batches gathered from
tensors, no denormal numbers. Members of an ensemble share two processes; small ones are stacked in each.

With `--compiled` as second argument, network and loss are compiled by torch.compile.
"""

import sys
import time

import torch

import nets
import stacked
from protocol import Unable, serve


class Learner:
    """A network that is trained anew each round, so that what was compiled for it lasts."""

    def __init__(self, work, compiled):
        torch.set_flush_denormal(True)
        self.work = work
        self.net = nets.tuned(work)
        self.inputs, self.labels = nets.tensors(work, "train")
        if nets.images(work):
            self.inputs = nets.channels_last(self.inputs)
        self.loss = torch.compile(self.loss_of) if compiled else self.loss_of

    def loss_of(self, inputs, labels):
        return nets.loss(self.net(inputs), labels)

    def begin(self, seed):
        torch.manual_seed(seed)
        self.net.load_state_dict(nets.tuned(self.work).state_dict())

    def train(self):
        optimizer = torch.optim.Adam(self.net.parameters(), lr=self.work.rate, fused=True)
        self.net.train()
        for _ in range(self.work.epochs):
            total = 0.0
            for index in torch.randperm(len(self.inputs)).split(self.work.batch):
                optimizer.zero_grad(set_to_none=True)
                loss = self.loss(self.inputs.index_select(0, index), self.labels.index_select(0, index))
                loss.backward()
                optimizer.step()
                total += loss.item()


class Training:
    def __init__(self, work, compiled):
        torch.set_num_threads(work.threads)
        self.learner = Learner(work, compiled)
        self.peer = nets.peer()
        self.parameters = nets.parameters(self.learner.net)
        self.test = nets.tensors(work, "test")

    def round(self, seed):
        self.learner.begin(seed)
        start = time.perf_counter()
        self.learner.train()
        seconds = time.perf_counter() - start
        return {"seconds": seconds, "accuracy": nets.accuracy([self.learner.net], *self.test)}


class Prediction:
    def __init__(self, work, compiled):
        torch.set_num_threads(work.threads)
        self.work = work
        self.peer = nets.peer()
        self.models = [nets.tuned(work).eval() for _ in range(work.members)]
        self.parameters = nets.parameters(self.models[0])
        inputs, _ = nets.tensors(work, "test")
        self.inputs = nets.channels_last(inputs) if nets.images(work) else inputs
        self.predict = torch.compile(self.mean) if compiled else self.mean

    def mean(self, batch):
        return nets.said(self.models, batch)

    @torch.inference_mode()
    def round(self, seed):
        start = time.perf_counter()
        for call in range(self.work.calls):
            self.predict(self.inputs.narrow(0, call * self.work.batch % len(self.inputs), self.work.batch))
        return {"seconds": time.perf_counter() - start}


def prepare(work):
    compiled = "--compiled" in sys.argv
    if work.predicts:
        return Prediction(work, compiled)
    if work.members > 1:
        if compiled:
            raise Unable("members are trained by the tuned program, in two processes")
        return stacked.Training(work)
    return Training(work, compiled)


if __name__ == "__main__":
    serve(prepare)
