"""What an assignment's notebook calls to check an answer: ``checks.ps1.q2(weighted_loss)``.

A check runs the student's function on a few small public inputs. Where the result is wrong it raises
`CheckFailed`, whose text names the mistake and the page of the book to read, never the answer. Each assignment
is one JSON file in this folder: inputs, expected results, and what each known mistake returns for the same
inputs. No answer can be read from the package, since none is in it; ``make exercises`` writes the files from the
instructors' side.
"""

import re
from functools import cache
from importlib.resources import files

from mbcourse.checks.assignment import Assignment
from mbcourse.checks.hint import CheckFailed, Hint, NoAnswerYet
from mbcourse.checks.question import Question, number

__all__ = ["Assignment", "CheckFailed", "Hint", "NoAnswerYet", "Question", "assignments"]


def assignments() -> list[str]:
    """Return the names of the assignments that have checks, in order.

    Examples
    --------
    >>> from mbcourse import checks
    >>> checks.assignments()[:2]
    ['ps1', 'ps2']
    """
    return list(_names())


@cache
def _names() -> tuple[str, ...]:
    names = (re.fullmatch(r"(ps\d+)\.json", entry.name) for entry in files(__name__).iterdir())
    return tuple(sorted((name[1] for name in names if name), key=number))


@cache
def _load(name: str) -> Assignment:
    return Assignment.from_json(name, files(__name__).joinpath(f"{name}.json").read_text("utf-8"))


def __getattr__(name: str) -> Assignment:
    if not name.startswith("_") and name in _names():
        return _load(name)
    raise AttributeError(f"module 'mbcourse.checks' has no assignment {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, *assignments()])
