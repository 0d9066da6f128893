"""An ensemble's members in PyTorch by somebody who knows it: a process a core, with one thread each, and in each the
half of the members, the multilayer perceptrons stacked by torch.func into one, the rest one after another.
"""

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import torch
from torch.func import functional_call, stack_module_state

import nets
import pytorch_tuned
from protocol import Work


class Stack:
    def __init__(self, work, members):
        self.work, self.members = work, members
        self.inputs, self.labels = nets.tensors(work, "train")

    def train(self, seed):
        torch.manual_seed(seed)
        models = [nets.tuned(self.work) for _ in range(self.members)]
        shared = models[0]
        values, _ = stack_module_state(models)

        def loss(own, inputs, labels):
            return nets.loss(functional_call(shared, own, (inputs,)), labels)

        losses = torch.vmap(loss)
        optimizer = torch.optim.Adam(values.values(), lr=self.work.rate, fused=True)
        for _ in range(self.work.epochs):
            orders = torch.stack([torch.randperm(len(self.inputs)) for _ in models])
            for index in orders.split(self.work.batch, dim=1):
                optimizer.zero_grad(set_to_none=True)
                losses(values, self.inputs[index], self.labels[index]).sum().backward()
                optimizer.step()
        return [{name: value[i].detach() for name, value in values.items()} for i in range(self.members)]


class OneByOne:
    def __init__(self, work, members):
        self.members = members
        self.learner = pytorch_tuned.Learner(work, compiled=False)

    def train(self, seed):
        weights = []
        for member in range(self.members):
            self.learner.begin(seed * 1000 + member)
            self.learner.train()
            weights.append({name: value.clone() for name, value in self.learner.net.state_dict().items()})
        return weights


half = None


def start(folder, members):
    global half
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    work = Work(folder)
    half = (Stack if work.net == "mlp" else OneByOne)(work, members)


def train(seed):
    return half.train(seed)


class Training:
    def __init__(self, work):
        self.work = work
        self.peer = nets.peer()
        self.net = nets.tuned(work)
        self.parameters = nets.parameters(self.net)
        self.test = nets.tensors(work, "test")
        sizes = [(work.members + 1) // 2, work.members // 2]
        # A pool for each half: one pool might give both halves to the same process.
        self.halves = [
            ProcessPoolExecutor(1, get_context("spawn"), start, (work.folder, size)) for size in sizes
        ]

    def round(self, seed):
        begin = time.perf_counter()
        parts = [pool.submit(train, 2 * seed + i) for i, pool in enumerate(self.halves)]
        weights = [own for part in parts for own in part.result()]
        seconds = time.perf_counter() - begin
        models = []
        for own in weights:
            models.append(nets.tuned(self.work))
            models[-1].load_state_dict(own)
        return {"seconds": seconds, "accuracy": nets.accuracy(models, *self.test)}
