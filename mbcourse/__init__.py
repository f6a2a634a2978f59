"""mbcourse: mini-batch gradient descent, from a line and sixty points to data-parallel training.

Data flow, one way: ``data -> batches -> fit -> History -> surface, plots, theory``. Importing the package
loads NumPy and nothing heavier; ``plots`` (matplotlib), ``torch_train``, ``torch_stack``, ``memory``,
``distributed``, ``data_parallel`` (torch) and ``checks`` load on first use.
"""

from importlib import import_module
from types import ModuleType

from mbcourse import comparison, optim, schedules, sound, stopping, tables, text, theory, tuning
from mbcourse.batches import bucketed, folds, minibatches
from mbcourse.data import (
    Labelled,
    Line,
    Measured,
    digits,
    lab_line,
    make_line,
    split,
    standardise,
    vowels,
    wrong_labels,
)
from mbcourse.history import History
from mbcourse.lab import START as LAB_START
from mbcourse.surface import ErrorSurface
from mbcourse.sweep import Sweep, sweep
from mbcourse.train import fit, train_bgd, train_minibatch, train_sgd

__version__ = "0.4.0"

__all__ = [
    "LAB_START",
    "ErrorSurface",
    "History",
    "Labelled",
    "Line",
    "Measured",
    "Sweep",
    "bucketed",
    "comparison",
    "digits",
    "fit",
    "folds",
    "lab_line",
    "make_line",
    "minibatches",
    "optim",
    "schedules",
    "sound",
    "split",
    "standardise",
    "stopping",
    "sweep",
    "tables",
    "text",
    "theory",
    "train_bgd",
    "train_minibatch",
    "train_sgd",
    "tuning",
    "vowels",
    "wrong_labels",
]

_ON_FIRST_USE = {
    "checks",
    "data_parallel",
    "distributed",
    "memory",
    "playground",
    "plots",
    "torch_stack",
    "torch_train",
}


def __getattr__(name: str) -> ModuleType:
    if name in _ON_FIRST_USE:
        return import_module(f"mbcourse.{name}")
    raise AttributeError(f"module 'mbcourse' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_ON_FIRST_USE})
