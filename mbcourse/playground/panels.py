"""What the static figure shows below the two spaces: the losses, or one of the panels of gradient noise."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

import mbcourse
from mbcourse import minibatches, theory
from mbcourse.data import Line
from mbcourse.history import History
from mbcourse.inputs import FloatArray, Rng
from mbcourse.loss import Quadratic, design_matrix
from mbcourse.playground.settings import GHOSTS, LAST_RULE, Choice, Settings
from mbcourse.theory.noise import example_gradients

LARGEST = 1e150  # of parameters whose gradients are drawn: the squares of larger ones overflow


class Scene(NamedTuple):
    """What a panel draws: the runs under their names, in the order of the settings."""

    settings: Settings
    line: Line
    runs: Mapping[str, History]


def run_of(line: Line, settings: Settings, choice: Choice, seed: int) -> History:
    """Return the run of one choice with a seed."""
    return mbcourse.fit(
        line.x, line.y, batch_size=choice.batch, learning_rate=choice.rate, order=choice.order, last=LAST_RULE,
        epochs=settings.epochs, start=settings.start, rng=seed,
    )  # fmt: skip


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
    batches = [
        gradients[batch].mean(axis=0)
        for _ in range(epochs)
        for batch in minibatches(len(line.x), choice.batch, choice.order, LAST_RULE, generator)
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

    settings = scene.settings
    seeds = range(settings.seed + 1, settings.seed + 1 + GHOSTS)
    ghosts = {
        name: [run_of(scene.line, settings, choice, seed) for seed in seeds]
        for name, choice in zip(scene.runs, settings.runs, strict=True)
    }
    plots.bands(ghosts, settings.axis, ax=ax)


DRAWN: dict[str, tuple[Callable[..., None], tuple[str, ...]]] = {
    "loss": (draw_losses, ("plot",)),
    "noise": (draw_noise, ("plot",)),
    "gradients": (draw_gradients, ("plot", "end")),
    "ghosts": (draw_ghosts, ("plot",)),
}
"""What draws each panel, and the names of the axes that it draws in, from left to right."""
