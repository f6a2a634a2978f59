"""The playground as a static figure, for readers without JavaScript and for print."""

from collections.abc import Iterator

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

import mbcourse
from mbcourse.data import Line
from mbcourse.history import History
from mbcourse.lab import NOISE
from mbcourse.playground.panels import DRAWN, Scene
from mbcourse.playground.settings import Settings
from mbcourse.playground.switching import run_of


def points(settings: Settings) -> Line:
    """Return the points that a playground with these settings opens with; beyond 60 with noise of NumPy's."""
    lab = mbcourse.lab_line()
    if settings.points != len(lab.x):
        return mbcourse.make_line(settings.points, noise=settings.noise, rng=1)
    slope, intercept = lab.truth
    exact = slope * lab.x + intercept
    return Line(lab.x, exact + settings.noise / NOISE * (lab.y - exact), lab.truth)


def draw(settings: Settings) -> Figure:
    """Return the end of the runs that a playground with these settings opens with, in its panels.

    The runs are those of `mbcourse.fit`: where an order is drawn by chance, it is another one than in the browser.
    Gradients are drawn for the start and the end of the first run, ghost runs as their median and a band.

    Examples
    --------
    >>> from mbcourse import plots
    >>> text = plots.alt_text(draw(Settings().with_texts({"runs": "60 0.1 given"})))
    >>> "The line of BGD (60) ends at slope 0.98, intercept -2.03." in text
    True
    """
    from mbcourse import plots  # sets matplotlib's style, which importing the settings alone must not do
    from mbcourse.plots.look import labelled

    line = points(settings)
    runs = dict(_runs(settings, line))
    draw_panel, names = DRAWN[settings.panel]
    figure, axes = plt.subplot_mosaic([["data", "parameters"], [names[0], names[-1]]], figsize=(5.0, 6.0))
    plots.data_space(line, truth=False, ax=axes["data"])
    for history, look in labelled(runs):
        slope, intercept = history.params[-1]
        if np.isfinite(history.params[-1]).all():
            axes["data"].axline((0, intercept), slope=slope, **{**look, "marker": None})
            plots.describe(figure, f"The line of {look['label']} ends at slope {slope:.3g}, intercept {intercept:.3g}.")
    plots.contour(mbcourse.ErrorSurface(line.x, line.y), runs, ax=axes["parameters"])
    draw_panel(Scene(settings, line, runs), *(axes[name] for name in names))
    named = next(ax for ax in (axes["plot"], axes["parameters"]) if ax.get_legend_handles_labels()[0])
    handles, labels = named.get_legend_handles_labels()
    for ax in axes.values():
        if (legend := ax.get_legend()) is not None:
            legend.remove()
    columns = 2 if max(map(len, labels)) < 24 else 1
    figure.legend(handles, labels, loc="outside lower center", ncols=columns)
    return figure


def _runs(settings: Settings, line: Line) -> Iterator[tuple[str, History]]:
    """Yield each run under a name that no other run has: batch sizes, if need be with rate, order or number."""
    from mbcourse.plots import style

    sizes = [
        f"batch size {run.batch}, then {run.then}" if run.then else style(run.batch, settings.points)["label"]
        for run in settings.runs
    ]
    names = sizes
    for more in ("rate {0.rate:g}", "{0.schedule}", "{0.order} order", "run {1}"):
        if len(set(names)) < len(names):
            names = [
                f"{name}, {more.format(run, i).replace('_', ' ')}"
                for i, (name, run) in enumerate(zip(names, settings.runs, strict=True), 1)
            ]
    for name, run in zip(names, settings.runs, strict=True):
        yield name, run_of(line, settings, run, settings.seed)
