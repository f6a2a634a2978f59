"""The map of learning rate against batch size: where the mean loss settles, where only typical runs do, where none."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from mbcourse.plots.description import describe, number
from mbcourse.plots.look import COLOURS, Look, style

TINTS = {"settles": ("bgd", 0.06), "typical": ("bgd", 0.28), "diverges": ("danger", 0.45)}
"""Colour and opacity of each zone: a scale of lightness, from the ground of the page on, also where it is dark."""

NAMED = (2, 5, 10, 20)
"""Batch sizes, besides 1 and all examples, that are named on the axis."""


def step_zones(
    batch_sizes: Sequence[int],
    mean_square: ArrayLike,
    typical: ArrayLike,
    *,
    run: tuple[int, float, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw two limits of the learning rate against the batch size, and name the three zones that they part.

    Parameters
    ----------
    batch_sizes : sequence of B ints
        Ascending, from 1 to all n examples, the last one.
    mean_square : (B,) array
        The rate below which the mean loss over runs settles, such as `mbcourse.theory.max_learning_rate`.
    typical : (B,) array
        The rate below which a typical run settles, such as `mbcourse.theory.typical_learning_rate`. Nowhere below
        `mean_square`.
    run : (batch size, learning rate, words), optional
        One run to mark, and what to say of it.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Raises
    ------
    ValueError
        If the sizes do not ascend from 1, the lengths differ, or a typical limit lies below that in mean square.

    Examples
    --------
    >>> from mbcourse import plots
    >>> print(plots.alt_text(plots.step_zones([1, 5, 60], [0.17, 0.29, 0.33], [0.25, 0.38, 0.33])))
    Learning rate against batch size, logarithmic, in three zones. The limit below which the mean loss settles rises:
    0.17 at batch size 1, 0.29 at 5, 0.33 at 60, all examples, BGD's limit. The limit below which a typical run settles
    is 0.25 at batch size 1, highest at 5, 0.38, above BGD's limit, and 0.33 at 60. Above it a typical run diverges.
    """
    sizes, low, high = _checked(batch_sizes, mean_square, typical)
    place = ax or plt.subplots(figsize=(5.0, 5.2))[1]
    floor, ceiling = 0.8 * low.min(), 1.17 * high.max()
    for zone, lower, upper in (("settles", floor, low), ("typical", low, high), ("diverges", high, ceiling)):
        colour, opacity = TINTS[zone]
        place.fill_between(sizes, lower, upper, color=COLOURS[colour], alpha=opacity, linewidth=0)
    place.plot(sizes, low, color=COLOURS["ink"], label="mean loss settles below")
    place.plot(sizes, high, color=COLOURS["ink"], label="typical run settles below")
    place.axhline(low[-1], color=COLOURS["bgd"], linestyle=(0, (1.5, 1.5)), label="BGD's limit")
    place.set(xscale="log", xlim=(1, sizes[-1]), ylim=(floor, ceiling), xlabel="batch size", ylabel="learning rate")
    inner = [size for size in NAMED if size in sizes[1:-1]]
    place.set_xticks([1, *inner, sizes[-1]], ["1\nSGD", *map(str, inner), f"{sizes[-1]}\nBGD"])
    place.minorticks_off()
    place.xaxis.labelpad = -17  # between the names of the ends
    _name_zones(place, sizes, low, high)
    if run is not None:
        _mark(place, run, sizes, high)
    describe(place, _sentences(sizes, low, high, run))
    return place


def _checked(
    batch_sizes: Sequence[int], mean_square: ArrayLike, typical: ArrayLike
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    sizes = np.asarray(batch_sizes, dtype=np.int64)
    low, high = np.asarray(mean_square, dtype=np.float64), np.asarray(typical, dtype=np.float64)
    if sizes.ndim != 1 or sizes.shape != low.shape or sizes.shape != high.shape:
        raise ValueError(
            f"batch_sizes, mean_square and typical have shapes {sizes.shape}, {low.shape} and {high.shape}: "
            "give one limit of each kind for every batch size"
        )
    if len(sizes) < 2 or sizes[0] != 1 or (np.diff(sizes) <= 0).any():
        raise ValueError(f"batch_sizes is {sizes.tolist()}: give ascending sizes, from 1 to all examples")
    if (low > high).any():
        size = sizes[np.argmax(low > high)]
        raise ValueError(f"typical is below mean_square at batch size {size}: a mean that settles takes runs along")
    return sizes, low, high


def _name_zones(ax: Axes, sizes: NDArray[np.int64], low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
    """Say in each zone what becomes of a typical run, and of the mean loss, and name the line of BGD's limit."""
    bold: Look = {"color": COLOURS["ink"], "weight": "bold", "textcoords": "offset points", "linespacing": 1}
    plain: Look = bold | {"weight": "normal", "va": "top"}
    right, (floor, ceiling) = 1.6 * float(np.sqrt(sizes[-1])), ax.get_ylim()
    below = (2 * floor + np.interp(right, sizes, low)) / 3
    ax.annotate("a typical run settles,", (right, below), (0, 5), ha="center", **bold)
    ax.annotate("and so does the mean loss", (right, below), (0, -1), ha="center", **plain)
    left = sizes[np.argmax(high > low[-1])]  # from here on the middle zone reaches above BGD's limit
    ax.annotate("a typical run settles,", (left, low[-1]), (3, -4), va="top", **bold)
    ax.annotate("the mean loss\ngrows", (left, low[-1]), (3, -23), **plain)
    ax.annotate("a typical run diverges", (right, ceiling), (0, -6), ha="center", va="top", **bold)
    ax.annotate("BGD's\nlimit", (1, low[-1]), (4, 3), **bold)


def _mark(ax: Axes, run: tuple[int, float, str], sizes: NDArray[np.int64], high: NDArray[np.float64]) -> None:
    """Mark one run as figures mark its batch size, with its words in the zone above."""
    size, rate, words = run
    look = style(size, int(sizes[-1])) | {"linestyle": "none", "markersize": 11, "label": "run"}
    ax.plot(size, rate, markeredgecolor=COLOURS["ground"], zorder=7, **look)
    line: Look = {"arrowstyle": "-", "color": COLOURS["ink"], "shrinkB": 6, "relpos": (0, 0.25)}
    up = 1.02 * high.max()
    ax.annotate(words, (size, rate), (2 * size, up), color=COLOURS["ink"], va="center", linespacing=1, arrowprops=line)


def _sentences(
    sizes: NDArray[np.int64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    run: tuple[int, float, str] | None,
) -> str:
    def at(size: int, limits: NDArray[np.float64]) -> str:
        return f"{number(limits[sizes == size][0])} at {size}"

    n, peak = int(sizes[-1]), int(sizes[np.argmax(high)])
    inner = "".join(f", {at(size, low)}" for size in NAMED if size in sizes[1:-1])
    over = ", above BGD's limit" if high.max() > low[-1] else ""
    text = (
        "Learning rate against batch size, logarithmic, in three zones. The limit below which the mean loss settles "
        f"rises: {number(low[0])} at batch size 1{inner}, {at(n, low)}, all examples, BGD's limit. "
        f"The limit below which a typical run settles is {number(high[0])} at batch size 1, "
        f"highest at {peak}, {number(high.max())}{over}, and {at(n, high)}. Above it a typical run diverges."
    )
    return text if run is None else f"{text} Marked: batch size {run[0]} at {number(run[1])}."
