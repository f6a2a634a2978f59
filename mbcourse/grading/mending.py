"""A submitted notebook put in order, so that nothing but its answers decides the mark."""

import warnings
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from mbcourse.grading.released import Released

NEW_CELL: dict[str, Callable[..., NotebookNode]] = {
    "code": new_code_cell,
    "markdown": new_markdown_cell,
    "raw": new_raw_cell,
}
UNREADABLE = "**The file that was handed in is not a notebook and could not be read.**"


class Unreadable(ValueError):
    """A file that is no notebook."""


def mended(text: str, released: Released) -> NotebookNode:
    """Return the notebook that was handed in, so that nothing but its answers decides the mark.

    Of a submitted cell only its type, its text, its pictures and its id count; all else, such as points, tags and
    versions, is the assignment's own. A locked or graded cell that is missing is put back, and a locked one says what
    it said. Of several cells with one id the last that differs from the released one is the answer. The assignment's
    cells are put into its order: a test must not run before what it works with.

    Raises
    ------
    Unreadable
        If ``text`` is no notebook.
    """
    try:
        with warnings.catch_warnings():  # of what is mended here
            warnings.simplefilter("ignore")
            submitted = [_taken_over(cell) for cell in nbformat.reads(text, as_version=4).cells]
    except Exception as error:  # a file can be anything, and nbformat says so in many ways
        raise Unreadable(f"{type(error).__name__}: {error!s:.200}") from error
    return _put_together(submitted, released)


def without_answers(released: Released, why: str) -> NotebookNode:
    """Return the notebook as it was released, with a note at its top."""
    return _put_together([("", new_markdown_cell(why))], released)


def _taken_over(cell: NotebookNode) -> tuple[str, NotebookNode]:
    """Return a cell's id, empty without one, and the cell without anything that is not the student's to say."""
    grade_id = str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
    return grade_id, NEW_CELL[cell.cell_type](cell.source, **_pictures(cell, cell.cell_type))


def _pictures(cell: NotebookNode, cell_type: str) -> dict[str, Any]:
    return {"attachments": cell.attachments} if "attachments" in cell and cell_type != "code" else {}


def _put_together(submitted: list[tuple[str, NotebookNode]], released: Released) -> NotebookNode:
    """Return the notebook of submitted cells, each with its id, that has every cell which nbgrader looks for."""
    copies = defaultdict(list)
    for grade_id, cell in submitted:
        copies[grade_id].append(cell)
    sources = {original.name: original.source for original in released.cells}
    answers = {name: _chosen(copies[name], source) for name, source in sources.items() if name in copies}
    # Without the copies that nobody touched: a stub would undo the answer.
    cells = [cell for name, cell in submitted if cell is answers.get(name) or cell.source != sources.get(name)]
    place = len(cells)
    # From the last to the first: what is missing goes before the next cell that is there, after a student's own cells.
    for original in reversed(released.cells):
        if original.name in answers:
            chosen = answers[original.name]
            place = cells.index(chosen)
            source = original.source if original.locked else chosen.source
            cells[place] = NEW_CELL[original.cell_type](source, **_pictures(chosen, original.cell_type))
        elif original.locked or original.points is not None:
            cells.insert(place, NEW_CELL[original.cell_type](original.source))
        else:
            continue  # an answer may stand in a cell of the student's own; the released one would undo it
        cells[place].metadata.nbgrader = original.metadata
    _sort(cells, list(sources))
    kernel = {"kernelspec": dict(released.kernelspec)} if released.kernelspec else {}
    notebook: NotebookNode = new_notebook(cells=cells, metadata=kernel)
    return notebook


def _chosen(copies: list[NotebookNode], source: str) -> NotebookNode:
    """Return the copy that counts."""
    return ([cell for cell in copies if cell.source != source] or copies)[-1]


def _sort(cells: list[NotebookNode], order: list[str]) -> None:
    """Put the assignment's cells into this order of their ids; a student's own stay where they are."""
    places = [place for place, cell in enumerate(cells) if "nbgrader" in cell.metadata]
    known = sorted((cells[place] for place in places), key=lambda cell: order.index(cell.metadata.nbgrader["grade_id"]))
    for place, cell in zip(places, known, strict=True):
        cells[place] = cell
