"""Gradient descent on the mean squared error of a linear model, by hand, in NumPy."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from mbcourse import inputs, lab
from mbcourse.batches import batch_slices, epoch_order
from mbcourse.history import History
from mbcourse.inputs import Rng
from mbcourse.loss import design_matrix, loss_and_gradient

LearningRate = float | Callable[[int], float]


def fit(
    x: ArrayLike,
    y: ArrayLike,
    *,
    batch_size: int,
    learning_rate: LearningRate = lab.LEARNING_RATE,
    epochs: int = lab.EPOCHS,
    start: ArrayLike | None = None,
    order: str = "reshuffle",
    last: str = "keep",
    rng: Rng = None,
    tolerance: float | None = None,
    dtype: DTypeLike = np.float64,
) -> History:
    """Fit a line, or a linear model of several features, by mini-batch gradient descent.

    Each update is ``theta <- theta - learning_rate * gradient``, where the gradient is that of the mean squared error
    over the batch of that update (divided by that batch's own size).

    Parameters
    ----------
    x : (n,) or (n, d) array
        Inputs. (n,) fits slope and intercept, (n, d) fits d weights and an intercept.
    y : (n,) array
        Targets.
    batch_size : int
        Examples per update: n is batch gradient descent (BGD), 1 is stochastic gradient descent (SGD).
    learning_rate : float or callable
        The step size, by default the lab's 0.1, or a function that gives it from the number of updates made so far
        (0, 1, ..., counted over the whole run, not per epoch).
    epochs : int
        Passes over the data, by default 10.
    start : (d + 1,) array, optional
        Weights and intercept to start from; by default `LAB_START` for a line and zeros for a matrix of features.
    order, last, rng
        How batches are drawn, see `mbcourse.minibatches`. One generator serves all epochs.
    tolerance : float, optional
        Stop after the first update whose every component ``|learning_rate * gradient|`` is at most this.
    dtype : dtype
        Floating type of the computation and of the record.

    Returns
    -------
    History
        One row per update. A run that overflows goes on to its end and says so in ``diverged``.

    Raises
    ------
    ValueError
        For data that are empty, not finite or of shapes that do not match; a batch size outside 1 to n; a negative
        or non-finite rate or tolerance; an unknown order or last-batch rule.

    Examples
    --------
    >>> from mbcourse import fit, lab_line
    >>> line = lab_line()
    >>> history = fit(line.x, line.y, batch_size=5, rng=0)
    >>> history.n_updates
    120
    >>> history.params[[0, -1]].round(2)
    array([[-15.  , -10.  ],
           [  1.  ,  -1.03]])

    A learning rate that falls with the updates brings the run closer to the minimum, where the loss is 0.0077:

    >>> falling = fit(line.x, line.y, batch_size=5, learning_rate=lambda update: 0.1 / (1 + update / 50), rng=0)
    >>> print(history.losses[-1].round(5), falling.losses[-1].round(5))
    0.00795 0.00774
    """
    x, y = inputs.examples(x, y, dtype)
    a, n = design_matrix(x), len(y)
    cuts = batch_slices(n, batch_size, last)
    inputs.count("epochs", epochs, 0)
    limit = -1.0 if tolerance is None else inputs.nonnegative("tolerance", tolerance)
    rate_at = as_schedule(learning_rate)
    theta = starting_point(start, x, dtype)
    generator = np.random.default_rng(rng)

    params = np.empty((epochs * len(cuts) + 1, len(theta)), dtype=dtype)
    batch_losses = np.empty(epochs * len(cuts), dtype=dtype)
    seconds = np.zeros(len(params))
    params[0] = theta
    update, converged = 0, False
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(epochs):
            indices = epoch_order(n, order, generator, cuts, x)
            a_epoch, y_epoch = (a, y) if order == "given" else (a[indices], y[indices])
            for cut in cuts:
                began = perf_counter()
                loss, gradient = loss_and_gradient(a_epoch[cut], y_epoch[cut], theta)
                step = rate_at(update) * gradient
                theta = theta - step
                seconds[update + 1] = perf_counter() - began
                batch_losses[update] = loss
                update += 1
                params[update] = theta
                if limit >= 0 and (abs(step) <= limit).all():
                    converged = True
                    break
            if converged:
                break

    rows = update + 1
    return History.of_run(
        a, y, params[:rows], batch_losses[:update], np.cumsum(seconds[:rows]), cuts, batch_size, converged
    )


def train_bgd(x: ArrayLike, y: ArrayLike, **options: Any) -> History:
    """Fit by batch gradient descent: every update uses all examples, in the order given. Options as in `fit`.

    Examples
    --------
    >>> from mbcourse import lab_line, train_bgd
    >>> line = lab_line()
    >>> train_bgd(line.x, line.y, epochs=4).epoch_losses.round(3)
    array([835.276, 175.467,  55.028,  26.094,  15.254])
    """
    n = len(inputs.features(x))
    return fit(x, y, batch_size=n, **{"order": "given", **options})


def train_sgd(x: ArrayLike, y: ArrayLike, **options: Any) -> History:
    """Fit by stochastic gradient descent: every update uses one example. Options as in `fit`.

    Examples
    --------
    >>> from mbcourse import lab_line, train_sgd
    >>> line = lab_line()
    >>> history = train_sgd(line.x, line.y, epochs=4, rng=0)
    >>> history.n_updates
    240
    >>> print(*history.epoch_losses.round(3))
    835.276 0.011 0.009 0.032 0.011
    """
    return fit(x, y, batch_size=1, **options)


def train_minibatch(x: ArrayLike, y: ArrayLike, batch_size: int, **options: Any) -> History:
    """Fit by mini-batch gradient descent: every update uses `batch_size` examples. Options as in `fit`.

    Examples
    --------
    >>> from mbcourse import lab_line, train_minibatch
    >>> line = lab_line()
    >>> history = train_minibatch(line.x, line.y, 5, epochs=4, rng=0)
    >>> history.n_updates
    48
    >>> print(*history.epoch_losses.round(3))
    835.276 0.291 0.01 0.008 0.009
    """
    return fit(x, y, batch_size=batch_size, **options)


def as_schedule(learning_rate: LearningRate) -> Callable[[int], float]:
    """Return the learning rate as a checked function of the global update number."""
    if callable(learning_rate):
        return lambda update: inputs.nonnegative(f"learning_rate({update})", learning_rate(update))
    rate = inputs.nonnegative("learning_rate", learning_rate)
    return lambda update: rate


def starting_point(start: ArrayLike | None, x: inputs.FloatArray, dtype: DTypeLike) -> inputs.FloatArray:
    """Return where a run on the features `x`, (n,) or (n, d), starts: shape (d + 1,)."""
    size = 2 if x.ndim == 1 else x.shape[1] + 1
    if start is None:
        start = lab.START if x.ndim == 1 else np.zeros(size)
    return inputs.parameters(start, size, name="start", dtype=dtype)
