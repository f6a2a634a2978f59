"""The course's colours, families of type and weights of lines, from which figures, pages and the playground are drawn.

All of them are in ``design.json``, once. ``tools/tokens.py`` writes the colours for style sheets, as ``--mb-NAME``.
"""

import json
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
