"""PyTorch, eager, as people write it: a loop over a DataLoader, default layout, default Adam.

With `--gathered` as second argument without the DataLoader, which spends more than a small network: batches are
gathered from the tensors.
"""

import sys
import time

import torch
from torch.utils.data import DataLoader, TensorDataset

import nets
from protocol import serve


class Gathered:
    """Batches in a new order each time, as a DataLoader that shuffles gives them."""

    def __init__(self, inputs, labels, batch):
        self.inputs, self.labels, self.batch = inputs, labels, batch

    def __iter__(self):
        for index in torch.randperm(len(self.inputs)).split(self.batch):
            yield self.inputs[index], self.labels[index]


def train(model, batches, rate, epochs):
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)
    model.train()
    for _ in range(epochs):
        total = 0.0
        for inputs, labels in batches:
            optimizer.zero_grad()
            loss = nets.loss(model(inputs), labels)
            loss.backward()
            optimizer.step()
            total += loss.item()


class Training:
    def __init__(self, work, gathered):
        torch.set_num_threads(work.threads)
        self.work = work
        self.peer = nets.peer()
        self.parameters = nets.parameters(nets.plain(work))
        inputs, labels = nets.tensors(work, "train")
        self.test = nets.tensors(work, "test")
        self.batches = (
            Gathered(inputs, labels, work.batch)
            if gathered
            else DataLoader(TensorDataset(inputs, labels), batch_size=work.batch, shuffle=True)
        )

    def round(self, seed):
        torch.manual_seed(seed)
        models = [nets.plain(self.work) for _ in range(self.work.members)]
        start = time.perf_counter()
        for model in models:
            train(model, self.batches, self.work.rate, self.work.epochs)
        seconds = time.perf_counter() - start
        return {"seconds": seconds, "accuracy": nets.accuracy(models, *self.test)}


class Prediction:
    def __init__(self, work):
        torch.set_num_threads(work.threads)
        self.work = work
        self.peer = nets.peer()
        self.models = [nets.plain(work).eval() for _ in range(work.members)]
        self.parameters = nets.parameters(self.models[0])
        self.inputs, _ = nets.tensors(work, "test")

    @torch.no_grad()
    def round(self, seed):
        start = time.perf_counter()
        for call in range(self.work.calls):
            at = call * self.work.batch % len(self.inputs)
            batch = self.inputs[at : at + self.work.batch]
            nets.said(self.models, batch)
        return {"seconds": time.perf_counter() - start}


def prepare(work):
    return Prediction(work) if work.predicts else Training(work, "--gathered" in sys.argv)


if __name__ == "__main__":
    serve(prepare)
