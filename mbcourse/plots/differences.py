"""Differences between two learners on the same splits: means with corrected intervals."""

from collections.abc import Mapping

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from mbcourse.comparison import corrected_interval
from mbcourse.plots.description import describe
from mbcourse.plots.look import COLOURS


def differences(
    results: Mapping[str, ArrayLike],
    n_train: int,
    n_test: int,
    *,
    unit: str = "percentage points",
    ax: Axes | None = None,
) -> Axes:
    """Draw mean differences, one below the other, each with its `mbcourse.comparison.corrected_interval` at 95 %.

    Parameters
    ----------
    results : dict of str to (J,) array
        For each comparison by its name the difference on every split, at least two, in the unit.
    n_train, n_test : int
        Examples in the training and in the test part of a split, as in `mbcourse.comparison.corrected_interval`.
    unit : str
        What the horizontal axis counts.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        A row for each comparison, the first on top, with its name, its mean and half the width of the interval,
        and a vertical line at no difference.

    Raises
    ------
    ValueError
        If there is no comparison, or as in `corrected_interval`.

    Examples
    --------
    >>> from mbcourse import plots
    >>> ax = plots.differences({"8 minus 256": [1.0, 0.0, 2.0, -1.0, 0.5]}, n_train=320, n_test=80)
    >>> print(plots.alt_text(ax))
    Mean differences in percentage points, with corrected intervals. 8 minus 256: +0.5, -1.6 to 2.6.
    """
    if not results:
        raise ValueError("results is empty: give the differences of at least one comparison")
    place = ax or plt.subplots(figsize=(5.0, 0.9 + 0.75 * len(results)))[1]
    place.axvline(0, color=COLOURS["point"], linewidth=1, zorder=0)
    said = []
    for row, (name, values) in enumerate(results.items()):
        mean, low, high = corrected_interval(values, n_train, n_test)
        place.plot([low, high], [row, row], color=COLOURS["spare-1"], linewidth=3, label="_interval")
        place.plot(mean, row, "o", color=COLOURS["ink"], markersize=7, label=name)
        _write(place, name, row, 0, "left")
        _write(place, f"{mean:+.1f} ± {high - mean:.1f}".replace("-", "−"), row, 1, "right")
        said.append(f"{name}: {mean:+.1f}, {low:.1f} to {high:.1f}.")
    place.set(ylim=(len(results) - 0.6, -0.7), yticks=[], xlabel=unit)
    place.spines["left"].set_visible(False)
    describe(place, " ".join([f"Mean differences in {unit}, with corrected intervals.", *said]))
    return place


def _write(ax: Axes, text: str, row: int, side: float, alignment: str) -> None:
    """Write a text above a row, at one side, over the line at no difference."""
    ax.annotate(
        text, (side, row), (0, 9), xycoords=("axes fraction", "data"), textcoords="offset points", ha=alignment,
        bbox={"facecolor": COLOURS["ground"], "edgecolor": "none", "pad": 0.5}, zorder=1,
    )  # fmt: skip
