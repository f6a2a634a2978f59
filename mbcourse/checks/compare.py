"""When two results count as the same: equal, parallel, or rows of a path; pieces of different lengths one by one.

The tolerances let an answer in float32 or by finite differences pass; no known mistake comes near them.
A NaN or an infinity agrees with nothing.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Numbers: TypeAlias = Array | list["Numbers"]  # a list where an array cannot hold pieces of different lengths

RELATIVE = 1e-4
ABSOLUTE = 1e-5  # times the largest expected magnitude, or 1 where that is smaller


def equal(got: Array, expected: Array) -> bool:
    """Whether shape and values agree."""
    if got.shape != expected.shape or not np.isfinite(got).all():
        return False
    scale = max(1.0, float(np.abs(expected).max(initial=0.0)))
    return bool(np.allclose(got, expected, rtol=RELATIVE, atol=ABSOLUTE * scale))


def parallel(got: Array, expected: Array) -> bool:
    """Whether ``got`` is ``expected`` times a positive number: same direction, whatever the length."""
    if got.shape != expected.shape or not np.isfinite(got).all() or not np.any(got):
        return False
    return equal(got / np.linalg.norm(got), expected / np.linalg.norm(expected))


def rows(got: Array, expected: Array) -> bool:
    """Whether ``got`` holds rows of ``expected`` in a row, with at most its first or its last one missing."""
    missing = len(expected) - len(got) if got.ndim == expected.ndim == 2 else -1
    if missing not in (0, 1):
        return False
    return any(equal(got, expected[first : first + len(got)]) for first in range(missing + 1))


COMPARISONS: dict[str, Callable[[Array, Array], bool]] = {"equal": equal, "parallel": parallel, "rows": rows}


def agree(got: Numbers, expected: Numbers, how: str = "equal") -> bool:
    """Whether two results count as the same; a number is a number, in brackets or not."""
    if isinstance(got, list) and isinstance(expected, list):
        return len(got) == len(expected) and all(map(agree, got, expected, [how] * len(got)))
    if isinstance(got, list) or isinstance(expected, list):
        return False
    if expected.shape == () and got.size == 1:
        got = got.reshape(())
    return COMPARISONS[how](got, expected)


def finite(value: Numbers) -> bool:
    """Whether every number is finite."""
    return all(map(finite, value)) if isinstance(value, list) else bool(np.isfinite(value).all())
