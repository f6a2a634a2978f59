"""Courses in the manner of three fields: of each assignment its cells, and files that lie beside the notebook.

Cells are those of `tests.grading.features`. `STUDENTS` hand in the right answers, the wrong ones, none, or every other
one right.
"""

import nbformat

from tests.grading import tiny
from tests.grading.features import REFERENCE, RIGHT, WRONG, made

STUDENTS = ("right", "wrong", "untouched", "half")


def reference(cells):
    """The instructor's notebook."""
    return nbformat.writes(tiny.notebook(made(cell, REFERENCE, f"c{n}") for n, cell in enumerate(cells)))


def submission(cells, student, release):
    """What a student hands in, ``release`` being the released notebook."""
    if student == "untouched":
        return nbformat.writes(release)
    which = {"right": (RIGHT, RIGHT), "wrong": (WRONG, WRONG), "half": (RIGHT, WRONG)}[student]
    answers = iter(which * len(cells))
    chosen = [next(answers) if cell.kind == "answer" else RIGHT for cell in cells]
    return nbformat.writes(tiny.notebook(made(cell, chosen[n], f"c{n}") for n, cell in enumerate(cells)))
