"""The expected loss of runs whose batches are fresh draws: at every update, of an average, and where a run settles."""

from collections.abc import Callable, Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import ArrayLike

from mbcourse import inputs
from mbcourse.history import rows_of_average
from mbcourse.inputs import FloatArray
from mbcourse.loss import Quadratic, design_matrix
from mbcourse.theory.noise import gradient_covariance, noise_factor
from mbcourse.theory.stability import MANY, max_learning_rate, operators
from mbcourse.train import LearningRate, starting_point

BatchSize = int | Callable[[int], int]
LearningRates = Sequence[float] | FloatArray | Callable[[int], FloatArray]
"""Several at once: an array, or a schedule that returns one."""
Drift = Callable[[FloatArray], FloatArray]
Square = Callable[[FloatArray, float], FloatArray]


def expected_losses(
    x: ArrayLike,
    y: ArrayLike,
    *,
    batch_size: BatchSize,
    learning_rate: LearningRate | LearningRates,
    updates: int,
    start: ArrayLike | None = None,
    replacement: bool = True,
) -> FloatArray:
    """Return the expected loss over all examples after each update, exactly.

    The loss is a quadratic and an update is linear in the distance delta from the minimum. So, with z = (delta, 1), the
    moments M = E[z z^T], which hold E[delta] and E[delta delta^T], follow without an approximation:

    ``M <- M - eta (D M + M D^T) + eta^2 ((1 - f) D M D^T + f mean G_i M G_i^T)``.

    G_i turns z into the gradient of example i with a 0 behind it: ``G_i = 2 (a_i, 0) (a_i, r_i)^T``, where r_i is the
    residual at the minimum. D is the mean of the G_i, and f is `noise_factor`.

    Parameters
    ----------
    x, y : arrays
        Inputs, (n,) or (n, d), and targets, (n,).
    batch_size : int or callable
        Examples per batch, or a function that gives them from the number of updates made so far: 1 or more, without
        replacement at most n.
    learning_rate : float, array or callable
        The step size, or a function that gives it from the number of updates made so far, see `mbcourse.schedules`.
        An array (rates,), or a function that returns one, is a run for each of its rates, all followed at once.
    updates : int
        Length of the run, 0 or more.
    start : (d + 1,) array, optional
        Weights and intercept to start from; by default as in `mbcourse.fit`.
    replacement : bool
        Whether the examples of a batch are drawn with replacement (order ``"replacement"``) or are different ones
        (order ``"independent"``); each update draws a fresh batch either way. Reshuffled runs have other losses.

    Returns
    -------
    (updates + 1,) array, or (rates, updates + 1) for an array of rates
        The expected loss, not its excess over the minimum: column 0 at the start, column k after update k; infinity
        after an overflow. Above `max_learning_rate` this mean over all runs is owed to very few of them.

    Raises
    ------
    ValueError
        As in `mbcourse.fit`, and for rates of more than one dimension or whose number changes in the run.

    Examples
    --------
    In ten epochs of batches of 5 it comes down to where it settles, 0.00094 above the minimum's 0.0077:

    >>> from mbcourse import lab_line, theory
    >>> line = lab_line()
    >>> losses = theory.expected_losses(line.x, line.y, batch_size=5, learning_rate=0.1, updates=120)
    >>> print(*losses[[0, 12, 24, 120]].round(4))
    835.276 0.5902 0.0113 0.0086

    Three rates at once, the first still on its way:

    >>> losses = theory.expected_losses(
    ...     line.x, line.y, batch_size=5, learning_rate=[0.01, 0.05, 0.1], updates=120
    ... )
    >>> losses.shape
    (3, 121)
    >>> print(*losses[:, -1].round(4))
    0.7135 0.0081 0.0086
    """
    floor, hessian, moments = _moments(x, y, batch_size, learning_rate, updates, start, replacement)
    half = hessian.ravel() / 2
    with np.errstate(over="ignore", invalid="ignore"):
        excess = np.array([half @ moment for moment, _ in moments]).T
    return np.nan_to_num(floor + excess, nan=np.inf, posinf=np.inf)


