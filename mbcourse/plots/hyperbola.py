"""Updates against examples: how many of each a target takes at each batch size, and the hyperbola that they follow."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from mbcourse.plots.description import describe, number
from mbcourse.plots.look import COLOURS, Look
from mbcourse.theory import critical_batch

FloatArray = NDArray[np.float64]

GROUPS = ("spare-1", "spare-0", "spare-3", "spare-2")
"""Colours of the groups, filled markers first."""

SHAPES = ("o", "s", "^", "D", "v", "P")
"""Markers of the targets in a group."""


def knees(batch_sizes: ArrayLike, updates: Mapping[str, ArrayLike], *, ax: Axes | None = None) -> Axes:
    """Draw the updates to each target against the batch size, with the fitted curves and their critical batch sizes.

    Parameters
    ----------
    batch_sizes : (k,) array
        Batch sizes, rising.
    updates : dict of str to (k,) array
        Updates at each batch size, by the name of the target, at most six.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        Both axes logarithmic. A curve is the fit of `mbcourse.theory.critical_batch`; a star marks where it takes twice
        its fewest updates.

    Raises
    ------
    ValueError
        As in `mbcourse.theory.critical_batch`.

    Examples
    --------
    >>> from mbcourse import plots
    >>> print(plots.alt_text(plots.knees([1, 5, 20], {"loose": [40, 16, 11.5], "tight": [210, 50, 20]})))
    Updates against batch size, both axes logarithmic, points and fitted curves. loose: from 40 at batch size 1 to 11.5
    at 20; critical batch size 3. tight: from 210 at batch size 1 to 20 at 20; critical batch size 20.
    """
    place = ax or plt.subplots(figsize=(5.0, 4.7))[1]
    sizes = np.asarray(batch_sizes, dtype=np.float64)
    said = []
    for shape, (name, values) in zip(SHAPES, updates.items(), strict=False):
        counts = np.asarray(values, dtype=np.float64)
        fewest, critical = critical_batch(sizes, counts)
        line = np.geomspace(sizes[0], sizes[-1], 100)
        place.plot(line, fewest * (1 + critical / line), color=COLOURS["muted"], linewidth=1.2, label="_fit")
        place.plot(sizes, counts, shape, color=COLOURS[GROUPS[0]], label=name)
        place.annotate(name, (sizes[0], counts[0]), (9, 3), textcoords="offset points", color=COLOURS[GROUPS[0]])
        (star,) = place.plot(critical, 2 * fewest, "*", color=COLOURS["ink"], markersize=13, label="_critical")
        place.annotate(
            _short(critical),
            (critical, 2 * fewest), (0, 9), textcoords="offset points", ha="center", weight="bold",
        )  # fmt: skip
        said.append(
            f"{name}: from {number(counts[0])} at batch size {number(sizes[0])} to {number(counts[-1])} at "
            f"{number(sizes[-1])}; critical batch size {number(critical)}."
        )
    place.set(xscale="log", yscale="log", xlabel="batch size", ylabel="updates to the target")
    place.legend([star], ["critical batch size"], loc="upper right")
    _plain_ticks(place)
    describe(place, " ".join(["Updates against batch size, both axes logarithmic, points and fitted curves.", *said]))
    return place


def trade_off(
    groups: Mapping[str, Mapping[str, tuple[ArrayLike, ArrayLike]]],
    *,
    named: Mapping[tuple[str, str], Sequence[int]] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw examples against updates, each in units of its own least, with the hyperbola that all should lie on.

    Parameters
    ----------
    groups : dict of str to dict of str to (batch_sizes, updates)
        For each group, such as a data set, and each target in it the updates at each batch size.
    named : dict of (str, str) to sequence of int, optional
        Points to write the batch size at, by group and target.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        Both axes logarithmic, with the same limits. The units, S_min and E_min, are those of
        `mbcourse.theory.critical_batch`.

    Raises
    ------
    ValueError
        As in `mbcourse.theory.critical_batch`.

    Examples
    --------
    >>> from mbcourse import plots
    >>> ax = plots.trade_off({"line": {"0.1": ([1, 5, 20], [40, 16, 11.5])}})
    >>> print(plots.alt_text(ax))
    Examples against updates, each divided by its least, both axes logarithmic, with the hyperbola
    (S/S_min - 1)(E/E_min - 1) = 1. line, 0.1: critical batch size 3, batch sizes 1 to 20, updates within 0 % of the
    hyperbola.
    """
    place = ax or plt.subplots(figsize=(5.0, 5.3))[1]
    said, furthest = [], 2.0
    for position, (group, targets) in enumerate(groups.items()):
        colour = COLOURS[GROUPS[position % len(GROUPS)]]
        for shape, (target, (batch_sizes, updates)) in zip(SHAPES, targets.items(), strict=False):
            sizes, counts = np.asarray(batch_sizes, dtype=np.float64), np.asarray(updates, dtype=np.float64)
            fewest, critical = critical_batch(sizes, counts)
            across, up = counts / fewest, sizes * counts / (fewest * critical)
            furthest = max(furthest, across.max(), up.max())
            look: Look = {"color": colour, "markerfacecolor": COLOURS["ground"] if position else colour}
            label = f"{group}, target {target} (critical {_short(critical)})"
            place.plot(across, up, shape, markersize=7, zorder=3, label=label, **look)
            for size in (named or {}).get((group, target), ()):
                at = int(np.argmin(abs(sizes - size)))
                _name(place, float(across[at]), float(up[at]), size, colour)
            off = round(100 * float(np.abs(fewest * (1 + critical / sizes) / counts - 1).max()))
            said.append(
                f"{group}, {target}: critical batch size {number(critical)}, batch sizes {number(sizes.min())} to "
                f"{number(sizes.max())}, updates within {off} % of the hyperbola."
            )
    _hyperbola(place, 1.5 * furthest)
    place.legend(loc="upper right")
    describe(
        place,
        "Examples against updates, each divided by its least, both axes logarithmic, with the hyperbola "
        "(S/S_min - 1)(E/E_min - 1) = 1. " + " ".join(said),
    )
    return place


