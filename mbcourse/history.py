"""What happened during training: one row an update, row 0 the start."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
        """Return the history of a run that went through the rows `params`, with its full-data losses worked out.

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
        """Number of updates made."""
        return len(self.params) - 1

    @property
    def n_epochs(self) -> int:
        """Number of completed epochs."""
        return self.n_updates // len(self.batch_sizes)

    @property
    def updates(self) -> NDArray[np.intp]:
        """Updates made at each row, from 0 to u."""
        return np.arange(self.n_updates + 1)

    @property
    def epochs(self) -> NDArray[np.float64]:
        """Epochs at each row, those completed plus the fraction of this epoch's updates."""
        return self.updates / len(self.batch_sizes)

    @property
    def examples(self) -> NDArray[np.intp]:
        """Examples used up to each row; fewer than n an epoch where the last batch is dropped."""
        used = np.resize(self.batch_sizes, self.n_updates)
        return np.concatenate([[0], np.cumsum(used)])

    @property
    def epoch_losses(self) -> FloatArray:
        """Loss at the start and after each completed epoch, shape (n_epochs + 1,)."""
        return self.losses[:: len(self.batch_sizes)]


def has_diverged(params: NDArray[Any], losses: NDArray[Any], loss_of_zero: float) -> bool:
    """Return whether a run with these rows diverged, in the sense of `History.diverged`."""
    if not (np.isfinite(params).all() and np.isfinite(losses).all()):
        return True
    return bool(losses[-1] > max(losses[0], loss_of_zero))
