"""Loss histories: single runs on any of four x-axes, and bands over seeds."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from mbcourse import inputs
from mbcourse.history import History
from mbcourse.plots.description import TIMING, describe, number, sentence
from mbcourse.plots.labels import label_ends
from mbcourse.plots.look import Histories, Look, labelled, of_labels, style
from mbcourse.sweep import Sweep

AXES = ("epochs", "updates", "examples", "seconds")

Run = History | tuple[ArrayLike, ArrayLike]
Runs = Sweep | Mapping[str, Sequence[Run]]
FloatArray = NDArray[np.float64]


def losses(histories: Histories, axis: str = "updates", *, per_epoch: bool = False, ax: Axes | None = None) -> Axes:
    """Draw the loss of each run, on a logarithmic axis.

    Parameters
    ----------
    histories : History, sequence of History, or dict of str to History
        The runs; a dict gives their labels.
    axis : {"updates", "epochs", "examples", "seconds"}
        What the loss is drawn against.
    per_epoch : bool
        Whether to draw the start and the ends of epochs only.
    ax : Axes, optional
        Where to draw, with a legend; by default a new figure, with labels at the ends of lines where they fit.

    Raises
    ------
    ValueError
        If there is no run or `axis` is unknown.

    Examples
    --------
    >>> from mbcourse import lab_line, plots, train_bgd, train_minibatch
    >>> line = lab_line()
    >>> runs = [train_bgd(line.x, line.y), train_minibatch(line.x, line.y, 5, rng=0)]
    >>> print(plots.alt_text(plots.losses(runs, "epochs")))
    Loss on a logarithmic axis against epochs. BGD (60): from 835 to 1.03 after 10 epochs.
    Batch size 5: from 835 to 0.00795 after 10 epochs.
    """
    inputs.one_of("axis", axis, AXES)
    runs = _some_runs(histories)
    place = ax or plt.subplots()[1]
    _draw_losses(place, runs, axis, per_epoch)
    _name_lines(place, alone=ax is None)
    points = ", at the start and at the ends of epochs" if per_epoch else ""
    sentences = [_loss_sentence(history, look, axis) for history, look in runs]
    describe(place, " ".join([f"Loss on a logarithmic axis against {axis}{points}.", *sentences]))
    return place


def four_axes(histories: Histories) -> Figure:
    """Draw the same runs against epochs, updates, examples and seconds, with one loss axis.

    Updates and seconds, which differ between batch sizes by orders of magnitude, are on logarithmic axes that are
    linear next to 0. Parameters and errors as in `losses`. The panel of seconds is left out of the digest.

    Examples
    --------
    >>> from mbcourse import lab_line, plots, train_sgd
    >>> line = lab_line()
    >>> print(plots.alt_text(plots.four_axes(train_sgd(line.x, line.y, rng=0))))
    Loss on a logarithmic axis against epochs, updates, examples and seconds, a panel each.
    SGD (1): from 835 to 0.0108 in 10 epochs, 600 updates, 600 examples.
    """
    runs = _some_runs(histories)
    figure, axes = plt.subplots(2, 2, figsize=(5.0, 5.4), sharey=True, layout="constrained")
    for ax, axis in zip(axes.flat, AXES, strict=True):
        _draw_losses(ax, runs, axis, per_epoch=False)
        if axis in ("updates", "seconds"):
            _make_x_logarithmic(ax)
        ax.set_ylabel("loss" if ax in axes[:, 0] else "")
    handles, labels = axes[0, 0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2)
    sentences = ["Loss on a logarithmic axis against epochs, updates, examples and seconds, a panel each."]
    for history, look in runs:
        counts = f"{number(history.epochs[-1])} epochs, {history.n_updates} updates, {history.examples[-1]} examples"
        first, last = number(history.losses[0]), number(history.losses[-1])
        sentences.append(sentence(f"{look['label']}: from {first} to {last} in {counts}."))
    describe(figure, " ".join(sentences))
    return figure


def bands(runs: Runs, axis: str = "epochs", *, ax: Axes | None = None) -> Axes:
    """Draw the median loss and the band from the 10th to the 90th percentile over seeds.

    Parameters
    ----------
    runs : Sweep, or dict of str to a list of History or of (x, losses)
        A sweep with one learning rate, or for each label the same run with different seeds: records, or arrays of
        equal length.
    axis : {"epochs", "updates", "examples", "seconds"}
        What the loss is drawn against; the x of a band is the median over its runs.
    ax : Axes, optional
        Where to draw, with a legend; by default a new figure, with labels at the ends of lines where they fit.

    Raises
    ------
    ValueError
        If `axis` is unknown, there is no run, runs of one label differ in length, or a sweep has several learning
        rates.

    Examples
    --------
    >>> from mbcourse import lab_line, plots, sweep
    >>> line = lab_line()
    >>> runs = sweep(line.x, line.y, batch_sizes=[1, 5], seeds=range(20))
    >>> print(plots.alt_text(plots.bands(runs)))
    Median loss, logarithmic axis, and band from the 10th to the 90th percentile against epochs.
    SGD (1), 20 runs: at the end median 0.0138, band 0.0106 to 0.0254.
    Batch size 5, 20 runs: at the end median 0.00809, band 0.00777 to 0.00955.
    """
    inputs.one_of("axis", axis, AXES)
    groups = _groups(runs, axis)
    place = ax or plt.subplots()[1]
    cap = _cap([losses_ for _, losses_, _ in groups.values()])
    sentences = [f"Median loss, logarithmic axis, and band from the 10th to the 90th percentile against {axis}."]
    for (x, every, diverged), look in zip(groups.values(), of_labels(groups), strict=True):
        if diverged:
            look["label"] += f", {diverged} of {len(every)} diverged"
        low, median, high = np.percentile(np.minimum(every, 1e3 * cap), [10, 50, 90], axis=0)
        place.plot(x, _drawable(median, cap), markevery=_every_tenth(len(x)), **look)
        place.fill_between(x, low, high, where=high <= cap, color=look["color"], alpha=0.2, linewidth=0)
        end, *ends = (
            number(value) if value <= cap else f"above {number(cap)}" for value in (median[-1], low[-1], high[-1])
        )
        sentences.append(
            sentence(f"{look['label']}, {_runs(len(every))}: at the end median {end}, band {' to '.join(ends)}.")
        )
    _label(place, axis)
    _name_lines(place, alone=ax is None)
    describe(place, " ".join(sentences))
    return place


def _name_lines(ax: Axes, alone: bool) -> None:
    """Name the lines at their ends where nothing else can come into the figure, otherwise in a legend."""
    if alone:
        label_ends(ax)
    else:
        ax.legend(loc="best")


def _some_runs(histories: Histories) -> list[tuple[History, Look]]:
    runs = labelled(histories)
    if not runs:
        raise ValueError("histories is empty: give at least one run")
    return runs


def _draw_losses(ax: Axes, runs: list[tuple[History, Look]], axis: str, per_epoch: bool) -> None:
    cap = _cap([history.losses for history, _ in runs])
    for history, look in runs:
        step = len(history.batch_sizes) if per_epoch else 1
        x, y = getattr(history, axis)[::step], history.losses[::step]
        ax.plot(x, _drawable(y, cap), markevery=_every_tenth(len(x)), **look)
    _label(ax, axis)


def _label(ax: Axes, axis: str) -> None:
    ax.set_yscale("log")
    ax.yaxis.set_major_formatter(_plain)
    ax.set(xlabel="examples seen" if axis == "examples" else axis, ylabel="loss")
    if axis == "seconds":
        ax.set_gid(TIMING)
    else:
        ax.locator_params(axis="x", integer=True)


def _make_x_logarithmic(ax: Axes) -> None:
    """Make the x-axis logarithmic, linear next to 0 so that the start is visible, and spread the markers."""
    x = np.concatenate([np.asarray(line.get_xdata(), dtype=np.float64) for line in ax.lines])
    ax.set_xscale("symlog", linthresh=10.0 ** np.ceil(np.log10(x[x > 0].min(initial=1.0))))
    ax.xaxis.set_major_formatter(_plain)
    locator: Any = ax.xaxis.get_major_locator()
    locator.set_params(numticks=4)  # more labels than that run into one another
    for line in ax.lines:
        rows = len(np.asarray(line.get_xdata()))
        line.set_markevery([int(row) - 1 for row in np.unique(np.geomspace(1, rows, 8).astype(int))])


def _plain(value: float, position: float) -> str:
    """Return the label of a tick without an exponent set higher, which would be too small."""
    return number(value)


def _cap(records: Sequence[NDArray[Any]]) -> float:
    """Return the largest loss worth drawing: beyond it a diverged run leaves the figure, so that the others fill it."""
    return 1e3 * max(float(np.max(record[..., 0])) for record in records)


def _drawable(values: ArrayLike, cap: float) -> FloatArray:
    """Return the losses, with NaN for those that a logarithmic axis up to `cap` cannot show."""
    array = np.asarray(values, dtype=np.float64)
    shown: FloatArray = np.where((array > 0) & (array <= cap), array, np.nan)
    return shown


def _every_tenth(rows: int) -> int:
    return max(1, rows // 10)


def _runs(count: int) -> str:
    return "1 run" if count == 1 else f"{count} runs"


def _loss_sentence(history: History, look: Look, axis: str) -> str:
    first, last = number(history.losses[0]), number(history.losses[-1])
    if axis == "seconds":  # measured times differ from run to run, and the text must not
        return sentence(f"{look['label']}: from {first} to {last}.")
    return sentence(f"{look['label']}: from {first} to {last} after {number(getattr(history, axis)[-1])} {axis}.")


def _groups(runs: Runs, axis: str) -> dict[str, tuple[FloatArray, FloatArray, int]]:
    """Return for each label x, (u + 1,), the losses of all its runs, (k, u + 1), and how many of them diverged."""
    if isinstance(runs, Sweep):
        if len(runs.learning_rates) != 1:
            count = len(runs.learning_rates)
            raise ValueError(f"the sweep has {count} learning rates: draw one, as a dict of label to runs")
        sizes = enumerate(runs.batch_sizes)
        every_seed = range(len(runs.seeds))
        runs = {style(size, runs.n)["label"]: [runs[i, 0, k] for k in every_seed] for i, size in sizes}
    if not runs:
        raise ValueError("runs is empty: give at least one label with its runs")
    return {label: _stack(label, group, axis) for label, group in runs.items()}


def _stack(label: str, group: Sequence[Run], axis: str) -> tuple[FloatArray, FloatArray, int]:
    pairs = [(getattr(run, axis), run.losses) if isinstance(run, History) else run for run in group]
    xs, ys = ([np.asarray(one, dtype=np.float64) for one in column] for column in zip(*pairs, strict=True))
    lengths = {one.shape for one in (*xs, *ys)}
    if len(lengths) != 1:
        raise ValueError(f"{label!r} has runs of shapes {sorted(lengths)}: a band needs runs of one length")
    every = np.array(ys)
    diverged = sum(run.diverged if isinstance(run, History) else not np.isfinite(run[1]).all() for run in group)
    return np.median(xs, axis=0), np.where(np.isnan(every), np.inf, every), diverged