def _hyperbola(ax: Axes, end: float) -> None:
    """Draw the curve, its asymptotes, and axes that end at one value."""
    excess = np.geomspace(1 / end, end, 200)
    for line in (ax.axhline, ax.axvline):
        line(1, color=COLOURS["point"], linewidth=0.8, linestyle=":", zorder=0)
    ax.plot(1 + excess, 1 + 1 / excess, color=COLOURS["muted"], linewidth=1.8, zorder=1, label="_hyperbola")
    ax.plot(2, 2, "*", color=COLOURS["ink"], markersize=13, zorder=4, label="_critical")
    ax.annotate(
        "critical batch size: twice the\nfewest updates and examples",
        (2, 2),
        (12, 6),
        textcoords="offset points",
        weight="bold",
    )
    ax.set(xscale="log", yscale="log", xlim=(0.6, end), ylim=(0.6, end))
    ax.set(xlabel="updates, in units of the fewest", ylabel="examples, in units of the fewest")
    _plain_ticks(ax)


def _name(ax: Axes, across: float, up: float, size: int, colour: str) -> None:
    """Write a batch size beside its point, on the outer side of the curve."""
    left = up > across  # on the left arm, else on the lower one
    ax.annotate(
        str(size), (across, up), (-7 if left else 0, 0 if left else -8), textcoords="offset points",
        ha="right" if left else "center", va="center" if left else "top", color=colour,
    )  # fmt: skip


def _short(size: float) -> str:
    return f"{size:.2g}" if size < 10 else f"{size:.0f}"


def _plain_ticks(ax: Axes) -> None:
    """Write the powers of ten on both axes as plain numbers, and nothing between them."""
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(lambda value, _: f"{value:,.10g}")
        axis.set_minor_formatter(lambda value, _: "")
