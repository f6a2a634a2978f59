"""Small assignments, one thing that test cells do in each, with a right and a wrong answer.

The right answer must get all points and the wrong one must not. Each module has its features by name; text is indented
as suits the module, and dedented here.
"""

from dataclasses import dataclass
from textwrap import dedent

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from mbcourse.grading.outcome import INSIDE, OUTSIDE
from tests.grading import tiny

REFERENCE, RIGHT, WRONG = "reference", "right", "wrong"
FILES = {
    "data.txt": "3\n1\n2\n",
    "marks.csv": "name,mark\nAda,1\nBob,3\n",
    "shapes.py": "def area(a, b):\n    return a * b\n",
}
FULL = (True, False)  # whether the right and the wrong answer get all points


@dataclass(frozen=True)
class Cell:
    """A cell of a feature: what the instructor wrote, and what the two students have in its place."""

    kind: str  # a key of `tiny.KINDS`, "plain" or "text"
    reference: str
    right: str
    wrong: str
    points: float | None = None


@dataclass(frozen=True)
class Feature:
    """An assignment; ``where`` is ``"outside"`` if its tests must be judged there, ``"inside"`` if either will do."""

    where: str
    cells: tuple[Cell, ...]
    stock: tuple[bool, bool] = FULL  # the same under nbgrader's own autograder, where it marks wrongly

    def notebook(self, which: str) -> str:
        """The instructor's notebook, the right or the wrong student's."""
        return nbformat.writes(tiny.notebook(made(cell, which, f"c{n}") for n, cell in enumerate(self.cells)))


def outside(*cells: Cell, stock: tuple[bool, bool] = FULL) -> Feature:
    """A plain function or variable with plain data."""
    return Feature(OUTSIDE, cells, stock)


def inside(*cells: Cell, stock: tuple[bool, bool] = FULL) -> Feature:
    """A test that may need the process of the answers."""
    return Feature(INSIDE, cells, stock)


def answer(right: str, wrong: str, reference: str | None = None) -> Cell:
    """The cell of an answer; the instructor's is the right one unless it is given."""
    return Cell("answer", _text(right if reference is None else reference), _text(right), _text(wrong))


def test(source: str, points: float = 1) -> Cell:
    return Cell("test", *(_text(source),) * 3, points)


def locked(source: str) -> Cell:
    return Cell("locked", *(_text(source),) * 3)


def plain(source: str) -> Cell:
    """A code cell that nbgrader does not manage."""
    return Cell("plain", *(_text(source),) * 3)


def text(source: str) -> Cell:
    """A text that nbgrader does not manage."""
    return Cell("text", *(_text(source),) * 3)


def _text(source: str) -> str:
    return dedent(source).strip("\n")


def made(cell: Cell, which: str, name: str) -> NotebookNode:
    source = getattr(cell, which)
    if cell.kind == "text":
        return new_markdown_cell(source, id=name)
    if cell.kind == "plain":
        return new_code_cell(source, id=name)
    if cell.kind == "answer" and which == REFERENCE:
        magic, source = source.split("\n", 1) if source.startswith("%%") else ("", source)
        source = f"{magic}\n{tiny.STUB.format(source)}".lstrip("\n")
    made = tiny.cell(cell.kind, name, source, cell.points)
    made.id = name
    return made
