"""The learning rate of each batch size: the best of a grid, and only if the grid shows that it is the best."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mbcourse.inputs import FloatArray


def best_rates(
    cost: ArrayLike, batch_sizes: ArrayLike, rates: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return for each batch size the rate of lowest cost, and that cost.

    Parameters
    ----------
    cost : (I, J) array
        What each batch size and rate costs, such as updates or examples to a target; infinity or NaN where the target
        is never met.
    batch_sizes : (I,) array
        The batch sizes.
    rates : (J,) array
        The rates that were tried, rising, at least three.

    Returns
    -------
    best, lowest : (I,) arrays
        The rates, of equal costs the smallest, and their costs.

    Raises
    ------
    ValueError
        If a batch size costs least at the first or the last rate, alone or among equals, so that the best rate may lie
        outside; if it never meets the target; or if the shapes do not match.

    Examples
    --------
    >>> from mbcourse import tuning
    >>> best, lowest = tuning.best_rates([[9, 4, 5], [8, 3, float("inf")]], [1, 5], [0.01, 0.1, 0.2])
    >>> best, lowest
    (array([0.1, 0.1]), array([4., 3.]))
    >>> tuning.best_rates([[9, 4, 3]], [5], [0.01, 0.1, 0.2])
    Traceback (most recent call last):
    ...
    ValueError: batch size 5 costs least at 0.2, the last of its rates: try larger ones
    """
    costs, sizes, grid = (np.asarray(values, dtype=np.float64) for values in (cost, batch_sizes, rates))
    _check(costs, sizes, grid)
    costs = np.where(np.isnan(costs), np.inf, costs)
    lowest = costs.min(axis=1)
    for size, row, least in zip(sizes, costs, lowest, strict=True):
        if least == np.inf:
            raise ValueError(f"batch size {size:g} meets the target at none of the rates: try others")
        if row[0] == least:
            raise ValueError(
                f"batch size {size:g} costs least at {grid[0]:g}, the first of its rates: try smaller ones"
            )
        if row[-1] == least:
            raise ValueError(f"batch size {size:g} costs least at {grid[-1]:g}, the last of its rates: try larger ones")
    return grid[costs.argmin(axis=1)], lowest


def _check(costs: FloatArray, sizes: FloatArray, grid: FloatArray) -> None:
    if grid.ndim != 1 or len(grid) < 3 or not (np.diff(grid) > 0).all():
        raise ValueError("rates must be three or more numbers that rise: else no rate lies between two others")
    if sizes.ndim != 1 or costs.shape != (len(sizes), len(grid)):
        expected = f"({sizes.size}, {len(grid)})"
        raise ValueError(f"cost has shape {costs.shape}: give {expected}, a row per batch size and a column per rate")
