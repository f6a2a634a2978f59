"""Memory against batch size: what grows with the batch, and what does not, of several networks."""

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from mbcourse.plots.description import describe, number
from mbcourse.plots.look import COLOURS

LOOKS = (("spare-1", "o"), ("spare-0", "s"), ("spare-3", "^"), ("spare-2", "D"))
"""Colour and marker of each network, by its place."""

UNITS = ((1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1, "bytes"))


def memory_lines(
    batch_sizes: ArrayLike, kept: Mapping[str, ArrayLike], fixed: Mapping[str, float], *, ax: Axes | None = None
) -> Axes:
    """Draw the bytes that each network keeps for its backward pass, and those that it takes at any batch size.

    Parameters
    ----------
    batch_sizes : (k,) array
        Batch sizes, rising, at least two.
    kept : dict of str to (k,) array
        Bytes kept at each batch size, by the name of the network, at most four: `mbcourse.memory.saved_bytes`.
    fixed : dict of str to float
        Bytes that do not depend on the batch size, for each of these networks.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        Both axes logarithmic. Of each network a solid line with markers rises and a dashed one is level; a star and a
        number mark the batch size at which they meet, on the straight line through the first and the last point.

    Raises
    ------
    ValueError
        If there are no networks or more than four, or `fixed` has other names than `kept`.

    Examples
    --------
    >>> from mbcourse import plots
    >>> ax = plots.memory_lines([1, 10, 100], {"small": [100, 1000, 10000]}, {"small": 2000})
    >>> print(plots.alt_text(ax))
    Bytes against batch size, both axes logarithmic. small: kept for the backward pass 100 bytes at batch size 1 and
    10 kB at 100; at any batch size 2 kB; as much at batch size 20.
    """
    if not 1 <= len(kept) <= len(LOOKS):
        raise ValueError(f"kept has {len(kept)} networks: give 1 to {len(LOOKS)}, which have a look of their own")
    if kept.keys() != fixed.keys():
        raise ValueError(f"fixed is for {list(fixed)}, kept for {list(kept)}: name the same networks in both")
    place = ax or plt.subplots(figsize=(5.0, 4.6))[1]
    sizes = np.asarray(batch_sizes, dtype=np.float64)
    said = ["Bytes against batch size, both axes logarithmic."]
    for (colour, marker), (name, values) in zip(LOOKS, kept.items(), strict=False):
        grows, level = np.asarray(values, dtype=np.float64), float(fixed[name])
        slope = (grows[-1] - grows[0]) / (sizes[-1] - sizes[0])
        meet = sizes[0] + (level - grows[0]) / slope
        place.plot(sizes, grows, marker=marker, color=COLOURS[colour], label=f"{name}: kept")
        place.axhline(level, color=COLOURS[colour], linestyle="--", label=f"{name}: any batch size")
        place.plot(meet, level, "*", color=COLOURS["ink"], markersize=13, zorder=4, label="_meet")
        place.annotate(
            f"{meet:.2g}" if meet < 10 else f"{meet:.0f}",
            (meet, level), (0, 9), textcoords="offset points", ha="center", weight="bold",
        )  # fmt: skip
        said.append(
            f"{name}: kept for the backward pass {in_words(grows[0])} at batch size {sizes[0]:,.10g} and "
            f"{in_words(grows[-1])} at {sizes[-1]:,.10g}; at any batch size {in_words(level)}; as much at batch size "
            f"{number(meet)}."
        )
    place.set(xscale="log", yscale="log", xlabel="batch size", ylabel="memory")
    place.xaxis.set_major_formatter(lambda value, _: f"{value:,.10g}")
    place.yaxis.set_major_formatter(lambda value, _: in_words(value))
    for axis in (place.xaxis, place.yaxis):
        axis.set_minor_formatter(lambda value, _: "")
    place.legend(loc="upper left")
    describe(place, " ".join(said))
    return place


def in_words(size: float) -> str:
    """Return a number of bytes with its unit, three digits at most."""
    unit, name = next((pair for pair in UNITS if size >= pair[0]), UNITS[-1])
    return f"{size / unit:.3g} {name}"
