"""A small assignment that takes milliseconds to grade, and a dozen submissions of it."""

import copy
import shutil
from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from mbcourse.grading import assignments
from mbcourse.grading.released import Released
from tests.exercises.course import Course, fill

NAME = "tiny"
SPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
KINDS = {  # a cell's metadata for nbgrader: grade, solution, locked, task
    "locked": (False, False, True, False),
    "answer": (False, True, False, False),
    "test": (True, False, True, False),
    "by hand": (True, True, False, False),
    "task": (False, False, True, True),
}


def cell(kind: str, name: str, source: str, points: float | None = None, text: bool = False) -> NotebookNode:
    """A cell that nbgrader knows."""
    made = new_markdown_cell(source) if text else new_code_cell(source)
    about = dict(zip(("grade", "solution", "locked", "task"), KINDS[kind], strict=True))
    made.metadata.nbgrader = about | {"grade_id": name, "schema_version": 3, "cell_type": made.cell_type}
    if points is not None:
        made.metadata.nbgrader.points = points
    return made


def notebook(cells: Iterable[NotebookNode]) -> NotebookNode:
    return new_notebook(cells=list(cells), metadata={"kernelspec": SPEC})


STUB = "### BEGIN SOLUTION\n{}\n### END SOLUTION"
CELLS = (
    cell("locked", "setup", "import numpy as np\n\nLIMIT = 3\nprint('ready')"),
    cell("answer", "double", STUB.format("def double(x):\n    return 2 * x")),
    cell("test", "double-number", "assert double(LIMIT) == 6", 1),
    cell("test", "double-array", "assert np.array_equal(double(np.arange(3)), [0, 2, 4]), 'not twice as much'", 2),
    cell("answer", "draw", STUB.format("def draw(rng, n):\n    return rng.random(n)")),
    cell(
        "test",
        "draw-values",
        "drawn = draw(np.random.default_rng(1), LIMIT)\n"
        "### BEGIN HIDDEN TESTS\n"
        "right = np.isclose(drawn, np.random.default_rng(1).random(3))\n"
        "### END HIDDEN TESTS\n"
        "2 * float(np.mean(right))",
        2,
    ),
    cell("by hand", "figure", STUB.format("print('a figure')"), 3),
    cell("by hand", "why", STUB.format("Because."), 2, text=True),
    cell("task", "story", "Write a story.", 4, text=True),
)

DOUBLE = "def double(x):\n    return 2 * x"
DRAW = "def draw(rng, n):\n    return rng.random(n)"
ANSWERS: dict[str, dict[str, str | None]] = {
    "all-right": {"double": DOUBLE, "draw": DRAW, "figure": "print('mine')", "why": "So."},
    "untouched": {},
    "numbers-only": {"double": "def double(x):\n    return int(2 * x)", "draw": DRAW},
    "half-drawn": {"double": DOUBLE, "draw": "def draw(rng, n):\n    return [*rng.random(1), 7.0, 8.0]"},
    "one-missing": {"draw": DRAW, "why": "No idea."},
    "raises": {"double": "def double(x):\n    raise KeyError(x)", "draw": DRAW},
    "does-not-parse": {"double": "def double(x:\n    return 2 * x", "draw": DRAW},
    "prints": {"double": "def double(x):\n    print(2 * x)", "draw": "print('hello')\n" + DRAW},
    "wrong-names": {"double": "def Double(x):\n    return 2 * x", "figure": "1 / 0"},
    "edited-test": {"double-number": "assert True", "double-array": None, "draw": DRAW},
    "deleted-answer": {"double": None, "draw": DRAW, "story": None},
    "more-than-asked": {"double": f"import sys\n\n{DOUBLE}\n\nhelper = double", "draw": f"rng = 1\n{DRAW}"},
}


def write_source(root: Path, cells: Iterable[NotebookNode] = CELLS) -> None:
    """Put the instructor's notebook into a course."""
    (root / "source" / NAME).mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook(cells), root / "source" / NAME / f"{NAME}.ipynb")


def released(root: Path, cells: Iterable[NotebookNode]) -> Released:
    """The assignment with these cells, as it is released; ``root`` is a folder to work in."""
    write_source(root, cells)
    return assignments.from_source(root / "source" / NAME / f"{NAME}.ipynb")


def submission(cells: Iterable[NotebookNode], answers: dict[str, str | None]) -> str:
    """A student's file: the instructor's notebook with these answers."""
    return nbformat.writes(fill(notebook(copy.deepcopy(list(cells))), answers))


def changed(name: str, source: str, cells: tuple[NotebookNode, ...] = CELLS) -> tuple[NotebookNode, ...]:
    """The assignment's cells, one of them with another text."""
    cells = copy.deepcopy(cells)
    next(each for each in cells if each.metadata.nbgrader.grade_id == name).source = source
    return cells


def course(root: Path, answers: dict[str, dict[str, str | None]] | None = None) -> Course:
    """A course in which the assignment was released, with submissions of these students."""
    made = Course(root)
    write_source(root)
    release = made.release(NAME)
    for student, cells in (ANSWERS if answers is None else answers).items():
        made.submit(NAME, student, fill(release, cells))
    return made


def copied(course: Course, to: Path) -> Course:
    """A copy of a course, which takes milliseconds where making one takes seconds."""
    shutil.copytree(course.root, to)
    return Course(to)


def rows(course: Course, assignment: str = NAME) -> list[tuple[object, ...]]:
    """Everything that a gradebook has about the submissions of an assignment."""
    table: list[tuple[object, ...]] = []
    with course.api.gradebook as gradebook:
        for each in gradebook.assignment_submissions(assignment):
            student = each.student_id
            table.append((student, each.timestamp, each.score, each.max_score, each.needs_manual_grade))
            for part in each.notebooks:
                table.append((student, part.name, part.score, part.late_submission_penalty, part.failed_tests))
                for g in part.grades:
                    scores = (g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade, g.failed_tests)
                    table.append((student, g.name, *scores))
                table += [(student, c.name, c.auto_comment, c.manual_comment) for c in part.comments]
    return sorted(table, key=repr)
