"""The course's look: matplotlib settings, and one colour, line style and marker for each batch size."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.colors import to_hex, to_rgb
from matplotlib.rcsetup import cycler

from mbcourse import inputs
from mbcourse.design import LIGHT, LINES, MARKERS
from mbcourse.history import History

Look = dict[str, Any]
Histories = History | Sequence[History] | Mapping[str, History]

FAMILY = "Mbcourse Sans"
"""The letters of figures: Source Sans 3, which pages use too, cut down by ``tools/font.py`` to what figures need."""

COLOURS = LIGHT
"""The course's colours by what they mean: ``ink``, ``muted``, ``point``, ``sgd``, ... Pages have dark ones too."""

LETTERS = 13
"""Size of letters in points: on a figure 5 inches wide more than 11 pixels where a phone shows it."""

SETTINGS: dict[str, Any] = {
    "figure.figsize": (5.0, 3.8),
    "figure.dpi": 130,
    "figure.facecolor": LIGHT["ground"],
    "figure.constrained_layout.use": True,
    "savefig.dpi": "figure",
    "savefig.facecolor": LIGHT["ground"],
    "svg.fonttype": "path",
    "svg.hashsalt": "mbcourse",  # the same figure gives the same file
    "font.family": [FAMILY, "DejaVu Sans"],  # the second has what the first lacks
    "font.size": LETTERS,
    "mathtext.fontset": "cm",  # as pages set formulas
    "text.color": LIGHT["ink"],
    "axes.titlesize": LETTERS,
    "axes.titlepad": 4,
    "axes.labelpad": 1,
    "axes.labelsize": LETTERS,
    "xtick.labelsize": LETTERS,
    "ytick.labelsize": LETTERS,
    "legend.fontsize": LETTERS,
    "legend.borderaxespad": 0.2,
    "legend.handlelength": 1.7,
    "legend.labelspacing": 0.1,
    "legend.fancybox": False,
    "legend.edgecolor": LIGHT["ground"],  # no frame, but lines behind the words fade
    "legend.framealpha": 0.85,
    "axes.facecolor": LIGHT["ground"],
    "axes.edgecolor": LIGHT["point"],
    "axes.linewidth": LINES["hair"],
    "axes.labelcolor": LIGHT["ink"],
    "axes.formatter.min_exponent": 100,  # 0.01 and 1e-10 on logarithmic axes: an exponent set higher is too small
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": False,
    "axes.prop_cycle": cycler(color=[LIGHT[f"spare-{i}"] for i in (1, 0, 3, 2)]),
    "xtick.color": LIGHT["point"],
    "ytick.color": LIGHT["point"],
    "xtick.labelcolor": LIGHT["muted"],
    "ytick.labelcolor": LIGHT["muted"],
    "xtick.major.width": LINES["hair"],
    "ytick.major.width": LINES["hair"],
    "grid.color": LIGHT["rule"],
    "axes3d.xaxis.panecolor": LIGHT["surface"],
    "axes3d.yaxis.panecolor": LIGHT["surface"],
    "axes3d.zaxis.panecolor": LIGHT["surface"],
    "lines.linewidth": LINES["curve"],
    "lines.markersize": MARKERS["run"],
}
"""What importing `mbcourse.plots` sets in ``matplotlib.rcParams``."""

# The line style and the marker say the same without colour.
_OF_THE_LAB: dict[str, Look] = {
    "BGD": {"color": LIGHT["bgd"], "linestyle": "-", "marker": "o"},
    "SGD": {"color": LIGHT["sgd"], "linestyle": (0, (1, 1)), "marker": "s"},
    "5": {"color": LIGHT["five"], "linestyle": "--", "marker": "^"},
    "10": {"color": LIGHT["ten"], "linestyle": "-.", "marker": "D"},
    "20": {"color": LIGHT["twenty"], "linestyle": (0, (5, 1, 1, 1, 1, 1)), "marker": "v"},
}
_SPARE: tuple[Look, ...] = (
    {"color": LIGHT["spare-0"], "linestyle": (0, (3, 1)), "marker": "P"},
    {"color": LIGHT["spare-1"], "linestyle": (0, (8, 2)), "marker": "X"},
    {"color": LIGHT["spare-2"], "linestyle": (0, (4, 1, 1, 1)), "marker": "<"},
    {"color": LIGHT["spare-3"], "linestyle": (0, (2, 2)), "marker": ">"},
)
_LABEL = re.compile(r"(?:BGD|SGD|batch size) \(?(\d+)\)?")

