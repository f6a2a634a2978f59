"""Runs of the playground as histories, also those whose batch size is another one in their second half."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

import mbcourse
from mbcourse.batches import batch_slices
from mbcourse.data import Line
from mbcourse.history import History
from mbcourse.inputs import FloatArray
from mbcourse.loss import design_matrix
from mbcourse.playground.settings import LAST_RULE, SCHEDULES, Choice, Settings
from mbcourse.schedules import Schedule

LARGEST = 1e300  # where a run that has overflowed goes on from, to overflow again


class SwitchedHistory(History):
    """A run whose batch size changed once, after a whole epoch.

    ``batch_sizes`` holds the size of every update of the run, and ``batch_size`` the first one.
    """

    @property
    def epochs(self) -> NDArray[np.float64]:
        """Epochs at each row: the examples used, divided by their number."""
        epochs: NDArray[np.float64] = self.examples / self.n
        return epochs

    @property
    def n_epochs(self) -> int:
        """Number of completed epochs."""
        return int(self.examples[-1] // self.n)

    @property
    def epoch_losses(self) -> FloatArray:
        """Loss at the start and after each completed epoch, shape (n_epochs + 1,)."""
        losses: FloatArray = self.losses[self.examples % self.n == 0]
        return losses


def switched(
    x: FloatArray, y: FloatArray, params: FloatArray, batch_losses: FloatArray, batch: int, then: int, switch: int
) -> History:
    """Return the history of a run with batches of `batch` for `switch` updates and of `then` for those after them."""
    sizes = [
        np.resize([cut.stop - cut.start for cut in batch_slices(len(y), size, LAST_RULE)], updates)
        for size, updates in ((batch, min(switch, len(batch_losses))), (then, max(len(batch_losses) - switch, 0)))
    ]
    cuts = [slice(0, int(size)) for size in np.concatenate(sizes)]
    seconds = np.full(len(params), np.nan)
    return SwitchedHistory.of_run(design_matrix(x), y, params, batch_losses, seconds, cuts, batch)


def run_of(line: Line, settings: Settings, choice: Choice, seed: int) -> History:
    """Return the run of one choice with a seed.

    Examples
    --------
    Half of ten epochs with single examples, 300 updates, half with batches of 20, 15 more:

    >>> from mbcourse import lab_line
    >>> history = run_of(lab_line(), Settings(), Choice(1, 0.02, "replacement", then=20), seed=0)
    >>> history.n_updates, history.n_epochs, history.epochs[[299, 300, 301]].round(3)
    (315, 10, array([4.983, 5.   , 5.333]))
    """
    generator = np.random.default_rng(seed)
    first = choice.first_epochs(settings.epochs)
    parts = [(choice.batch, first), (choice.then, settings.epochs - first)]
    parts = [(size, epochs) for size, epochs in parts if epochs]
    updates = [epochs * -(-settings.points // size) for size, epochs in parts]
    rate_at = SCHEDULES[choice.schedule](choice.rate, sum(updates))
    start: ArrayLike = settings.start
    runs: list[History] = []
    for (size, epochs), before in zip(parts, (0, updates[0]), strict=False):
        run = mbcourse.fit(
            line.x, line.y, batch_size=size, learning_rate=_later(rate_at, before), order=choice.order,
            last=LAST_RULE, epochs=epochs, start=start, rng=generator,
        )  # fmt: skip
        start = np.nan_to_num(run.params[-1], nan=LARGEST, posinf=LARGEST, neginf=-LARGEST)
        runs.append(run)
    if len(runs) == 1:
        return runs[0]
    params = np.concatenate([runs[0].params, runs[1].params[1:]])
    batch_losses = np.concatenate([run.batch_losses for run in runs])
    return switched(line.x, line.y, params, batch_losses, choice.batch, choice.then, updates[0])


def _later(rate_at: Schedule, before: int) -> Schedule:
    """Return what is left of a schedule after some updates."""
    return lambda k: rate_at(before + k)
