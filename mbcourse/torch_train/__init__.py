"""The same training with PyTorch: a linear model by autograd and by modules, classifiers with their log, checkpoints.

Each trainer makes the updates that `mbcourse.fit` makes, on the same batches, so that its history can be compared with
NumPy's row by row. Global random state is neither read nor moved: every draw comes from the caller's ``rng``.
"""

from mbcourse.torch_train.checkpoint import restore, snapshot
from mbcourse.torch_train.classifier import TrainingLog, evaluate, train_classifier
from mbcourse.torch_train.initialisation import initialise
from mbcourse.torch_train.linear import fit_autograd, fit_module
from mbcourse.torch_train.loading import Minibatches, minibatch_loader
from mbcourse.torch_train.networks import cnn, mlp

__all__ = [
    "Minibatches",
    "TrainingLog",
    "cnn",
    "evaluate",
    "fit_autograd",
    "fit_module",
    "initialise",
    "minibatch_loader",
    "mlp",
    "restore",
    "snapshot",
    "train_classifier",
]
