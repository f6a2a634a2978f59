"""Walks of many seeds against updates: how far sums of gradient noise have gone, with the law that they follow."""

from collections.abc import Mapping
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from mbcourse.plots.description import describe, number, sentence
from mbcourse.plots.look import COLOURS

LOOKS: tuple[dict[str, Any], ...] = (
    {"color": COLOURS["spare-1"], "linestyle": "-"},
    {"color": COLOURS["spare-0"], "linestyle": (0, (3, 1))},
    {"color": COLOURS["spare-3"], "linestyle": (0, (8, 2))},
    {"color": COLOURS["ink"], "linestyle": "-"},
)
"""Colour and line of up to four ways to draw, in the order in which figures name them."""


def walks(
    lengths: Mapping[str, ArrayLike],
    *,
    laws: Mapping[str, ArrayLike] | None = None,
    first: int = 0,
    ax: Axes | None = None,
) -> Axes:
    """Draw how far walks have gone after each update: many seeds as a band, a single one as a line.

    Parameters
    ----------
    lengths : dict of str to (s, u + 1) or (u + 1,) array
        For each label the lengths after 0, 1, ..., u updates, one row for each seed. Of several seeds the band from
        the 10th to the 90th percentile and the root mean square are drawn.
    laws : dict of str to (u + 1,) array, optional
        For some of the labels the root mean square that theory gives, drawn as a dotted line.
    first : int
        Which of the four looks the first label has, so that panels of one figure do not repeat them.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Raises
    ------
    ValueError
        If there is no walk, more of them than looks are left, or a law has no walk.

    Examples
    --------
    >>> import numpy as np
    >>> from mbcourse import plots
    >>> steps = np.random.default_rng(0).choice([-1, 1], size=(200, 100))
    >>> ax = plots.walks({"coin": np.abs(np.pad(steps.cumsum(axis=1), ((0, 0), (1, 0))))})
    >>> print(plots.alt_text(ax))
    Distance gone against updates. Coin, 200 seeds: root mean square 9.86 after 100 updates, at most 9.86 on the way.
    """
    laws = laws or {}
    if not 0 < len(lengths) <= len(LOOKS) - first:
        raise ValueError(f"lengths has {len(lengths)} labels: give 1 to {len(LOOKS) - first}")
    if unknown := set(laws) - set(lengths):
        raise ValueError(f"laws has {sorted(unknown)}: give laws of the labels in lengths, {list(lengths)}")
    place = ax or plt.subplots()[1]
    sentences = ["Distance gone against updates."]
    for (label, values), look in zip(lengths.items(), LOOKS[first:], strict=False):
        rows = np.atleast_2d(np.asarray(values, dtype=np.float64))
        _draw(place, rows, label, look)
        if label in laws:
            law = np.asarray(laws[label], dtype=np.float64)
            place.plot(np.arange(len(law)), law, ":", color=COLOURS["ink"], zorder=4)
        sentences.append(sentence(_said(rows, label)))
    place.set(xlabel="updates", ylabel="distance gone", ylim=(0, None))
    describe(place, " ".join(sentences))
    return place


def _draw(ax: Axes, rows: NDArray[np.float64], label: str, look: dict[str, Any]) -> None:
    updates = np.arange(rows.shape[1])
    if len(rows) > 1:
        low, high = np.percentile(rows, [10, 90], axis=0)
        ax.fill_between(updates, low, high, color=look["color"], alpha=0.25, linewidth=0)
    ax.plot(updates, _root_mean_square(rows), label=label, **look)


def _said(rows: NDArray[np.float64], label: str) -> str:
    middle = _root_mean_square(rows)
    seeds = f", {len(rows)} seeds: root mean square" if len(rows) > 1 else ":"
    end, top = number(round(middle[-1], 6)), number(middle.max())
    return f"{label}{seeds} {end} after {rows.shape[1] - 1} updates, at most {top} on the way."


def _root_mean_square(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    middle: NDArray[np.float64] = np.sqrt(np.mean(rows**2, axis=0))
    return middle
