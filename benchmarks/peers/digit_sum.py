"""The embedded comparison as a script: every way to train with every learning rate, then each with its best one and
five seeds. As people write it one after another, with as many threads as there are cores. With `--tuned` as second
argument in two processes of one thread each, channels last, pooling before relu, fused Adam, and behind a frozen
reader every image read once.
"""

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import torch

import adding
import nets
from protocol import Work, serve

WAYS = ["end-to-end", "step-by-step", "fine-tuned", "auxiliary", "voted"]
RATES = [0.001, 0.002, 0.004]
SEEDS = range(1, 6)
EVALUATIONS = 20

trial_of = None


class Trials:
    """Trains as it is asked to, on the same data."""

    def __init__(self, folder, tuned):
        work = Work(folder)
        torch.manual_seed(0)
        self.training = adding.Digits(*nets.tensors(work, "train"))
        self.validation = adding.pairs(*nets.tensors(work, "validation"))
        self.test = adding.pairs(*nets.tensors(work, "test"))
        self.tuned = tuned
        if tuned:
            torch.set_num_threads(1)
            torch.set_flush_denormal(True)

    def __call__(self, way, seed, budget, rate, every, final):
        data = (self.training, self.validation)
        systems = adding.train(way, seed, budget, rate, every, data, self.tuned)
        pairs, _, sums = self.test if final else self.validation
        return adding.accuracy(systems, pairs, sums)


def start(folder, tuned):
    global trial_of
    trial_of = Trials(folder, tuned)


def trial(*arguments):
    return trial_of(*arguments)


class Comparison:
    def __init__(self, work):
        self.peer = nets.peer()
        self.parameters = nets.parameters(adding.System(tuned=False))
        self.budget = work.calls
        tuned = "--tuned" in sys.argv
        if tuned:
            self.pool = ProcessPoolExecutor(2, get_context("spawn"), start, (work.folder, True))
            self.all = self.pool.map
            list(self.all(abs, [0, 0]))  # both have started before the clock does
        else:
            torch.set_num_threads(work.threads)
            start(work.folder, False)
            self.all = map

    def trials(self, *columns):
        return list(self.all(trial, *columns))

    def round(self, seed):
        begin = time.perf_counter()
        pairs = [(way, rate) for way in WAYS for rate in RATES]
        count = len(pairs)
        every = self.budget / EVALUATIONS  # of the trials, which are half as long, too
        found = self.trials(
            [way for way, _ in pairs], [0] * count, [self.budget / 2] * count, [rate for _, rate in pairs], [every] * count, [False] * count
        )
        best = {way: max((score, rate) for score, (own, rate) in zip(found, pairs) if own == way)[1] for way in WAYS}
        runs = [(way, own) for own in SEEDS for way in WAYS]
        count = len(runs)
        scores = self.trials(
            [way for way, _ in runs],
            [seed * 100 + own for _, own in runs],
            [self.budget] * count,
            [best[way] for way, _ in runs],
            [every] * count,
            [True] * count,
        )
        return {"seconds": time.perf_counter() - begin, "accuracy": sum(scores) / count}


if __name__ == "__main__":
    serve(Comparison)
