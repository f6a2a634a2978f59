"""While answers are checked and graded, the functions of the package that would give them say so instead of working.

A grader starts the student's kernel with `KERNEL_ARGUMENT`; a public check in a notebook calls answers inside `during`,
which also closes what the notebook has imported by name. This is a reminder of what the questions ask, not a lock: what
keeps a copied answer from counting is that each question asks for a variant.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

CLOSED = {
    "mbcourse.batches": ("batch_slices", "bucketed", "epoch_order", "folds", "minibatches"),
    "mbcourse.comparison": ("corrected_interval",),
    "mbcourse.data": ("standardise",),
    "mbcourse.optim": ("adam", "adamw", "momentum", "rmsprop"),
    "mbcourse.stopping": ("best_epoch",),
    "mbcourse.sweep": ("sweep",),
    "mbcourse.theory": ("critical_batch", "max_learning_rate", "noise_factor", "two_batch"),
    "mbcourse.train": ("fit", "train_bgd", "train_minibatch", "train_sgd"),
}
# As a whole with their submodules, and without importing torch.
CLOSED_MODULES = "mbcourse.torch_stack", "mbcourse.torch_train"

# For `jupyter_client` and what is built on it: ipykernel runs the line before the first cell, and no name stays behind.
KERNEL_ARGUMENT = "--IPKernelApp.exec_lines=__import__('mbcourse.checks.exam').checks.exam.begin()"

Namespace = dict[str, Any]


class Closed:
    """What stands in a closed function's place; calling it raises RuntimeError."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, *arguments: object, **options: object) -> NoReturn:
        """Say that the function is closed."""
        raise RuntimeError(f"{self.name} is closed while answers are checked and graded: write what it does yourself")


class _ClosedModule(ModuleType):
    def __getattr__(self, name: str) -> Closed:
        if name.startswith("__"):
            raise AttributeError(name)
        return Closed(f"{self.__name__}.{name}")


def begin() -> None:
    """Close the functions for the rest of this process."""
    for namespace, name, stub in _replacements():
        namespace[name] = stub


@contextmanager
def during() -> Iterator[None]:
    """Close the functions for the time of a ``with`` block."""
    before = []
    for namespace, name, stub in _replacements():
        before.append((namespace, name, namespace.get(name)))
        namespace[name] = stub
    try:
        yield
    finally:
        for namespace, name, value in before:
            if value is None:
                del namespace[name]
            else:
                namespace[name] = value


def _replacements() -> Iterator[tuple[Namespace, str, object]]:
    """Yield each place in the package and the notebook to which a closed function was imported, and what goes there."""
    package, stubs = sys.modules["mbcourse"], dict[int, Closed]()
    for module, names in CLOSED.items():
        for name in names:
            function = vars(import_module(module))[name]
            public = "mbcourse" if vars(package).get(name) is function else module
            stubs[id(function)] = Closed(f"{public}.{name}")
    for module, loaded in list(sys.modules.items()):
        if module.partition(".")[0] in ("mbcourse", "__main__"):
            namespace = vars(loaded)
            yield from ((namespace, name, stubs[id(value)]) for name, value in namespace.items() if id(value) in stubs)
    for module in CLOSED_MODULES:
        yield from _of_a_closed_module(module)


def _of_a_closed_module(module: str) -> Iterator[tuple[Namespace, str, object]]:
    stub = _ClosedModule(module)
    yield sys.modules, module, stub
    package, _, name = module.partition(".")
    for file in Path(sys.modules[package].__path__[0], name).glob("[!_]*.py"):
        closed = _ClosedModule(f"{module}.{file.stem}")
        setattr(stub, file.stem, closed)
        yield sys.modules, closed.__name__, closed
    if name in vars(sys.modules[package]):
        yield vars(sys.modules[package]), name, stub
