"""Many runs in one vectorised pass: batch sizes x learning rates x seeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from mbcourse import inputs, lab
from mbcourse.batches import OF_BATCHES, batch_slices, epoch_order
from mbcourse.history import History, has_diverged
from mbcourse.loss import Quadratic, design_matrix
from mbcourse.train import LearningRate, as_schedule, starting_point

KEEP = ("updates", "epochs")


@dataclass(frozen=True, eq=False)
class Sweep:
    """The record of many runs, on the axes batch size, learning rate and seed.

    ``sweep[i, j, k]`` is the `History` that `fit` gives for ``batch_sizes[i]``, ``learning_rates[j]`` and
    ``seeds[k]``, to 1e-12 relative; its ``seconds`` are those of the joint computation, divided equally among the
    runs of one batch size. A sweep that kept only the ends of epochs holds the same numbers at those rows; it has no
    batch losses and no histories.

    Attributes
    ----------
    batch_sizes : tuple of I ints
        The first axis. A quantity whose length differs between batch sizes is a tuple of arrays, one for each.
    learning_rates : tuple of J rates
        The second axis.
    seeds : tuple of K seeds
        The third axis.
    params : tuple of I (J, K, u + 1, d + 1) arrays
        Parameters, row k after update k; with ``keep="epochs"`` row k after epoch k, so that u is then the number of
        epochs, here and below.
    losses : tuple of I (J, K, u + 1) arrays
        Loss over all examples at each row.
    batch_losses : tuple of I (J, K, u) arrays
        Loss of each update's batch before the update; with ``keep="epochs"`` an empty tuple.
    seconds : tuple of I (u + 1,) arrays
        Time spent in the updates so far, one run's share of it.
    epoch_losses : (I, J, K, epochs + 1) array
        Loss over all examples at the start and after each epoch.
    n : int
        Number of examples.
    keep : {"updates", "epochs"}
        Which rows there are.

    Examples
    --------
    >>> from mbcourse import lab_line, sweep
    >>> line = lab_line()
    >>> runs = sweep(line.x, line.y, batch_sizes=[5, 60], learning_rates=[0.05, 0.1], seeds=range(20))
    >>> runs.epoch_losses.shape
    (2, 2, 20, 11)
    >>> runs[0, 1, 3].n_updates  # batch size 5, learning rate 0.1, seed 3
    120
    """

    batch_sizes: tuple[int, ...]
    learning_rates: tuple[LearningRate, ...]
    seeds: tuple[int, ...]
    params: tuple[NDArray[Any], ...]
    losses: tuple[NDArray[Any], ...]
    batch_losses: tuple[NDArray[Any], ...]
    seconds: tuple[NDArray[np.float64], ...]
    epoch_losses: NDArray[Any]
    n: int
    keep: str
    _cuts: tuple[list[slice], ...]
    _loss_of_zero: float

    def __getitem__(self, index: tuple[int, int, int]) -> History:
        if self.keep == "epochs":
            raise ValueError("keep is 'epochs': a history has a row per update, so sweep with keep='updates'")
        i, j, k = index
        params, losses = self.params[i][j, k], self.losses[i][j, k]
        return History(
            params=params,
            losses=losses,
            batch_losses=self.batch_losses[i][j, k],
            seconds=self.seconds[i],
            batch_sizes=np.array([cut.stop - cut.start for cut in self._cuts[i]]),
            batch_size=self.batch_sizes[i],
            n=self.n,
            diverged=has_diverged(params, losses, self._loss_of_zero),
        )


def sweep(
    x: ArrayLike,
    y: ArrayLike,
    *,
    batch_sizes: Sequence[int],
    learning_rates: Sequence[LearningRate] = (lab.LEARNING_RATE,),
    seeds: Sequence[int] = range(10),
    epochs: int = lab.EPOCHS,
    start: ArrayLike | None = None,
    order: str = "reshuffle",
    last: str = "keep",
    keep: str = "updates",
    dtype: DTypeLike = np.float64,
) -> Sweep:
    """Run `fit` for every combination of batch size, learning rate and seed, all seeds and rates at once.

    Parameters
    ----------
    x, y, epochs, start, order, last, dtype
        As in `mbcourse.fit`, the same for all runs.
    batch_sizes : sequence of int
        Batch sizes, each from 1 to n.
    learning_rates : sequence of float or callable
        Step sizes or schedules, by default the lab's 0.1 alone.
    seeds : sequence of int
        What `fit` would be given as ``rng``. One seed draws the same orders at every batch size and rate, so that runs
        of one seed can be compared in pairs; with order ``"independent"`` at every rate.
    keep : {"updates", "epochs"}
        Which rows to keep: the start and every update, or the start and the end of every epoch, for runs that are many
        or long.

    Returns
    -------
    Sweep
        Holds ``8 (d + 3)`` bytes for every row that is kept of every run, and takes up to four times as many while it
        is made. Two hundred runs of 10,000 updates on a line: 64 MB, and for a moment 160.

    Raises
    ------
    ValueError
        As in `fit`, and for an empty list of batch sizes, rates or seeds.

    Examples
    --------
    The median loss over twenty seeds after one epoch and after ten. Single examples are ahead first, batches of 5 in
    the end; all sixty at once make too few updates.

    >>> import numpy as np
    >>> from mbcourse import lab_line, sweep
    >>> line = lab_line()
    >>> runs = sweep(line.x, line.y, batch_sizes=[1, 5, 60], seeds=range(20))
    >>> medians = np.median(runs.epoch_losses[:, 0], axis=1)
    >>> for batch_size, losses in zip(runs.batch_sizes, medians, strict=True):
    ...     print(batch_size, *losses[[1, 10]].round(3))
    1 0.013 0.014
    5 0.329 0.008
    60 175.467 1.026
    """
    x, y = inputs.examples(x, y, dtype)
    a = design_matrix(x)
    n = len(y)
    for name, values in (("batch_sizes", batch_sizes), ("learning_rates", learning_rates), ("seeds", seeds)):
        if len(values) == 0:
            raise ValueError(f"{name} is empty: give at least one")
    inputs.count("epochs", epochs, 0)
    inputs.one_of("keep", keep, KEEP)
    cuts = tuple(batch_slices(n, size, last) for size in batch_sizes)
    updates = range(epochs * max(map(len, cuts)))
    schedules = [as_schedule(rate) for rate in learning_rates]
    rates = np.array([[rate_at(update) for rate_at in schedules] for update in updates]).reshape(len(updates), -1, 1)
    theta = starting_point(start, x, dtype)

    columns = np.ascontiguousarray(a.T)
    passes = [_Pass(theta, rates[: epochs * len(cut)], len(seeds), cut, keep) for cut in cuts]
    with np.errstate(over="ignore", invalid="ignore"):
        for sharing in [[one] for one in passes] if order in OF_BATCHES else [passes]:
            generators = [np.random.default_rng(seed) for seed in seeds]
            for _ in range(epochs):
                orders = np.array([epoch_order(n, order, one, sharing[0].cuts, x) for one in generators]).T
                # The runs lie on the last axis, so that every operation of an update is one long loop over them.
                a_epoch, y_epoch = np.take(columns, orders, axis=1), np.take(y, orders)[:, None, :]
                for one in sharing:
                    one.run_epoch(a_epoch, y_epoch)

    quadratic = Quadratic(a, y)
    params = tuple(np.ascontiguousarray(one.params.transpose(2, 3, 0, 1)) for one in passes)
    with np.errstate(over="ignore"):  # a loss may fit float64 and not float32
        losses = tuple(quadratic(rows).astype(dtype, copy=False) for rows in params)
    return Sweep(
        batch_sizes=tuple(batch_sizes),
        learning_rates=tuple(learning_rates),
        seeds=tuple(seeds),
        params=params,
        losses=losses,
        batch_losses=tuple(one.batch_losses.transpose(1, 2, 0) for one in passes) if keep == "updates" else (),
        seconds=tuple(np.cumsum(one.seconds)[:: one.stride] / (len(schedules) * len(seeds)) for one in passes),
        epoch_losses=np.array([rows[..., :: one.per_epoch] for rows, one in zip(losses, passes, strict=True)]),
        n=n,
        keep=keep,
        _cuts=cuts,
        _loss_of_zero=float(y @ y) / n,
    )


class _Pass:
    """All runs of one batch size, J rates x K seeds, computed together."""

    def __init__(
        self, theta: inputs.FloatArray, rates: NDArray[np.float64], n_seeds: int, cuts: list[slice], keep: str
    ) -> None:
        updates, runs = len(rates), (rates.shape[1], n_seeds)
        self.cuts = cuts
        self.sizes = np.array([cut.stop - cut.start for cut in cuts])[:, None, None]
        # An update subtracts 2 rate / size times the sum over its batch.
        self.factors = rates * 2 / np.tile(self.sizes, (updates // len(cuts), 1, 1))
        self.stride = 1 if keep == "updates" else len(cuts)  # updates between two rows that are kept
        self.per_epoch = len(cuts) // self.stride
        self.params = np.empty((updates // self.stride + 1, len(theta), *runs), dtype=theta.dtype)
        self.params[0] = theta[:, None, None]
        self.path = np.empty((len(cuts) + 1, *self.params.shape[1:]), dtype=theta.dtype)  # of one epoch
        self.batch_losses = np.empty((updates if keep == "updates" else 0, *runs), dtype=theta.dtype)
        self.seconds = np.zeros(updates + 1)
        self.update = 0

    def run_epoch(self, a: NDArray[Any], y: NDArray[Any]) -> None:
        """Make one epoch's updates on `a`, (p, n, K), and `y`, (n, 1, K), each seed's examples in its own order."""
        first, end = self.update, self.update + len(self.cuts)
        kept = self.params[first // self.stride : end // self.stride + 1]
        path = kept if self.stride == 1 else self.path
        path[0] = kept[0]
        residuals = np.empty((a.shape[1], *self.params.shape[2:]), dtype=self.params.dtype)
        for k, cut in enumerate(self.cuts):
            began = perf_counter()
            theta, features = path[k], a[:, cut]
            residual = np.einsum("pjk,pmk->mjk", theta, features, out=residuals[cut])
            residual -= y[cut]
            step = np.einsum("pmk,mjk->pjk", features, residual)
            step *= self.factors[first + k]
            np.subtract(theta, step, out=path[k + 1])
            self.seconds[first + k + 1] = perf_counter() - began
        kept[-1] = path[-1]
        self.update = end
        if len(self.batch_losses) == 0:
            return
        # All batch losses of the epoch at once: sums of squares between the cuts.
        squares = np.square(residuals[: self.cuts[-1].stop])
        sums = np.add.reduceat(squares, [cut.start for cut in self.cuts])
        self.batch_losses[first:end] = sums / self.sizes
