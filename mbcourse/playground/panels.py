"""What the static figure shows below the two spaces: the losses, or one of the other panels."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from mbcourse import minibatches, theory
from mbcourse.data import Line
from mbcourse.history import History
from mbcourse.inputs import FloatArray, Rng
from mbcourse.loss import Quadratic, design_matrix
from mbcourse.playground.settings import GHOSTS, LAST_RULE, SCHEDULES, Choice, Settings
from mbcourse.playground.switching import run_of
from mbcourse.theory.noise import example_gradients

LARGEST = 1e150  # of parameters whose gradients are drawn, and of losses: the squares of larger ones overflow
SMALLEST = 1e-10  # times what the start is above the minimum: where the axis ends
FRESH = ("replacement", "independent")  # the orders whose batches are fresh draws


class Scene(NamedTuple):
    """What a panel draws: the runs under their names, in the order of the settings."""

    settings: Settings
    line: Line
    runs: Mapping[str, History]


def cumulative_noise(line: Line, choice: Choice, epochs: int, rng: Rng = None) -> FloatArray:
    """Return how far the noise of batch gradients adds up at the minimum of the loss.

    Parameters
    ----------
    line : Line
        The points.
    choice : Choice
        Batch size and order; the rate plays no part, since nothing moves.
    epochs : int
        How many passes.
    rng : int, Generator or None
        Draws the order.

    Returns
    -------
    (updates + 1,) array
        ``|sum (g - gradient)| / sqrt(tr Sigma)`` after each update, with Sigma the covariance of the examples'
        gradients there: in typical lengths of one example's noise.

    Examples
    --------
    Reshuffled, every example is used once in an epoch, and nothing is left at its end:

    >>> from mbcourse import lab_line
    >>> noise = cumulative_noise(lab_line(), Choice(10), epochs=2, rng=0)
    >>> noise.round(2)
    array([0.  , 0.08, 0.15, 0.45, 0.6 , 0.38, 0.  , 0.38, 0.26, 0.23, 0.2 ,
           0.18, 0.  ])
    """
    gradients = example_gradients(line.x, line.y, Quadratic(design_matrix(line.x), line.y).minimum)
    gradients -= gradients.mean(axis=0)
    generator = np.random.default_rng(rng)
    first = choice.first_epochs(epochs)
    sizes = [choice.batch] * first + [choice.then] * (epochs - first)
    batches = [
        gradients[batch].mean(axis=0)
        for size in sizes
        for batch in minibatches(len(line.x), size, choice.order, LAST_RULE, generator)
    ]
    sums = np.vstack([np.zeros(2), np.cumsum(batches, axis=0)])
    lengths: FloatArray = np.linalg.norm(sums, axis=1) / np.sqrt((gradients**2).sum(axis=1).mean())
    return lengths


def draw_losses(scene: Scene, ax: Axes) -> None:
    """Draw the loss of each run."""
    from mbcourse import plots

    plots.losses(scene.runs, scene.settings.axis, ax=ax)


def draw_noise(scene: Scene, ax: Axes) -> None:
    """Draw how far the noise of each run's batches adds up at the minimum."""
    from mbcourse.plots.description import describe, number, sentence
    from mbcourse.plots.look import labelled

    settings = scene.settings
    describe(
        ax, f"Cumulative gradient noise at the minimum, in typical lengths of one example's, against {settings.axis}."
    )
    for choice, (history, look) in zip(settings.runs, labelled(scene.runs), strict=True):
        noise = cumulative_noise(scene.line, choice, settings.epochs, settings.seed)
        ax.plot(getattr(history, settings.axis), noise, **{**look, "marker": None})
        ends = f"at most {number(noise.max())}, at the end {number(noise[-1].round(9))}"
        describe(ax, sentence(f"{look['label']}: {ends}."))
    label = "examples seen" if settings.axis == "examples" else settings.axis
    ax.set(xlabel=label, ylabel="cumulative noise", ylim=(0, None))


def draw_gradients(scene: Scene, start: Axes, end: Axes) -> None:
    """Draw the gradients of all examples at the start and at the end of the first run, and their mean."""
    from mbcourse.plots import COLOURS
    from mbcourse.plots.description import describe, number
    from mbcourse.plots.look import labelled

    (history, look), *_ = labelled(scene.runs)
    for ax, place, theta in ((start, "start", history.params[0]), (end, "end", history.params[-1])):
        ax.set(title=f"gradients, {place}", xlabel="along $w$")
        if not (abs(theta) < LARGEST).all():  # nor is any NaN
            continue
        gradients = example_gradients(scene.line.x, scene.line.y, theta)
        for arrows, colour, width in (
            (gradients, look["color"], 0.006),
            (gradients.mean(axis=0)[None], COLOURS["ink"], 0.02),
        ):
            ax.quiver(
                *np.zeros_like(arrows.T), *arrows.T, color=colour, width=width, angles="xy", scale_units="xy", scale=1
            )
        reach = 1.1 * abs(gradients).max()
        ax.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal")
        scale = theory.noise_scale(scene.line.x, scene.line.y, theta)
        describe(ax, f"Gradients of the examples at the {place} of {look['label']}: noise scale {number(scale)}.")
    start.set_ylabel("along $b$")


def draw_ghosts(scene: Scene, ax: Axes) -> None:
    """Draw the median and the spread of each run's ghosts."""
    from mbcourse import plots

    plots.bands(ghosts_of(scene), scene.settings.axis, ax=ax)


