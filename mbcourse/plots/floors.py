"""How far above the minimum runs settle, against the learning rate: one curve a batch size, and straight laws."""

from collections.abc import Mapping, Sequence
from math import atan2, degrees, log10
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from mbcourse.design import LINES
from mbcourse.plots.description import describe, number
from mbcourse.plots.look import COLOURS, Look, style

FloatArray = NDArray[np.float64]
Points = tuple[ArrayLike, ArrayLike]

TOP = 20.0
"""How far above the highest straight law at its pole the figure ends; curves with a pole leave it there."""


def noise_floors(
    rates: ArrayLike,
    floors: Mapping[int, ArrayLike],
    n: int,
    *,
    limits: Mapping[int, float] | None = None,
    measured: Mapping[int, Points] | None = None,
    reshuffled: tuple[int, Sequence[tuple[str, int, Points]]] | None = None,
    level: tuple[str, float] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the excess loss at which runs settle against the learning rate, both axes logarithmic.

    Parameters
    ----------
    rates : (r,) array
        Ascending learning rates of the curves.
    floors : dict of int to (r,) array
        For each batch size the excess loss of fresh draws, such as `mbcourse.theory.noise_floor`; infinite from its
        limit on. A dashed line of slope 1 continues its smallest rate.
    n : int
        Number of examples, which the look of a batch size depends on.
    limits : dict of int to float, optional
        The rate at which each curve has its pole, drawn as a dotted line.
    measured : dict of int to two arrays, optional
        Rates and excess losses of runs, drawn as markers on the curves.
    reshuffled : (batch size, sequence of (name, slope, two arrays)), optional
        Rates and excess losses of reshuffled runs; a dashed line of that slope goes through the smallest rate.
    level : (name, float), optional
        An excess loss to draw across the figure.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Raises
    ------
    ValueError
        If the rates do not ascend from above 0, a curve has another length than they, or a smallest rate has no
        positive, finite floor.

    Examples
    --------
    >>> from mbcourse import plots
    >>> ax = plots.noise_floors([0.01, 0.1, 0.2], {1: [3e-4, 8e-3, float("inf")]}, 60, limits={1: 0.17})
    >>> print(plots.alt_text(ax))
    Excess loss at which runs settle, against the learning rate, both axes logarithmic. Fresh draws: batch size 1 rises
    from 0.0003 at 0.01, at first with slope 1, and beyond all bounds at 0.17.
    """
    grid, curves = _checked(rates, floors)
    place = ax or plt.subplots(figsize=(5.0, 6.6))[1]
    poles = limits or {}
    top = TOP * max(values[0] / grid[0] * poles.get(size, grid[-1]) for size, values in curves.items())
    for size, values in curves.items():
        look, shown = style(size, n), np.isfinite(values)
        _straight(place, grid, values[0] / grid[0], 1)
        up = [(poles[size], 10 * top)] if size in poles else []
        place.plot(
            *np.transpose([*zip(grid[shown], values[shown], strict=True), *up]),
            color=look["color"],
            label=look["label"],
        )
        if size in poles:
            place.axvline(poles[size], color=look["color"], linestyle=":", linewidth=LINES["hair"], zorder=0)
        words, lift = (f"batch size {size}", 1.3) if size == min(curves) else (str(size), 1.18)
        _along(place, words, 1.05 * grid[0], lift * values[0], 1, color=look["color"])
        if measured is not None and size in measured:
            place.plot(*measured[size], look["marker"], color=look["color"], label=f"{look['label']}, measured")
    if reshuffled is not None:
        _reshuffled(place, *reshuffled, n)
    if level is not None:
        place.axhline(level[1], color=COLOURS["ink"], linewidth=LINES["thin"], zorder=0)
        place.annotate(level[0], (grid[0], level[1]), (4, 2), textcoords="offset points", va="bottom", linespacing=1)
    place.set(xscale="log", yscale="log", xlim=(grid[0], grid[-1]), ylim=(None, top))
    if poles:
        side: Look = {"textcoords": "offset points", "ha": "right", "va": "top", "linespacing": 1}
        place.annotate("each curve ends\nat its limit", (min(poles.values()), top), (-20, -4), **side)
    place.set(xlabel="learning rate", ylabel="excess loss at which runs settle")
    place.yaxis.set_major_formatter(lambda value, _: f"1e{round(log10(value))}".replace("-", "−"))
    describe(place, _sentences(grid, curves, limits, reshuffled, level))
    return place


def _checked(rates: ArrayLike, floors: Mapping[int, ArrayLike]) -> tuple[FloatArray, dict[int, FloatArray]]:
    grid = np.asarray(rates, dtype=np.float64)
    if grid.ndim != 1 or len(grid) < 2 or grid[0] <= 0 or (np.diff(grid) <= 0).any():
        raise ValueError(f"rates is {grid.tolist()}: give two or more ascending learning rates above 0")
    curves = {size: np.asarray(values, dtype=np.float64) for size, values in floors.items()}
    for size, values in curves.items():
        if values.shape != grid.shape:
            raise ValueError(f"floors of batch size {size} has shape {values.shape}: give one for each of {len(grid)}")
        if not 0 < values[0] < np.inf:
            raise ValueError(f"floors of batch size {size} begins with {values[0]}: give a positive, finite number")
    return grid, curves


def _straight(ax: Axes, rates: FloatArray, factor: float, slope: int) -> None:
    ends = rates[[0, -1]]
    look: Look = {"color": COLOURS["muted"], "linestyle": "--", "linewidth": LINES["thin"], "zorder": 1}
    ax.plot(ends, factor * ends**slope, label=f"slope {slope}", **look)


def _along(ax: Axes, words: str, x: float, y: float, slope: int, **look: Any) -> None:
    """Write along a line of this slope on logarithmic axes."""
    turned: Look = {"rotation": degrees(atan2(slope * y / x, 1)), "rotation_mode": "anchor"}
    ax.text(x, y, words, transform_rotates_text=True, **turned, **look)


def _reshuffled(ax: Axes, size: int, kinds: Sequence[tuple[str, int, Points]], n: int) -> None:
    """Draw reshuffled runs as circles, the first kind open, and a straight law for each with its name below it."""
    look = style(size, n) | {"linestyle": "none", "marker": "o"}  # not that of fresh draws
    for (name, slope, points), fill in zip(kinds, ("none", "full"), strict=False):
        x, y = (np.asarray(values, dtype=np.float64) for values in points)
        _straight(ax, x, y[0] / x[0] ** slope, slope)
        ax.plot(x, y, **look | {"label": name, "fillstyle": fill})
        at = 1.15 * x[0]
        _along(ax, f"{name}: slope {slope}", at, 0.6 * y[0] * 1.15**slope, slope, va="top", color=look["color"])


def _sentences(
    rates: FloatArray,
    curves: Mapping[int, FloatArray],
    limits: Mapping[int, float] | None,
    reshuffled: tuple[int, Sequence[tuple[str, int, Points]]] | None,
    level: tuple[str, float] | None,
) -> str:
    start = number(rates[0])
    parts = []
    for size, values in curves.items():
        end = f", and beyond all bounds at {number(limits[size])}" if limits is not None else ""
        parts.append(f"batch size {size} rises from {number(values[0])} at {start}, at first with slope 1{end}")
    text = (
        "Excess loss at which runs settle, against the learning rate, both axes logarithmic. "
        f"Fresh draws: {'; '.join(parts)}."
    )
    if reshuffled is not None:
        size, kinds = reshuffled
        for name, slope, (x, y) in kinds:
            (first, last), (low, high) = (np.asarray(values, dtype=np.float64)[[0, -1]] for values in (x, y))
            text += (
                f" Reshuffled, batch size {size}, {name}: from {number(low)} at {number(first)} to {number(high)} at "
                f"{number(last)}, at first with slope {slope}."
            )
    return text if level is None else f"{text} A line across: {level[0]}, {number(level[1])}."
