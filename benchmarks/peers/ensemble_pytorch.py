"""Ensemble-PyTorch (torchensemble): its voting classifier, with its defaults. With `--jobs`, in two processes."""

import logging
import os
import sys
import time
from importlib.metadata import version

if "--jobs" in sys.argv:
    # Read when torch is loaded, here and in joblib's processes: each has one core.
    os.environ["OMP_NUM_THREADS"] = "1"

import torch
from torch.utils.data import DataLoader, TensorDataset
from torchensemble import VotingClassifier

import nets
from protocol import Unable, serve


class Training:
    def __init__(self, work, jobs):
        if work.kind != "train" or work.members < 2:
            raise Unable("it is about training ensembles")
        logging.disable(logging.INFO)
        # Each of several processes has a core; one process has both.
        torch.set_num_threads(1 if jobs else work.threads)
        self.work, self.jobs = work, jobs
        self.peer = f"Ensemble-PyTorch {version('torchensemble')} on {nets.peer()}"
        self.parameters = nets.parameters(nets.plain(work))
        self.batches = DataLoader(TensorDataset(*nets.tensors(work, "train")), batch_size=work.batch, shuffle=True)
        self.test = nets.tensors(work, "test")

    def round(self, seed):
        torch.manual_seed(seed)
        ensemble = VotingClassifier(
            estimator=nets.PLAIN[self.work.net],
            n_estimators=self.work.members,
            estimator_args={"classes": self.work.data.classes},
            cuda=False,
            n_jobs=self.jobs,
        )
        ensemble.set_optimizer("Adam", lr=self.work.rate)
        start = time.perf_counter()
        ensemble.fit(self.batches, epochs=self.work.epochs, save_model=False)
        seconds = time.perf_counter() - start
        return {"seconds": seconds, "accuracy": nets.accuracy(list(ensemble.estimators_), *self.test)}


def prepare(work):
    return Training(work, 2 if "--jobs" in sys.argv else None)


if __name__ == "__main__":
    serve(prepare)
