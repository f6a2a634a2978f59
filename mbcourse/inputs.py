"""What the public functions accept: examples, parameters, counts, rates and names, each checked on entry."""

from collections.abc import Collection
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

FloatArray = NDArray[np.floating[Any]]

Rng = int | np.random.Generator | None
"""Where random numbers come from: a seed, a generator, or None for a fresh seed."""


def features(x: ArrayLike, dtype: DTypeLike = np.float64) -> FloatArray:
    """Return `x` as an array of shape (n,) or (n, d) with n, d >= 1 and only finite values."""
    array = _finite("x", x, dtype)
    if array.ndim not in (1, 2) or 0 in array.shape:
        raise ValueError(
            f"x has shape {array.shape}: give (n,) for a line or (n, d) for d features, n and d at least 1"
        )
    return array


def examples(x: ArrayLike, y: ArrayLike, dtype: DTypeLike = np.float64) -> tuple[FloatArray, FloatArray]:
    """Return `x`, (n,) or (n, d), and `y`, (n,), as finite arrays of one floating dtype."""
    features_ = features(x, dtype)
    targets = _finite("y", y, dtype)
    if targets.shape != features_.shape[:1]:
        hint = ", use y.ravel()" if targets.size == len(features_) else ""
        raise ValueError(f"y has shape {targets.shape} but x has {len(features_)} examples: y must be (n,){hint}")
    return features_, targets


def parameters(params: ArrayLike, size: int, name: str = "params", dtype: DTypeLike = np.float64) -> FloatArray:
    """Return (weights..., intercept) as a finite array of shape (size,)."""
    array = _finite(name, params, dtype)
    if array.shape != (size,):
        raise ValueError(f"{name} has shape {array.shape}: give {size} numbers, the weights and then the intercept")
    return array


def count(name: str, value: int, low: int, high: int | None = None) -> int:
    """Return a whole number from `low` to `high`."""
    wanted = f"a whole number from {low} to {high}" if high is not None else f"a whole number, {low} or more"
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise ValueError(f"{name} is {value!r}: give {wanted}")
    if value < low or (high is not None and value > high):
        raise ValueError(f"{name} is {value}: give {wanted}")
    return int(value)


def nonnegative(name: str, value: float) -> float:
    """Return a finite number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, Real) or not (0 <= value < float("inf")):
        raise ValueError(f"{name} is {value!r}: give a finite number, 0 or more")
    return float(value)


def rates(name: str, values: ArrayLike) -> FloatArray:
    """Return one number, as an array of shape (), or several, (k,), all finite and not negative."""
    if isinstance(values, Real):
        return np.asarray(nonnegative(name, values))
    array = _finite(name, values, np.float64)
    if array.ndim > 1 or array.size == 0:
        raise ValueError(f"{name} has shape {array.shape}: give one rate, or an array (rates,) of at least one")
    if (array < 0).any():
        index = int((array < 0).argmax())
        raise ValueError(f"{name} holds {array[index]} at index {index}: give finite numbers, 0 or more")
    return array


def positive(name: str, value: float) -> float:
    """Return a finite number above 0."""
    if isinstance(value, bool) or not isinstance(value, Real) or not (0 < value < float("inf")):
        raise ValueError(f"{name} is {value!r}: give a finite number above 0")
    return float(value)


def one_of(name: str, value: str, choices: Collection[str]) -> str:
    """Return a name that is one of `choices`."""
    if not isinstance(value, str) or value not in choices:
        raise ValueError(f"{name} is {value!r}: choose one of {', '.join(map(repr, choices))}")
    return value


def _finite(name: str, value: ArrayLike, dtype: DTypeLike) -> FloatArray:
    if not np.issubdtype(dtype, np.floating):
        raise ValueError(f"dtype is {np.dtype(dtype)}: give a floating type such as numpy.float64 or numpy.float32")
    try:
        array = np.asarray(value, dtype=dtype)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} cannot be read as numbers: {error}") from None
    if not np.isfinite(array).all():
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        raise ValueError(f"{name} holds {array[where]} at index {where}: remove or replace values that are not finite")
    return array
