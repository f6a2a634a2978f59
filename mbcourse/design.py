"""The course's colours, families of type and weights of lines, from which figures, pages and the playground are drawn.

All of them are in ``design.json``, once. ``tools/tokens.py`` writes the colours for style sheets, as ``--mb-NAME``.
"""

import json
import re
from importlib.resources import files
from typing import Any

_DESIGN: dict[str, Any] = json.loads((files("mbcourse") / "design.json").read_text(encoding="utf-8"))

LIGHT: dict[str, str] = _DESIGN["light"]
"""Colours on light pages, by what they mean, such as ``ink``, ``accent`` or ``sgd``; no two are the same."""

DARK: dict[str, str] = _DESIGN["dark"]
"""The same on dark pages."""

FAMILIES: dict[str, str] = _DESIGN["families"]
"""Families of type: ``text``, and ``display`` for headings, figures and controls."""

LINES: dict[str, float] = _DESIGN["lines"]
"""Widths of lines in figures, in points."""

MARKERS: dict[str, float] = _DESIGN["markers"]
"""Sizes of markers in figures, in points."""

MARKED: dict[str, str] = {
    "BGD": "bgd",
    "SGD": "sgd",
    "batch size 1": "sgd",
    "batch size 5": "five",
    "batch size 10": "ten",
    "batch size 20": "twenty",
    "minimum": "optimum",
}
"""What has a colour and a marker of its own, as legends call it, and the name of its colour."""


def mark(label: str) -> str | None:
    """Return the name of the colour of what has one of its own, or None.

    Examples
    --------
    >>> from mbcourse import design
    >>> [design.mark(label) for label in ("BGD (60)", "SGD", "batches of 5", "minimum", "batch size 7")]
    ['bgd', 'sgd', 'five', 'optimum', None]
    """
    name = re.sub(r"^(BGD(?= \(\d+\)$)|SGD(?= \(1\)$)).*", r"\1", label)
    return MARKED.get(re.sub(r"^batch(es)? of ", "batch size ", name))
