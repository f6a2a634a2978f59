"""The noise of an epoch that uses every example once: it cancels by the end, and on the way it is an arch."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mbcourse import inputs
from mbcourse.batches import batch_slices
from mbcourse.loss import Quadratic, design_matrix
from mbcourse.theory.noise import gradient_covariance, noise_factor


def cumulative_noise(n: int, batch_size: int, order: str = "reshuffle", last: str = "keep") -> NDArray[np.float64]:
    """Return how far the batch gradients of an epoch have led astray together after each of its batches.

    The covariance of the sum of the first k batch gradients at fixed parameters is this multiple of Sigma, and the mean
    squared length of their summed deviations from the full gradient this multiple of tr Sigma. Every batch adds its own
    `noise_factor`; in a shuffled epoch any two batches, of whatever sizes, have the covariance -Sigma/(n - 1). For m
    batches of equal size that is the arch k (m - k) / (n - 1), which returns to 0.

    Parameters
    ----------
    n : int
        Number of examples.
    batch_size : int
        Examples per batch, from 1 to n.
    order : {"reshuffle", "replacement", "independent"}
        How the batches are drawn, as in `mbcourse.minibatches`; over the shuffles, ``"shuffle_once"`` has the arch of
        ``"reshuffle"``.
    last : {"keep", "drop", "balance"}
        What happens where `batch_size` does not divide `n`. The sum of unequal batches does not return to 0, since each
        batch counts as one, whatever its size.

    Returns
    -------
    (m + 1,) array
        Row 0 is 0, row k is after batch k.

    Raises
    ------
    ValueError
        For a batch size outside 1 to n or an order or rule that is unknown.

    Examples
    --------
    >>> from mbcourse import theory
    >>> print(*theory.cumulative_noise(60, 20).round(3))
    0.0 0.034 0.034 0.0
    >>> print(*theory.cumulative_noise(60, 20, order="replacement").round(3))
    0.0 0.05 0.1 0.15
    """
    inputs.one_of("order", order, ("reshuffle", "replacement", "independent"))
    sizes = [cut.stop - cut.start for cut in batch_slices(n, batch_size, last)]
    own = np.cumsum([noise_factor(n, size, replacement=order == "replacement") for size in sizes])
    k = np.arange(1, len(sizes) + 1)
    shared = k * (k - 1) / (n - 1) if order == "reshuffle" and n > 1 else 0.0
    return np.concatenate([[0.0], own - shared])


def reshuffled_floor(x: ArrayLike, y: ArrayLike, learning_rate: float, batch_size: int) -> float:
    """Return the mean loss above the minimum over the updates of a reshuffled epoch, to leading order in the rate.

    Once settled, delta is eta v less eta times the summed noise of the epoch so far, whose covariance is the arch of
    `cumulative_noise`. With m = n/b updates per epoch the mean excess over them is therefore

    ``eta^2 (tr(H Sigma*) (m^2 - 1) / (6 (n - 1)) + v^T H v) / 2``.

    Here ``v = -(m - 1) / (2 (n - 1)) H^-1 mean H_i g_i``. So far off the minimum lies the mean of the runs, since a
    later batch is drawn from what an earlier one has left: ``E[H_i g_j] = -mean H_i g_i / (n - 1)`` for two examples of
    an epoch. Both parts fall as the square of the rate, where the floor of fresh draws (`noise_floor`) falls as the
    rate itself. At the ends of epochs the arch is 0, and of this order v alone is left. Where the residuals have
    nothing to do with the inputs v is small, and at the ends of epochs terms in the third power of the rate are larger
    at all but the smallest rates.

    Parameters
    ----------
    x, y : arrays
        Inputs, (n,) or (n, d), and targets, (n,).
    learning_rate : float
        The step size, constant. The formula holds where an epoch moves little, m eta (largest eigenvalue of H) well
        below 1; it is the limit as the rate falls to 0.
    batch_size : int
        Examples per batch, a divisor of n. Unequal batches leave a sum that is not 0, and with it a floor as of fresh
        draws.

    Returns
    -------
    float
        0 for ``batch_size = n``.

    Raises
    ------
    ValueError
        For bad data, a batch size that does not divide n or a rate that is negative or not finite.

    Examples
    --------
    Half the rate leaves a quarter:

    >>> from mbcourse import lab_line, theory
    >>> line = lab_line()
    >>> [round(1e6 * theory.reshuffled_floor(line.x, line.y, rate, 10), 2) for rate in (0.02, 0.01)]
    [12.59, 3.15]
    """
    rate = inputs.nonnegative("learning_rate", learning_rate)
    x, y = inputs.examples(x, y)
    if len(y) % inputs.count("batch_size", batch_size, 1, len(y)):
        raise ValueError(f"batch_size is {batch_size}: give a divisor of the {len(y)} examples")
    a, m = design_matrix(x), len(y) // batch_size
    loss = Quadratic(a, y)
    arch = (
        np.sum(loss.hessian * gradient_covariance(x, y, loss.minimum)) * cumulative_noise(len(y), batch_size)[1:].mean()
    )
    curved = 4 * ((a @ loss.minimum - y) * np.einsum("ni,ni->n", a, a)) @ a / len(y)  # mean H_i g_i
    off = np.linalg.lstsq(loss.hessian, curved, rcond=None)[0]
    share = (m - 1) / (2 * (len(y) - 1)) if m > 1 else 0.0
    return float(0.5 * rate**2 * (arch + share**2 * curved @ off))