@overload
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
) -> float: ...
@overload
def expected_loss_of_average(
    x: ArrayLike,
    y: ArrayLike,
    *,
    batch_size: BatchSize,
    learning_rate: LearningRates,
    updates: int,
    last: float = 0.5,
    start: ArrayLike | None = None,
    replacement: bool = True,
) -> FloatArray: ...
def expected_loss_of_average(
    x: ArrayLike,
    y: ArrayLike,
    *,
    batch_size: BatchSize,
    learning_rate: LearningRate | LearningRates,
    updates: int,
    last: float = 0.5,
    start: ArrayLike | None = None,
    replacement: bool = True,
) -> float | FloatArray:
    """Return the expected loss of the mean of a run's parameters over its last part, exactly.

    What `History.average` returns has this loss on average over the draws. With S the sum of the z = (delta, 1) so far,
    the products of two rows need no memory of the path, since a fresh draw does not depend on it:

    ``E[z S^T] <- (I - eta D) E[z S^T]``, then ``E[S S^T] <- E[S S^T] + E[S z^T] + E[z S^T] + M`` and
    ``E[z S^T] <- E[z S^T] + M``, where M = E[z z^T] and D are those of `expected_losses`.

    Parameters
    ----------
    x, y, batch_size, learning_rate, updates, start, replacement
        As in `expected_losses`.
    last : float
        The share of the updates whose rows are averaged, as in `History.average`: above 0, at most 1.

    Returns
    -------
    float, or (rates,) array for an array of rates
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
    >>> print(round(theory.expected_loss_of_average(line.x, line.y, **run), 5))
    0.00776
    """
    floor, hessian, moments = _moments(x, y, batch_size, learning_rate, updates, start, replacement)
    rows = rows_of_average(last, updates)
    with np.errstate(over="ignore", invalid="ignore"):
        for k, (moment, rates) in enumerate(moments):
            if k == 0:
                with_sum = squared = np.zeros_like(moment)  # E[z S^T] and E[S S^T]
            with_sum = with_sum - rates * _left(hessian, with_sum)
            if k > updates - rows or updates == 0:
                squared = squared + 2 * with_sum + moment  # the Hessian weighs E[S z^T] like E[z S^T]
                with_sum = with_sum + moment
        losses = floor + hessian.ravel() / 2 @ squared / rows**2
    return np.nan_to_num(losses, nan=np.inf, posinf=np.inf)


def _moments(
    x: ArrayLike,
    y: ArrayLike,
    batch_size: BatchSize,
    learning_rate: LearningRate | LearningRates,
    updates: int,
    start: ArrayLike | None,
    replacement: bool,
) -> tuple[float, FloatArray, Iterator[tuple[FloatArray, FloatArray]]]:
    """Return the least loss, D of `expected_losses`, and M at each row with the rates of the update to it.

    M is (p * p,) for one rate and (p * p, rates) for several, where p counts the numbers in z = (delta, 1).
    """
    x, y = inputs.examples(x, y)
    a, theta = design_matrix(x), starting_point(start, x, np.float64)
    loss = Quadratic(a, y)
    hessian = np.pad(loss.hessian, (0, 1))
    rates_at = _as_schedule(learning_rate)
    updates = inputs.count("updates", updates, 0)
    first_factor = noise_factor(len(y), batch_size(0) if callable(batch_size) else batch_size, replacement)
    # The gradient of example i is G_i z, where G_i is the product of these two.
    of_residual, of_gradient = np.column_stack([a, a @ loss.minimum - y]), 2 * np.pad(a, ((0, 0), (0, 1)))
    drift, square = (_matrices if len(hessian) <= MANY else _products)(hessian, of_residual, of_gradient)

    def follow() -> Iterator[tuple[FloatArray, FloatArray]]:
        z, rates = np.append(theta - loss.minimum, 1.0), rates_at(0)
        moment = np.multiply.outer(np.outer(z, z).ravel(), np.ones_like(rates))
        yield moment, np.zeros_like(rates)
        for k in range(updates):
            rates = rates_at(k)
            factor = noise_factor(len(y), batch_size(k), replacement) if callable(batch_size) else first_factor
            moment = moment - rates * drift(moment) + rates**2 * square(moment, factor)
            yield moment, rates

    return loss.floor, hessian, follow()


