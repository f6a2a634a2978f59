"""The expected loss of runs whose batches are fresh draws: at every update, and where a constant rate settles."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mbcourse import inputs
from mbcourse.loss import Quadratic, design_matrix
from mbcourse.theory.noise import gradient_covariance, noise_factor
from mbcourse.theory.stability import max_learning_rate, operators
from mbcourse.train import LearningRate, as_schedule, starting_point


def expected_losses(
    x: ArrayLike,
    y: ArrayLike,
    *,
    batch_size: int,
    learning_rate: LearningRate,
    updates: int,
    start: ArrayLike | None = None,
    replacement: bool = True,
) -> NDArray[np.float64]:
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
    batch_size : int
        Examples per batch, from 1 to n.
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
    x, y = inputs.examples(x, y)
    a, theta = design_matrix(x), starting_point(start, x, np.float64)
    factor = noise_factor(len(y), batch_size, replacement)
    rate_at = as_schedule(learning_rate)
    loss = Quadratic(a, y)
    hessian, residuals = loss.hessian, a @ loss.minimum - y

    mean = theta - loss.minimum
    moment = np.outer(mean, mean)
    losses = np.empty(inputs.count("updates", updates, 0) + 1)
    losses[0] = np.sum(hessian * moment)
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(updates):
            rate = rate_at(k)
            squares = np.einsum("ni,ni->n", a @ moment, a) + residuals * (2 * (a @ mean) + residuals)
            noise = (a.T * squares) @ a * (4 / len(y))
            drift = hessian @ moment
            noise = (1 - factor) * drift @ hessian + factor * noise
            moment = moment - rate * (drift + moment @ hessian) + rate**2 * noise
            mean = mean - rate * hessian @ mean
            losses[k + 1] = np.sum(hessian * moment)
    return np.nan_to_num(loss.floor + losses / 2, nan=np.inf, posinf=np.inf)


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