OPTIMUM: Look = {
    "color": LIGHT["optimum"],
    "linestyle": "none",
    "marker": "*",
    "markersize": MARKERS["optimum"],
    "markeredgecolor": LIGHT["ground"],
    "zorder": 5,
    "label": "minimum",
}
"""How the minimum is marked: keyword arguments of ``Axes.plot``."""


def style(batch_size: int, n: int) -> Look:
    """Return how a run with this batch size looks in every figure.

    Parameters
    ----------
    batch_size : int
        From 1 (SGD) to `n` (BGD). Sizes other than these, 5, 10 and 20 share four looks.
    n : int
        Number of examples.

    Returns
    -------
    dict
        ``color``, ``linestyle``, ``marker`` and ``label``, keyword arguments of ``Axes.plot``.

    Raises
    ------
    ValueError
        If `batch_size` is outside 1 to `n`.

    Examples
    --------
    >>> from mbcourse import plots
    >>> five = plots.style(5, 60)
    >>> five["linestyle"], five["marker"], five["label"]
    ('--', '^', 'batch size 5')
    >>> plots.style(60, 60)["label"], plots.style(1, 60)["label"]
    ('BGD (60)', 'SGD (1)')
    """
    inputs.count("n", n, 1)
    batch_size = inputs.count("batch_size", batch_size, 1, n)
    if batch_size == n:
        return {**_OF_THE_LAB["BGD"], "label": f"BGD ({n})"}
    if batch_size == 1:
        return {**_OF_THE_LAB["SGD"], "label": "SGD (1)"}
    look = _OF_THE_LAB.get(str(batch_size), _SPARE[batch_size.bit_length() % len(_SPARE)])
    return {**look, "label": f"batch size {batch_size}"}


def bowl(colours: Mapping[str, str]) -> list[str]:
    """Return the colours of the loss surface from its lowest to its highest part, of light pages or of dark ones."""
    return [to_hex(step) for step in np.linspace(to_rgb(colours["bowl-low"]), to_rgb(colours["bowl-high"]), 16)]


def labelled(histories: Histories) -> list[tuple[History, Look]]:
    """Return each history with its look, no two alike; the label of a diverged run says so."""
    if isinstance(histories, History):
        histories = [histories]
    if isinstance(histories, Mapping):
        pairs = [
            (history, {**style(history.batch_size, history.n), "label": key}) for key, history in histories.items()
        ]
    else:
        pairs = [(history, style(history.batch_size, history.n)) for history in histories]
    looks = distinct(look for _, look in pairs)
    for (history, _), look in zip(pairs, looks, strict=True):
        look["label"] += ", diverged" if history.diverged else ""
    return [(history, look) for (history, _), look in zip(pairs, looks, strict=True)]


def of_labels(labels: Iterable[str]) -> list[Look]:
    """Return a look for each label, no two alike; a label that `style` gives keeps its look."""
    looks = []
    for label in labels:
        known = _LABEL.fullmatch(label)
        size = int(known[1]) if known else 0
        n = size if label.startswith("BGD") else size + 1
        looks.append({**(style(size, n) if size else _SPARE[0]), "label": label})
    return distinct(looks)


def distinct(looks: Iterable[Look]) -> list[Look]:
    """Return the looks, a repeated colour replaced by a look that is still free, as long as there is one."""
    free = [*_SPARE, *_OF_THE_LAB.values()]
    looks = list(looks)
    taken = {look["color"] for look in looks}
    seen: set[str] = set()
    result = []
    for look in looks:
        if look["color"] in seen:
            look = {**look, **next((other for other in free if other["color"] not in taken), look)}
            taken.add(look["color"])
        seen.add(look["color"])
        result.append(dict(look))
    return result
