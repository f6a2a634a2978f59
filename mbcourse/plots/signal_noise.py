"""Signal and noise of a gradient along a run, and the noise scale that is their ratio."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from mbcourse.plots.description import describe, number
from mbcourse.plots.look import COLOURS, style

FloatArray = NDArray[np.float64]


def signal_and_noise(
    signal: ArrayLike,
    noise: ArrayLike,
    n: int,
    *,
    sizes: Sequence[int] = (),
    levels: Mapping[str, float] | None = None,
    residual: float | None = None,
) -> Figure:
    """Draw the squared length of a gradient and its noise against updates, and below them the noise scale.

    Parameters
    ----------
    signal : (k,) array
        Squared length of the full gradient at the start and after each update.
    noise : (k,) array
        Trace of the covariance of the gradients of single examples, at the same updates.
    n : int
        Number of examples, which the look of a batch size depends on.
    sizes : sequence of int
        Batch sizes to draw as horizontal lines, with a marker where the noise scale crosses them.
    levels : dict of str to float, optional
        Noise scales to draw as dotted lines, by their names.
    residual : float, optional
        Noise that stays at the minimum, to draw as a dotted line.

    Returns
    -------
    Figure
        Two panels, both with logarithmic axes.

    Raises
    ------
    ValueError
        If `signal` and `noise` are not two arrays of one length with positive numbers.

    Examples
    --------
    >>> from mbcourse import plots
    >>> figure = plots.signal_and_noise([8.0, 4.0, 1.0], [8.0, 6.0, 6.0], 60, sizes=(5,), levels={"in theory": 1.5})
    >>> print(plots.alt_text(figure))
    Two panels with logarithmic axes, over updates 0 to 2. Above: the squared length of the gradient, from 8 to 1,
    and the noise of one example, from 8 to 6. Below: their ratio, the noise scale, 1 at the start and 6 at the end,
    first above 5 at update 2. Dotted: in theory, 1.5.
    """
    signal, noise = _positive(signal, noise)
    figure, (upper, lower) = plt.subplots(2, 1, figsize=(5.0, 6.6), sharex=True, layout="constrained")
    updates = np.arange(len(signal))
    upper.semilogy(updates, signal, color=COLOURS["ink"], label="gradient, squared")
    upper.semilogy(updates, noise, "--", color=COLOURS["spare-1"], label="noise of one example")
    upper.set_ylabel("squared length")
    upper.legend(loc="best")
    if residual is not None:
        _dotted(upper, "residual noise", residual, left=True)
    lower.semilogy(updates, noise / signal, color=COLOURS["ink"])
    for name, level in (levels or {}).items():
        _dotted(lower, name, level)
    crossings = [_crossing(lower, noise / signal, size, n) for size in sizes]
    lower.set_ylim(bottom=min([*(noise / signal), *(levels or {}).values()]) / 3)
    lower.set(xlabel="updates", ylabel="noise scale (examples)", xlim=(0, updates[-1]))
    dotted = {**({} if residual is None else {"residual noise": residual}), **(levels or {})}
    describe(figure, _sentences(signal, noise, crossings, dotted))
    return figure


def _positive(signal: ArrayLike, noise: ArrayLike) -> tuple[FloatArray, FloatArray]:
    first, second = np.asarray(signal, dtype=np.float64), np.asarray(noise, dtype=np.float64)
    if first.shape != second.shape or first.ndim != 1 or not len(first):
        raise ValueError(f"signal has shape {first.shape} and noise {second.shape}: give a number for each update")
    if not (np.isfinite([first, second]).all() and min(first.min(), second.min()) > 0):
        raise ValueError("signal or noise has a number that is not positive: a logarithmic axis cannot show it")
    return first, second


def _dotted(ax: Axes, name: str, level: float, left: bool = False) -> None:
    """Draw a level across the axes, its name below it at one end."""
    ax.axhline(level, linestyle=":", color=COLOURS["muted"])
    ax.annotate(
        f"{name} {level:#.3g}",
        (0 if left else 1, level),
        xycoords=("axes fraction", "data"),
        xytext=(4 if left else -2, -2),
        textcoords="offset points",
        ha="left" if left else "right",
        va="top",
        color=COLOURS["muted"],
    )


def _crossing(ax: Axes, scale: FloatArray, size: int, n: int) -> tuple[int, int | None]:
    """Draw a batch size, named at its right end, and return it with the first update above it, if there is one."""
    look = style(size, n)
    ax.axhline(size, color=look["color"], linestyle=look["linestyle"], linewidth=0.8)
    ax.annotate(
        str(size),
        (1, size),
        xycoords=("axes fraction", "data"),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        color=look["color"],
        annotation_clip=False,
    )
    above = np.flatnonzero(scale > size)
    if not len(above):
        return size, None
    update = int(above[0])
    if update:  # between two updates the curve is straight on the logarithmic axis
        low, high = np.log(scale[update - 1 : update + 1] / size)
        ax.plot(update - high / (high - low), size, look["marker"], color=look["color"])
    return size, update


def _sentences(
    signal: FloatArray,
    noise: FloatArray,
    crossings: Sequence[tuple[int, int | None]],
    dotted: Mapping[str, float],
) -> str:
    start, end = (number(noise[k] / signal[k]) for k in (0, -1))
    passed = [f"first above {size} at update {update}" for size, update in crossings if update is not None]
    below = ", ".join([f"Below: their ratio, the noise scale, {start} at the start and {end} at the end", *passed])
    named = "; ".join(f"{name}, {number(level)}" for name, level in dotted.items())
    return (
        f"Two panels with logarithmic axes, over updates 0 to {len(signal) - 1}. Above: the squared length of the "
        f"gradient, from {number(signal[0])} to {number(signal[-1])}, and the noise of one example, from "
        f"{number(noise[0])} to {number(noise[-1])}. {below}." + (f" Dotted: {named}." if named else "")
    )
