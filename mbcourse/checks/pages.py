"""Where in the book the sections are that hints name: their addresses, whole where the book is published.

``make exercises`` writes ``pages.json``: each section by its name, and its address in the book. ``make book`` writes
the address of the published book, if `_config.yml` has one, into ``published.txt``, which goes into the wheel.
"""

import json
from functools import cache
from importlib.resources import files

_HERE = files("mbcourse.checks")


@cache
def address(page: str) -> str:
    """Return the address of a section, or "" where ``page`` is none, such as the text of a question.

    It begins at the book's own folder where the book is not published, so that it leads somewhere in a copy, too.

    Examples
    --------
    >>> address('Chapter 3, "A history must be the run"')
    'part-1/03-batch-gradient-descent.html#a-history-must-be-the-run'
    >>> address("The text of question 2")
    ''
    """
    found = json.loads(_HERE.joinpath("pages.json").read_text("utf-8")).get(page, "")
    return f"{_published()}{found}" if found else ""


def _published() -> str:
    """Return the address that all pages begin with, with a slash at its end; "" if the book is not published."""
    written = _HERE.joinpath("published.txt")
    base = written.read_text("utf-8").strip() if written.is_file() else ""
    return f"{base.rstrip('/')}/" if base else ""
