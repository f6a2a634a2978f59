"""The expected loss of runs with momentum whose batches are fresh draws: at every update, and where a run settles."""

import numpy as np
from numpy.typing import ArrayLike

from mbcourse import inputs
from mbcourse.inputs import FloatArray
from mbcourse.loss import Quadratic, design_matrix
from mbcourse.theory.noise import noise_factor
from mbcourse.train import starting_point


def momentum_losses(
    x: ArrayLike,
    y: ArrayLike,
    *,
    batch_size: int,
    learning_rate: ArrayLike,
    momentum: float,
    updates: int,
    start: ArrayLike | None = None,
    replacement: bool = True,
) -> FloatArray:
    """Return the expected loss over all examples after each update with momentum, exactly.

    With PyTorch's convention, that of `mbcourse.optim.momentum`, an update of a batch with gradient g is
    v <- momentum v + g, theta <- theta - eta v. On a quadratic it is linear in z = (delta, v, 1), where delta is the
    distance from the minimum. So M = E[z z^T] follows from the mean over the examples:
    ``M <- (1 - f) A M A^T + f mean A_i M A_i^T``, where A_i is the update by example i, A the mean of the A_i, and f is
    `noise_factor`.

    Parameters
    ----------
    x, y : arrays
        Inputs, (n,) or (n, d), and targets, (n,). For p = d + 1 parameters M has (2 p + 1)^2 numbers and its map the
        square of that: a line has 25 and 625.
    batch_size : int
        Examples per batch, as in `noise_factor`.
    learning_rate : float or (rates,) array
        The step size eta, constant in a run; an array is a run for each of its rates.
    momentum : float
        Share of the velocity that is kept, at least 0 and below 1; 0 is `expected_losses`.
    updates : int
        Length of the run, 0 or more.
    start : (d + 1,) array, optional
        Weights and intercept to start from, with velocity 0; by default as in `mbcourse.fit`.
    replacement : bool
        Whether the examples of a batch are drawn with replacement; each update draws a fresh batch either way.

    Returns
    -------
    (updates + 1,) array, or (rates, updates + 1) for an array of rates
        The expected loss, not its excess over the minimum; infinity after an overflow.

    Raises
    ------
    ValueError
        As in `expected_losses`, and for a momentum outside its limits.

    Examples
    --------
    Momentum 0.9 at a tenth of the rate comes down much as gradient descent does:

    >>> from mbcourse import lab_line, theory
    >>> line = lab_line()
    >>> run = {"batch_size": 5, "updates": 240}
    >>> losses = theory.expected_losses(line.x, line.y, learning_rate=0.02, **run)
    >>> print(*losses[[0, 60, 120, 240]].round(3))
    835.276 0.693 0.013 0.008
    >>> losses = theory.momentum_losses(line.x, line.y, learning_rate=0.002, momentum=0.9, **run)
    >>> print(*losses[[0, 60, 120, 240]].round(3))
    835.276 1.086 0.01 0.008
    """
    rates = inputs.rates("learning_rate", learning_rate)
    moments: FloatArray
    maps, half, floor, z = _system(x, y, batch_size, np.atleast_1d(rates), momentum, start, replacement)
    moments = np.tile(np.outer(z, z).ravel(), (len(maps), 1))[..., None]
    excess = [moments[..., 0] @ half]
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(inputs.count("updates", updates, 0)):
            moments = maps @ moments
            excess.append(moments[..., 0] @ half)
    losses: FloatArray = np.nan_to_num(floor + np.array(excess).T, nan=np.inf, posinf=np.inf)
    return losses if rates.ndim else losses[0]


def momentum_floor(
    x: ArrayLike, y: ArrayLike, learning_rate: float, batch_size: int, momentum: float, replacement: bool = True
) -> float:
    """Return the expected loss above the minimum at which a run with momentum settles.

    Parameters
    ----------
    x, y, batch_size, momentum, replacement
        As in `momentum_losses`.
    learning_rate : float
        The step size, constant.

    Returns
    -------
    float
        Infinity where the mean over all runs grows without limit; for momentum 0 that of `noise_floor`.

    Raises
    ------
    ValueError
        As in `momentum_losses`.

    Examples
    --------
    Momentum 0.9 at a tenth of the rate settles nearly where gradient descent does; at the same rate it does not settle:

    >>> from mbcourse import lab_line, theory
    >>> line = lab_line()
    >>> round(theory.noise_floor(line.x, line.y, 0.05, 1), 5)
    0.00224
    >>> [round(theory.momentum_floor(line.x, line.y, rate, 1, momentum=0.9), 5) for rate in (0.005, 0.05)]
    [0.00191, inf]
    """
    rate = inputs.nonnegative("learning_rate", learning_rate)
    if rate == 0:
        return 0.0
    (map_,), half, _, z = _system(x, y, batch_size, np.array([rate]), momentum, None, replacement)
    one = len(z) ** 2 - 1  # the moment 1 * 1, which stays
    moves = map_[:one, :one]
    if np.abs(np.linalg.eigvals(moves)).max() >= 1:
        return float("inf")
    settled = np.linalg.solve(np.eye(one) - moves, map_[:one, one])
    return float(half[:one] @ settled)


def _system(
    x: ArrayLike,
    y: ArrayLike,
    batch_size: int,
    rates: FloatArray,
    momentum: float,
    start: ArrayLike | None,
    replacement: bool,
) -> tuple[FloatArray, FloatArray, float, FloatArray]:
    """Return the map of vec M for each rate, what turns vec M into the excess loss, the least loss, and z at the start.

    The map is (rates, m^2, m^2) with m = 2 p + 1, the Hessian's half is (m^2,) with zeros, and z is (m,).
    """
    if not 0 <= inputs.nonnegative("momentum", momentum) < 1:
        raise ValueError(f"momentum is {momentum!r}: give a number from 0 to below 1")
    x, y = inputs.examples(x, y)
    a = design_matrix(x)
    loss, factor, (n, p) = Quadratic(a, y), noise_factor(len(y), batch_size, replacement), a.shape
    # The gradient of example i is G_i z, with nothing for the velocity.
    gradients = 2 * a[:, :, None] * np.column_stack([a, np.zeros((n, p)), a @ loss.minimum - y])[:, None]
    velocities = gradients + momentum * np.eye(2 * p + 1)[p : 2 * p]
    each = np.tile(np.eye(2 * p + 1), (len(rates), n, 1, 1))
    each[:, :, :p] -= rates[:, None, None, None] * velocities
    each[:, :, p : 2 * p] = velocities
    mean = each.mean(axis=1, keepdims=True)
    maps = (1 - factor) * _squared(mean) + factor * _squared(each)
    half = np.pad(loss.hessian / 2, (0, p + 1)).ravel()
    z = np.concatenate([starting_point(start, x, np.float64) - loss.minimum, np.zeros(p), [1.0]])
    return maps, half, loss.floor, z


def _squared(maps: FloatArray) -> FloatArray:
    """Return M -> mean A_i M A_i^T as matrices on vec M, (rates, m^2, m^2), from the A_i, (rates, n, m, m)."""
    rates, n, m, _ = maps.shape
    flat = maps.reshape(rates, n, m * m)
    squares = flat.mT @ flat / n  # by rows and columns of A_i, then of its copy
    result: FloatArray = squares.reshape(rates, m, m, m, m).transpose(0, 1, 3, 2, 4).reshape(rates, m * m, m * m)
    return result
