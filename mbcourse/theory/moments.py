"""The expected loss of runs whose batches are fresh draws: at every update, of an average, and where a run settles."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mbcourse import inputs
from mbcourse.history import rows_of_average
from mbcourse.loss import Quadratic, design_matrix
from mbcourse.theory.noise import gradient_covariance, noise_factor
from mbcourse.theory.stability import max_learning_rate, operators
from mbcourse.train import LearningRate, as_schedule, starting_point

BatchSize = int | Callable[[int], int]
FloatArray = NDArray[np.float64]


def expected_losses(
    x: ArrayLike,
    y: ArrayLike,
    *,
    batch_size: BatchSize,
    learning_rate: LearningRate,
    updates: int,
    start: ArrayLike | None = None,
    replacement: bool = True,
) -> FloatArray:
    """Return the expected loss over all examples after each update, exactly.

    The loss is a quadratic and an update is linear in the parameters, so that the mean u = E[delta] and the second
    moment C = E[delta delta^T] of the distance from the minimum follow without an approximation:

    ``u <- u - eta H u``,  ``C <- C - eta (H C + C H) + eta^2 ((1 - f) H C H + f G)``,

    where G = mean E[g_i g_i^T] = 4 mean s_i a_i a_i^T, and s_i = a_i^T C a_i + 2 r_i a_i^T u + r_i^2 is the expected
    squared residual of example i, whose residual at the minimum is r_i.

    Parameters
    ----------
    x, y : arrays
        Inputs, (n,) or (n, d), and targets, (n,).
    batch_size : int or callable
        Examples per batch, from 1 to n, or a function that gives it from the number of updates made so far.
    learning_rate : float or callable
        The step size, or a function that gives it from the number of updates made so far, see `mbcourse.schedules`.
    updates : int
        Length of the run, 0 or more.
    start : (d + 1,) array, optional
        Weights and intercept to start from; by default as in `mbcourse.fit`.
    replacement : bool
        Whether the examples of a batch are drawn with replacement (order ``"replacement"``) or are different ones
        (order ``"independent"``); each update draws a fresh batch either way. Reshuffled runs have other losses.

    Returns
    -------
    (updates + 1,) array
        The expected loss, not its excess over the minimum: row 0 at the start, row k after update k; infinity after an
        overflow. Above `max_learning_rate` this mean over all runs is owed to very few of them.

    Raises
    ------
    ValueError
        As in `mbcourse.fit`.

    Examples
    --------
    In ten epochs of batches of 5 it comes down to where it settles, 0.00094 above the minimum's 0.0077:

    >>> from mbcourse import lab_line, theory
    >>> line = lab_line()
    >>> losses = theory.expected_losses(line.x, line.y, batch_size=5, learning_rate=0.1, updates=120)
    >>> print(*losses[[0, 12, 24, 120]].round(4))
    835.276 0.5902 0.0113 0.0086
    """
    floor, hessian, moments = _moments(x, y, batch_size, learning_rate, updates, start, replacement)
    with np.errstate(over="ignore", invalid="ignore"):
        excess = np.array([np.sum(hessian * moment) / 2 for moment, _ in moments])
    return np.nan_to_num(floor + excess, nan=np.inf, posinf=np.inf)


def expected_loss_of_average(
    x: ArrayLike,
    y: ArrayLike,
    *,
    batch_size: BatchSize,
    learning_rate: LearningRate,
    updates: int,
    last: float = 0.5,
    start: ArrayLike | None = None,
    replacement: bool = True,
) -> float:
    """Return the expected loss of the mean of a run's parameters over its last part, exactly.

    What `History.average` returns has this loss on average over the draws. With S the sum of the distances so far, the
    products of two rows need no memory of the path, since a fresh draw does not depend on it:

    ``E[S delta^T] <- E[S delta^T] (I - eta H)``, then ``E[S S^T] <- E[S S^T] + E[S delta^T] + E[delta S^T] + C`` and
    ``E[S delta^T] <- E[S delta^T] + C``, where C = E[delta delta^T] follows `expected_losses`.

    Parameters
    ----------
    x, y, batch_size, learning_rate, updates, start, replacement
        As in `expected_losses`.
    last : float
        The share of the updates whose rows are averaged, as in `History.average`: above 0, at most 1.

    Returns
    -------
    float
        The expected loss, not its excess over the minimum; infinity after an overflow.

    Raises
    ------
    ValueError
        As in `expected_losses`, and for a share outside 0 to 1.

    Examples
    --------
    Single examples at 0.1 settle 0.0078 above the minimum's 0.0077; the mean over the last half of 20 epochs is within
    0.00005 of the minimum:

    >>> from mbcourse import lab_line, theory
    >>> line = lab_line()
    >>> run = {"batch_size": 1, "learning_rate": 0.1, "updates": 1200}
    >>> print(theory.expected_losses(line.x, line.y, **run)[-1].round(5))
    0.01547
    >>> round(theory.expected_loss_of_average(line.x, line.y, **run), 5)
    0.00776
    """
    floor, hessian, moments = _moments(x, y, batch_size, learning_rate, updates, start, replacement)
    rows = rows_of_average(last, updates)
    with_last = np.zeros_like(hessian)  # E[S delta^T]
    squared = np.zeros_like(hessian)  # E[S S^T]
    with np.errstate(over="ignore", invalid="ignore"):
        for k, (moment, rate) in enumerate(moments):
            with_last = with_last - rate * with_last @ hessian
            if k > updates - rows or updates == 0:
                squared = squared + with_last + with_last.T + moment
                with_last = with_last + moment
        excess = np.sum(hessian * squared) / 2 / rows**2
    return float(np.nan_to_num(floor + excess, nan=np.inf, posinf=np.inf))


def _moments(
    x: ArrayLike,
    y: ArrayLike,
    batch_size: BatchSize,
    learning_rate: LearningRate,
    updates: int,
    start: ArrayLike | None,
    replacement: bool,
) -> tuple[float, FloatArray, Iterator[tuple[FloatArray, float]]]:
    """Return the least loss, the Hessian, and E[delta delta^T] at each row with the rate of the update to it."""
    x, y = inputs.examples(x, y)
    a, theta = design_matrix(x), starting_point(start, x, np.float64)
    loss = Quadratic(a, y)
    hessian, residuals = loss.hessian, a @ loss.minimum - y
    rate_at = as_schedule(learning_rate)
    size_at = batch_size if callable(batch_size) else lambda _: batch_size
    updates = inputs.count("updates", updates, 0)
    noise_factor(len(y), size_at(0), replacement)  # a bad size is named at once

    def follow() -> Iterator[tuple[FloatArray, float]]:
        mean = theta - loss.minimum
        moment = np.outer(mean, mean)
        yield moment, 0.0
        for k in range(updates):
            rate, factor = rate_at(k), noise_factor(len(y), size_at(k), replacement)
            squares = np.einsum("ni,ni->n", a @ moment, a) + residuals * (2 * (a @ mean) + residuals)
            noise = (a.T * squares) @ a * (4 / len(y))
            drift = hessian @ moment
            noise = (1 - factor) * drift @ hessian + factor * noise
            moment = moment - rate * (drift + moment @ hessian) + rate**2 * noise
            mean = mean - rate * hessian @ mean
            yield moment, rate

    return loss.floor, hessian, follow()


def noise_floor(x: ArrayLike, y: ArrayLike, learning_rate: float, batch_size: int, replacement: bool = True) -> float:
    """Return the expected loss above the minimum at which a constant learning rate settles.

    Parameters
    ----------
    x, y : arrays
        Inputs, (n,) or (n, d), and targets, (n,).
    learning_rate : float
        The step size, constant.
    batch_size : int
        Examples per batch, from 1 to n.
    replacement : bool
        Whether the examples of a batch are drawn with replacement; each update draws a fresh batch either way.

    Returns
    -------
    float
        tr(H C) / 2 at the fixed point C; infinity at or beyond `max_learning_rate`, 0 for ``batch_size = n`` without
        replacement.

    Raises
    ------
    ValueError
        For bad data, a batch size outside 1 to n or a rate that is negative or not finite.

    Examples
    --------
    Five times the batch size, about an eighth of the floor:

    >>> from mbcourse import lab_line, theory
    >>> line = lab_line()
    >>> [round(theory.noise_floor(line.x, line.y, 0.1, batch_size), 5) for batch_size in (1, 5, 20)]
    [0.00777, 0.00094, 0.00022]
    >>> theory.noise_floor(line.x, line.y, 0.2, 1)  # beyond max_learning_rate
    inf
    """
    rate = inputs.nonnegative("learning_rate", learning_rate)
    x, y = inputs.examples(x, y)
    if rate >= max_learning_rate(x, batch_size, replacement):
        return float("inf")
    hessian, drift, spread = operators(x, batch_size, replacement)
    factor = noise_factor(len(y), batch_size, replacement)
    noise = gradient_covariance(x, y, Quadratic(design_matrix(x), y).minimum)
    # (I - T) C = eta (drift - eta spread) C = eta^2 f Sigma*
    fixed_point = np.linalg.lstsq(drift - rate * spread, rate * factor * noise.ravel(), rcond=None)[0]
    return float(0.5 * np.sum(hessian * fixed_point.reshape(hessian.shape)))
