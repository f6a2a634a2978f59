"""The record of one run of training: one row per update, row 0 the start."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mbcourse import inputs
from mbcourse.inputs import FloatArray
from mbcourse.loss import Quadratic


@dataclass(frozen=True, eq=False)
class History:
    """The record of one run.

    A run of u updates has u + 1 rows: row 0 is the start, row k is the state after update k. Drawing row k in data
    space and in parameter space therefore shows the same moment in both.

    Attributes
    ----------
    params : (u + 1, d + 1) array
        Weights, then the intercept.
    losses : (u + 1,) array
        Mean squared error over all examples; infinity after an overflow.
    batch_losses : (u,) array
        Mean squared error over the batch of update k + 1, at the parameters before that update.
    seconds : (u + 1,) array
        Time spent in the updates so far, recording left out.
    batch_sizes : (m,) int array
        Sizes of the batches of one epoch, in order.
    batch_size : int
        The size that was asked for.
    n : int
        Number of examples.
    diverged : bool
        Whether a parameter or a loss overflowed, or the run ended worse than it started and worse than
        predicting 0 everywhere.
    converged : bool
        Whether the run stopped early because a step was within the tolerance.

    Examples
    --------
    Sixty examples in batches of 25: three updates per epoch, the last of them on ten examples.

    >>> from mbcourse import fit, lab_line
    >>> line = lab_line()
    >>> history = fit(line.x, line.y, batch_size=25, epochs=2, rng=0)
    >>> history.batch_sizes
    array([25, 25, 10])
    >>> history.params[0], history.params.shape
    (array([-15., -10.]), (7, 2))
    >>> history.losses[[0, 3, 6]].round(1)
    array([835.3,  25.5,   6.8])
    """

    params: FloatArray
    losses: FloatArray
    batch_losses: FloatArray
    seconds: NDArray[np.float64]
    batch_sizes: NDArray[np.intp]
    batch_size: int
    n: int
    diverged: bool
    converged: bool = False

    @classmethod
    def of_run(
        cls,
        a: FloatArray,
        y: FloatArray,
        params: FloatArray,
        batch_losses: FloatArray,
        seconds: NDArray[np.float64],
        cuts: list[slice],
        batch_size: int,
        converged: bool = False,
    ) -> "History":
        """Return the history of a run that went through the rows `params`, and compute its full-data losses.

        Parameters
        ----------
        a : (n, d + 1) array
            Features with the column of ones.
        y : (n,) array
            Targets.
        params, batch_losses, seconds, batch_size, converged
            As the attributes.
        cuts : list of slice
            Where one epoch's order is cut into batches.
        """
        with np.errstate(over="ignore"):  # a loss may fit float64 and not float32
            losses = Quadratic(a, y)(params).astype(params.dtype, copy=False)
        return cls(
            params=params,
            losses=losses,
            batch_losses=batch_losses,
            seconds=seconds,
            batch_sizes=np.array([cut.stop - cut.start for cut in cuts]),
            batch_size=batch_size,
            n=len(y),
            diverged=has_diverged(params, losses, loss_of_zero=float(y @ y) / len(y)),
            converged=converged,
        )

    @property
    def n_updates(self) -> int:
        """Number of updates made.

        Examples
        --------
        >>> from mbcourse import lab_line, train_bgd, train_sgd
        >>> line = lab_line()
        >>> train_bgd(line.x, line.y, epochs=10).n_updates, train_sgd(line.x, line.y, epochs=10).n_updates
        (10, 600)
        """
        return len(self.params) - 1

    @property
    def n_epochs(self) -> int:
        """Number of completed epochs.

        Examples
        --------
        >>> from mbcourse import lab_line, train_bgd
        >>> line = lab_line()
        >>> train_bgd(line.x, line.y, epochs=300, tolerance=1e-3).n_epochs  # stopped early
        35
        """
        return self.n_updates // len(self.batch_sizes)

    @property
    def updates(self) -> NDArray[np.intp]:
        """Updates made at each row, from 0 to u.

        Examples
        --------
        >>> from mbcourse import fit, lab_line
        >>> line = lab_line()
        >>> fit(line.x, line.y, batch_size=20, epochs=2).updates
        array([0, 1, 2, 3, 4, 5, 6])
        """
        return np.arange(self.n_updates + 1)

    @property
    def epochs(self) -> NDArray[np.float64]:
        """Epochs at each row, those completed plus the fraction of the current epoch's updates.

        Examples
        --------
        >>> from mbcourse import fit, lab_line
        >>> line = lab_line()
        >>> fit(line.x, line.y, batch_size=20, epochs=2).epochs.round(2)
        array([0.  , 0.33, 0.67, 1.  , 1.33, 1.67, 2.  ])
        """
        return self.updates / len(self.batch_sizes)

    @property
    def examples(self) -> NDArray[np.intp]:
        """Examples used up to each row; fewer than n per epoch where the last batch is dropped.

        Examples
        --------
        >>> from mbcourse import fit, lab_line
        >>> line = lab_line()
        >>> fit(line.x, line.y, batch_size=25, epochs=2).examples
        array([  0,  25,  50,  60,  85, 110, 120])
        >>> fit(line.x, line.y, batch_size=25, epochs=2, last="drop").examples
        array([  0,  25,  50,  75, 100])
        """
        used = np.resize(self.batch_sizes, self.n_updates)
        return np.concatenate([[0], np.cumsum(used)])

    @property
    def epoch_losses(self) -> FloatArray:
        """Loss at the start and after each completed epoch, shape (n_epochs + 1,).

        Examples
        --------
        >>> from mbcourse import lab_line, train_bgd
        >>> line = lab_line()
        >>> train_bgd(line.x, line.y, epochs=4).epoch_losses.round(3)
        array([835.276, 175.467,  55.028,  26.094,  15.254])
        """
        return self.losses[:: len(self.batch_sizes)]

    def average(self, last: float = 0.5) -> FloatArray:
        """Return the mean of the parameters over the last part of the run, shape (d + 1,).

        Parameters
        ----------
        last : float
            The share of the u updates whose rows are averaged, above 0 and at most 1: the last ``last * u`` rows, that
            number rounded to the nearest whole one, halves up, and at least 1. The start, row 0, is never among them;
            a run without an update gives its start.

        Raises
        ------
        ValueError
            For a share outside 0 to 1.

        Examples
        --------
        Near the minimum, (1.006, -1.022), the noise of the last half of the updates averages out:

        >>> from mbcourse import lab_line, train_sgd
        >>> line = lab_line()
        >>> history = train_sgd(line.x, line.y, rng=0)
        >>> history.params[-1].round(3), history.average().round(3)
        (array([ 1.009, -1.077]), array([ 1.012, -1.031]))
        """
        average: FloatArray = self.params[-rows_of_average(last, self.n_updates) :].mean(axis=0)
        return average


def rows_of_average(last: float, updates: int) -> int:
    """Return how many rows `History.average` averages over this share of a run's updates."""
    if inputs.positive("last", last) > 1:
        raise ValueError(f"last is {last!r}: give the share of the updates to average over, at most 1")
    return max(1, int(last * updates + 0.5))


def has_diverged(params: NDArray[Any], losses: NDArray[Any], loss_of_zero: float) -> bool:
    """Return whether a run with these rows diverged, as `History.diverged` defines it."""
    if not (np.isfinite(params).all() and np.isfinite(losses).all()):
        return True
    return bool(losses[-1] > max(losses[0], loss_of_zero))
