"""The key of a `quiz`: a list with the feedback to each option, in Markdown.

Feedback begins as on the page, with "Right." or "Not this one.", which tells the build which options are right.
"""

import re
from string import ascii_uppercase
from typing import Any, NamedTuple

VERDICTS = {"Right.": True, "Not this one.": False}


class Feedback(NamedTuple):
    """What a reader is told who chose an option; ``verdict`` is one of `VERDICTS`."""

    letter: str
    verdict: str
    reason: str


def feedback(key: Any, n_options: int) -> list[Feedback]:
    """Return the feedback to each option."""
    if not isinstance(key, list) or len(key) != n_options:
        found = f"{len(key)} texts" if isinstance(key, list) else "no list"
        raise ValueError(f"{n_options} options, but {found} for it in the cell's metadata under `quiz`")
    return [said(letter, str(text)) for letter, text in zip(ascii_uppercase, key, strict=False)]


def said(letter: str, text: str) -> Feedback:
    """Return the feedback to an option, its verdict apart."""
    found = re.fullmatch(rf"({'|'.join(map(re.escape, VERDICTS))})\s+(.+)", text, re.DOTALL)
    if found is None:
        raise ValueError(f"the feedback to option {letter} begins with 'Right.' or 'Not this one.', and then says why")
    return Feedback(letter, found[1], found[2])
