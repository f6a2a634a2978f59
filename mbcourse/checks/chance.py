"""Random numbers that a student's function draws for itself: others at each call, whatever seed it sets."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

# What takes a seed and draws another one where none is given, as it is reached through its module.
SEEDED = [(np.random, "default_rng"), (np.random, "seed"), (random, "seed")]


@contextmanager
def other_seeds() -> Iterator[None]:
    """Let seeds have no effect for the time of a ``with`` block.

    A simulation that begins with a fixed seed returns the same at each call; here it does not, and is known as one.
    The generators of NumPy and of Python that all code shares end as they began. Seeds keep their effect in
    ``RandomState``, in what is not reached through its module, as after ``from numpy.random import default_rng``, and
    where a grader runs the function in another process. So does a list of numbers, such as the seed of a run and the
    number of an epoch: what it draws belongs to the question.

    Examples
    --------
    >>> with other_seeds():
    ...     np.random.default_rng(0).random() == np.random.default_rng(0).random()
    False
    >>> np.random.default_rng(0).random() == np.random.default_rng(0).random()
    True
    """
    functions = [(module, name, getattr(module, name)) for module, name in SEEDED]
    numpys, pythons = np.random.get_state(), random.getstate()  # noqa: NPY002
    for module, name, function in functions:
        setattr(module, name, _without_seed(function))
    try:
        yield
    finally:
        for module, name, function in functions:
            setattr(module, name, function)
        np.random.set_state(numpys)  # noqa: NPY002
        random.setstate(pythons)


def _without_seed(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *seed, **options: function(*(each for each in seed if isinstance(each, list)))
