"""The learning rate of each batch size: updates to a target, and the best of a grid, if the grid shows that it is."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mbcourse import inputs
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


def updates_to_target(excess: ArrayLike, target: float) -> FloatArray:
    """Return how many updates each run takes to a target, counted between updates too.

    From one update to the next the logarithm of the excess loss is taken to fall in a straight line.

    Parameters
    ----------
    excess : (R, updates + 1) array
        Loss above the minimum before the first update and after each one, a row for each run.
    target : float
        The excess to come down to, above 0.

    Returns
    -------
    (R,) array
        Updates until the excess is at most the target for the first time; infinity where it never is.

    Raises
    ------
    ValueError
        If the excess has no two axes, or the target is not a finite number above 0.

    Examples
    --------
    Halved by each update, it comes from 8 to 1 in three, and to the root of 2 in half an update less:

    >>> from mbcourse import tuning
    >>> tuning.updates_to_target([[8, 4, 2, 1, 0.5], [8, 8, 8, 8, 8]], target=1)
    array([ 3., inf])
    >>> float(tuning.updates_to_target([[8, 4, 2, 1, 0.5]], target=2**0.5)[0])
    2.5
    """
    rows = np.asarray(excess, dtype=np.float64)
    if rows.ndim != 2:
        raise ValueError(f"excess has shape {rows.shape}: give (R, updates + 1), a row for each run")
    inputs.positive("target", target)
    met = rows <= target
    first = met.argmax(axis=1)
    run = np.arange(len(rows))
    with np.errstate(divide="ignore", invalid="ignore"):
        before, after = np.log(rows[run, first - 1]), np.log(rows[run, first])
        counts = first - 1 + (before - np.log(target)) / (before - after)
    return np.where(met.any(axis=1), np.where(first == 0, 0, counts), np.inf)


def _check(costs: FloatArray, sizes: FloatArray, grid: FloatArray) -> None:
    if grid.ndim != 1 or len(grid) < 3 or not (np.diff(grid) > 0).all():
        raise ValueError("rates must be three or more numbers that rise: else no rate lies between two others")
    if sizes.ndim != 1 or costs.shape != (len(sizes), len(grid)):
        expected = f"({sizes.size}, {len(grid)})"
        raise ValueError(f"cost has shape {costs.shape}: give {expected}, a row per batch size and a column per rate")