def _matrices(hessian: FloatArray, of_residual: FloatArray, of_gradient: FloatArray) -> tuple[Drift, Square]:
    """Return what `expected_losses` multiplies by eta, from M, and by eta^2, from M and f: fast for few parameters."""
    (n, p), one = of_residual.shape, np.eye(len(hessian))
    products_r, products_g = (
        (rows[:, :, None] * rows[:, None]).reshape(n, p * p) for rows in (of_residual, of_gradient)
    )
    along, own = np.kron(hessian, one) + np.kron(one, hessian), np.kron(hessian, hessian)
    spread = products_g.T @ products_r / n - own
    return along.__matmul__, lambda moment, factor: (own + factor * spread) @ moment


def _products(hessian: FloatArray, of_residual: FloatArray, of_gradient: FloatArray) -> tuple[Drift, Square]:
    """Return the same as `_matrices` without matrices of p^4 numbers."""
    n, p = of_residual.shape

    def transposed(moment: FloatArray) -> FloatArray:
        return moment.reshape(p, p, -1).swapaxes(0, 1).reshape(moment.shape)

    def right(moment: FloatArray) -> FloatArray:
        return transposed(_left(hessian, transposed(moment)))

    def drift(moment: FloatArray) -> FloatArray:
        return _left(hessian, moment) + right(moment)

    def square(moment: FloatArray, factor: float) -> FloatArray:
        halves = (of_residual @ moment.reshape(p, -1)).reshape(n, p, -1)
        squares = np.einsum("np,npr->nr", of_residual, halves)
        of_each: FloatArray = of_gradient.T @ (of_gradient[:, :, None] * squares[:, None]).reshape(n, -1) / n
        return (1 - factor) * right(_left(hessian, moment)) + factor * of_each.reshape(moment.shape)

    return drift, square


def _left(matrix: FloatArray, moment: FloatArray) -> FloatArray:
    """Return the product of a matrix with M, as in `_moments`."""
    product: FloatArray = matrix @ moment.reshape(len(matrix), -1)
    return product.reshape(moment.shape)


def _as_schedule(learning_rate: LearningRate | LearningRates) -> Callable[[int], FloatArray]:
    """Return one learning rate or several as a checked function of the update number: shape () or (rates,)."""
    if not callable(learning_rate):
        rates = inputs.rates("learning_rate", learning_rate)
        return lambda _: rates
    shape = inputs.rates("learning_rate(0)", learning_rate(0)).shape

    def rates_at(update: int) -> FloatArray:
        rates = inputs.rates(f"learning_rate({update})", learning_rate(update))
        if rates.shape != shape:
            raise ValueError(
                f"learning_rate({update}) has shape {rates.shape} and learning_rate(0) {shape}: "
                "give equally many rates for each update"
            )
        return rates

    return rates_at


def noise_floor(x: ArrayLike, y: ArrayLike, learning_rate: float, batch_size: int, replacement: bool = True) -> float:
    """Return the expected loss above the minimum at which a constant learning rate settles.

    Parameters
    ----------
    x, y : arrays
        Inputs, (n,) or (n, d), and targets, (n,).
    learning_rate : float
        The step size, constant.
    batch_size : int
        Examples per batch, as in `noise_factor`.
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
        For bad data, a batch size that `noise_factor` refuses or a rate that is negative or not finite.

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
