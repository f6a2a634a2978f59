"""Lines that carry their names at their ends."""

import numpy as np
from matplotlib.axes import Axes

from mbcourse.plots.look import LETTERS

APART = 1.2 * LETTERS
"""Points that must lie between two ends for their names not to touch."""

WIDEST = 0.25
"""Part of a figure's width that the names may take."""


def label_ends(ax: Axes) -> None:
    """Write each line's label at its right end, in the line's colour, in place of a legend.

    Where the ends lie too near one another or not below one another, or a label is too long, there is a legend.

    Examples
    --------
    >>> from matplotlib import pyplot
    >>> from mbcourse import plots
    >>> ax = pyplot.subplots()[1]
    >>> lines = [ax.plot([0, 1], [0, end], label=f"to {end}") for end in (1, 2)]
    >>> plots.label_ends(ax)
    >>> [text.get_text() for text in ax.texts], ax.get_legend()
    (['to 1', 'to 2'], None)
    """
    if (legend := ax.get_legend()) is not None:
        legend.remove()
    lines = [line for line in ax.lines if not str(line.get_label()).startswith("_")]
    data = [np.asarray(line.get_xydata(), dtype=np.float64) for line in lines]
    ends = [rows[np.isfinite(rows).all(axis=1)][-1] for rows in data]
    texts = [
        ax.annotate(
            str(line.get_label()), (end[0], end[1]), xytext=(8, 0), textcoords="offset points", va="center",
            color=line.get_color(), annotation_clip=False,
        )
        for line, end in zip(lines, ends, strict=True)
    ]  # fmt: skip
    figure = ax.figure.canvas.figure
    figure.draw_without_rendering()  # only then is it known where they are
    across, up = ax.transData.transform(ends).T * 72 / figure.dpi
    widest = max(text.get_window_extent().width for text in texts) / figure.bbox.width
    if np.ptp(across) > APART or np.diff(np.sort(up)).min(initial=np.inf) < APART or widest > WIDEST:
        for text in texts:
            text.remove()
        ax.legend(loc="best")