def ghosts_of(scene: Scene) -> dict[str, list[History]]:
    """Return the runs with other seeds of each run."""
    settings = scene.settings
    seeds = range(settings.seed + 1, settings.seed + 1 + GHOSTS)
    return {
        name: [run_of(scene.line, settings, choice, seed) for seed in seeds]
        for name, choice in zip(scene.runs, settings.runs, strict=True)
    }


def floors(line: Line, choice: Choice, history: History) -> FloatArray:
    """Return the floor of fresh draws at the rate and the batch size behind each row of a run.

    Parameters
    ----------
    line : Line
        The points.
    choice : Choice
        Of the run.
    history : History
        The run, for its length and where its batch size changes.

    Returns
    -------
    (updates + 1,) array
        `mbcourse.theory.noise_floor`; row 0 is the floor of the first update, infinity where fresh draws do not settle,
        and NaN for an order whose batches are no fresh draws, unless they hold all points.

    Examples
    --------
    >>> from mbcourse import lab_line, train_minibatch
    >>> line = lab_line()
    >>> falling = Choice(5, order="replacement", schedule="step")
    >>> floors(line, falling, train_minibatch(line.x, line.y, 5))[[0, 60, 61, 120]].round(6)
    array([9.4e-04, 9.4e-04, 6.5e-05, 6.0e-06])
    """
    total, n = history.n_updates, len(line.x)
    rate_at = SCHEDULES[choice.schedule](choice.rate, total)
    has_first_size = history.examples <= choice.first_epochs(history.n_epochs) * n

    @cache
    def floor(rate: float, size: int) -> float:
        if choice.order in FRESH or size == n:
            return theory.noise_floor(line.x, line.y, rate, size, choice.order == "replacement")
        return float("nan")

    rates = [rate_at(max(row - 1, 0)) for row in range(total + 1)]
    sizes = np.where(has_first_size, choice.batch, choice.then).tolist()
    return np.array([floor(rate, size) for rate, size in zip(rates, sizes, strict=True)])


def draw_floor(scene: Scene, ax: Axes) -> None:
    """Draw the loss of each run above the minimum, and the floor of fresh draws at its rate and batch size."""
    from mbcourse.plots.description import describe, number, sentence
    from mbcourse.plots.look import labelled

    least = _begin_excess(scene, ax)
    for choice, (history, look) in zip(scene.settings.runs, labelled(scene.runs), strict=True):
        excess, levels = history.losses - least, floors(scene.line, choice, history)
        across = getattr(history, scene.settings.axis)
        ax.plot(across, _positive(excess), **{**look, "marker": None})
        ax.plot(across, _positive(levels), color=look["color"], linestyle=(0, (4, 3)), linewidth=1)
        floor = "" if np.isnan(levels[-1]) else f", where fresh draws settle at {number(levels[-1])}"
        describe(ax, sentence(f"{look['label']}: at the end {number(excess[-1])} above the minimum{floor}."))
    ax.set_ylim(bottom=max(ax.get_ylim()[0], SMALLEST * (history.losses[0] - least)))


def draw_target(scene: Scene, ax: Axes) -> None:
    """Draw the mean loss of each run's ghosts above the minimum, and when it first meets the target."""
    from mbcourse.plots import COLOURS
    from mbcourse.plots.description import describe, number, sentence
    from mbcourse.plots.look import labelled

    least, target = _begin_excess(scene, ax), scene.settings.target
    ax.axhline(target, color=COLOURS["ink"], linestyle=(0, (4, 3)), linewidth=1)
    for (history, look), ghosts in zip(labelled(scene.runs), ghosts_of(scene).values(), strict=True):
        with np.errstate(over="ignore"):
            mean = np.mean([ghost.losses for ghost in ghosts], axis=0) - least
        ax.plot(getattr(history, scene.settings.axis), _positive(mean), **{**look, "marker": None})
        met = np.flatnonzero(mean <= target)
        after = f"after {met[0]:,} updates, {history.examples[met[0]]:,} examples" if met.size else "not at all"
        describe(ax, sentence(f"{look['label']}: mean of {GHOSTS} runs meets {number(target)} {after}."))
    ax.set_ylim(bottom=target / 10)


def _begin_excess(scene: Scene, ax: Axes) -> float:
    """Set up axes for losses above the minimum; return the minimum's."""
    from mbcourse.plots.description import describe, number

    axis = scene.settings.axis
    least = Quadratic(design_matrix(scene.line.x), scene.line.y).floor
    describe(ax, f"Loss above the minimum, {number(least)}, on a logarithmic axis against {axis}.")
    label = "examples seen" if axis == "examples" else axis
    ax.set(xlabel=label, ylabel="loss above the minimum", yscale="log")
    return least


def _positive(values: FloatArray) -> FloatArray:
    """Return the values that a logarithmic axis can show, NaN for the others."""
    return np.where((values > 0) & (values < LARGEST), values, np.nan)


DRAWN: dict[str, tuple[Callable[..., None], tuple[str, ...]]] = {
    "loss": (draw_losses, ("plot",)),
    "noise": (draw_noise, ("plot",)),
    "gradients": (draw_gradients, ("plot", "end")),
    "ghosts": (draw_ghosts, ("plot",)),
    "floor": (draw_floor, ("plot",)),
    "target": (draw_target, ("plot",)),
}
"""What draws each panel, and the names of the axes that it draws in, from left to right."""
