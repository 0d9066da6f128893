"""What a peer's program and the command that measures it say to each other.

A program is started with the folder of a work. When it is ready it says so in a line of JSON. Then it reads a seed a
line, does one round for each and answers with another line.
"""

import json
import os
import platform
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy


class Work(SimpleNamespace):
    """The settings in work.json, and the arrays beside it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        settings = json.loads((self.folder / "work.json").read_text())
        super().__init__(**settings)
        self.data = SimpleNamespace(**settings["data"])

    @property
    def predicts(self):
        return self.kind in ("predict", "start")

    def inputs(self, part):
        return self._array(f"{part}-input.f32", "<f4", self.data.shape)

    def labels(self, part):
        return self._array(f"{part}-label.i64", "<i8", self.data.labels)

    def _array(self, name, kind, shape):
        return numpy.fromfile(self.folder / name, kind).reshape([-1] + shape)


class Unable(Exception):
    """A work that this peer cannot do; the message says why."""


def serve(prepare):
    """Answers until there is nothing more to read.

    prepare takes a Work and gives an object with `peer`, `parameters` and `round(seed)`, which returns a dictionary of
    seconds and accuracy.
    """
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print goes to the log

    def answer(**what):
        answers.write(json.dumps(what) + "\n")
        answers.flush()

    try:
        ready = prepare(Work(sys.argv[1]))
        answer(peer=ready.peer, on=f"Python {platform.python_version()}", parameters=ready.parameters)
        for line in sys.stdin:
            answer(**ready.round(int(line)))
    except (Unable, ImportError) as reason:
        answer(unable=str(reason))
