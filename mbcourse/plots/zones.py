"""The map of learning rate against batch size: where runs settle, where only a typical run does, where they diverge."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from mbcourse.plots.description import describe, number
from mbcourse.plots.look import COLOURS, Look, style

TINTS = {"settles": ("spare-3", 0.3), "typical": ("spare-0", 0.36), "diverges": ("danger", 0.42)}
"""Colour and opacity of each zone."""

NAMED = (1, 5, 10, 20)
"""Batch sizes, besides all examples, that carry their markers."""


def step_zones(
    batch_sizes: Sequence[int],
    mean_square: ArrayLike,
    typical: ArrayLike,
    *,
    run: tuple[int, float] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw two limits of the learning rate against the batch size, and name the three zones that they part.

    Parameters
    ----------
    batch_sizes : sequence of B ints
        Ascending, from 1 to all n examples, the last one.
    mean_square : (B,) array
        The rate below which the mean over runs settles, such as `mbcourse.theory.max_learning_rate`.
    typical : (B,) array
        The rate below which a typical run settles: where `mbcourse.theory.growth` changes sign. Nowhere below
        `mean_square`.
    run : (batch size, learning rate), optional
        One run to mark by a cross.
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
    Learning rate against batch size, logarithmic. The limit below which runs settle, also on average, rises: 0.17 at
    batch size 1, 0.29 at 5, 0.33 at 60, all examples. The limit below which a typical run settles is 0.25 at batch
    size 1, highest at 5, 0.38, and 0.33 at 60. Above it runs diverge.
    """
    sizes, low, high = _checked(batch_sizes, mean_square, typical)
    place = ax or plt.subplots(figsize=(5.0, 4.6))[1]
    floor, ceiling = 0.6 * low.min(), 1.2 * high.max()
    for zone, lower, upper in (("settles", floor, low), ("typical", low, high), ("diverges", high, ceiling)):
        colour, opacity = TINTS[zone]
        place.fill_between(sizes, lower, upper, color=COLOURS[colour], alpha=opacity, linewidth=0)
    place.plot(sizes, low, color=COLOURS["ink"], linewidth=2.2, label="settles below")
    place.plot(sizes, high, color=COLOURS["ink"], linestyle=(0, (4, 1.5)), label="typical run settles below")
    place.set(xscale="log", xlim=(1, sizes[-1]), ylim=(floor, ceiling), xlabel="batch size", ylabel="learning rate")
    _mark_sizes(place, sizes, low)
    _name_zones(place, sizes, low, high)
    if run is not None:
        look: Look = {"marker": "X", "color": COLOURS["ink"], "markersize": 10, "markeredgecolor": COLOURS["ground"]}
        place.plot(*run, linestyle="none", label="run", zorder=7, **look)
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


def _mark_sizes(ax: Axes, sizes: NDArray[np.int64], low: NDArray[np.float64]) -> None:
    """Give the batch sizes of the course their markers, on the lower limit, and the ends their names."""
    n = int(sizes[-1])
    shown = [size for size in (*NAMED, n) if size in sizes]
    ax.set_xticks([*shown, 2], [*map(str, shown), "2"] if 2 not in shown else None)
    ax.minorticks_off()
    for size in shown:
        look = style(size, n)
        (height,) = low[sizes == size]
        ax.plot(
            size, height, linestyle="none", marker=look["marker"], color=look["color"], markersize=8,
            markeredgecolor=COLOURS["ground"], clip_on=False, zorder=6, label=look["label"],
        )  # fmt: skip
    ax.axhline(low[-1], color=COLOURS["bgd"], linestyle=(0, (1, 2)), linewidth=1.2)
    words: Look = {"textcoords": "offset points", "annotation_clip": False, "weight": "bold"}
    ax.annotate("SGD", (1, low[0]), (9, -15), color=COLOURS["sgd"], **words)
    ax.annotate("BGD", (n, low[-1]), (8, -5), color=COLOURS["bgd"], **words)


def _name_zones(ax: Axes, sizes: NDArray[np.int64], low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
    """Write each zone's name where it has room: the middle one where it is highest above the lower limit."""
    words: Look = {"ha": "center", "weight": "bold", "color": COLOURS["ink"]}
    floor, ceiling = ax.get_ylim()
    right = 1.3 * float(np.sqrt(sizes[-1]))
    up = (2 * floor + np.interp(right, sizes, low)) / 3
    ax.text(right, up, "also on average", va="top", **words)
    ax.text(right, up, "settles,", va="bottom", fontsize=17, **words)
    ax.text(right, (ceiling + high.max()) / 2, "diverges", va="center", fontsize=17, **words)
    widest = int(np.argmax(high - low))
    up = (low[widest] + low[-1]) / 2  # below the line of BGD's limit
    ax.text(sizes[widest], up, "a typical run\nsettles", va="center", linespacing=1, **words)


def _sentences(
    sizes: NDArray[np.int64], low: NDArray[np.float64], high: NDArray[np.float64], run: tuple[int, float] | None
) -> str:
    def at(size: int, limits: NDArray[np.float64]) -> str:
        return f"{number(limits[sizes == size][0])} at {size}"

    n, peak = int(sizes[-1]), int(sizes[np.argmax(high)])
    inner = "".join(f", {at(size, low)}" for size in NAMED[1:] if size in sizes and size < n)
    text = (
        "Learning rate against batch size, logarithmic. The limit below which runs settle, also on average, rises: "
        f"{number(low[0])} at batch size 1{inner}, {at(n, low)}, all examples. "
        f"The limit below which a typical run settles is {number(high[0])} at batch size 1, "
        f"highest at {peak}, {number(high.max())}, and {at(n, high)}. Above it runs diverge."
    )
    return text if run is None else f"{text} Marked: batch size {run[0]} at {number(run[1])}."
