"""Repairs a submitted notebook, so that nothing but its answers decides the mark."""

from collections import defaultdict
from typing import Any
from uuid import uuid4

import nbformat
from nbformat import NotebookNode

from mbcourse.grading.released import Cell, Released
from mbcourse.grading.submitted_notebook import read_cells

LACKED = "This cell was missing in what was handed in. The answer may be in another cell."


def mended(text: str, released: Released) -> NotebookNode:
    """Return the submitted notebook, repaired so that nothing but its answers decides the mark.

    Of a submitted cell only the type, the text, the pictures and the id are kept; everything else, such as points, tags
    and versions, comes from the assignment. A missing locked or graded cell is put back, and a locked cell gets its
    released text. If several cells have the same id, the last one that differs from the released cell is the answer;
    of a test, the last one tells its place.
    The assignment's cells are put into the released order, because a test must not run before the cells that it uses.

    Parameters
    ----------
    text : str
        The file that was handed in.
    released : Released
        The assignment's notebook.

    Returns
    -------
    NotebookNode
        The repaired notebook, without outputs.

    Raises
    ------
    Unreadable
        If ``text`` is not a notebook, see `mbcourse.grading.submitted_notebook.read_cells`.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> from mbcourse.grading.released import Cell
    >>> test = Cell("q1-test", "code", "assert f() == 1", True, False, False, 2.0, "")
    >>> released = Released("ps1", "ps1", {}, (test,))
    >>> text = nbformat.writes(new_notebook(cells=[new_code_cell("f = lambda: 1")]))  # the test was deleted
    >>> [cell.source for cell in mended(text, released).cells]
    ['f = lambda: 1', 'assert f() == 1']
    """
    return _put_together([_id_and_answer(cell) for cell in read_cells(text)], released)


def without_answers(released: Released, problem: str = "") -> NotebookNode:
    """Return the released notebook, at its top the reason for which there are no answers, in Markdown.

    Parameters
    ----------
    released : Released
        The assignment's notebook.
    problem : str, default ""
        The reason, as a sentence without its capital letter and full stop. By default the notebook says nothing.

    Returns
    -------
    NotebookNode
        The notebook, without outputs.

    Examples
    --------
    >>> notebook = without_answers(Released("ps1", "ps1", {}, ()), "no notebook was handed in")
    >>> [cell.source for cell in notebook.cells]
    ['**No notebook was handed in.**']
    """
    said = [("", _new_cell("markdown", f"**{problem[0].upper()}{problem[1:]}.**"))] if problem else []
    return _put_together(said, released)


def _id_and_answer(cell: NotebookNode) -> tuple[str, NotebookNode]:
    """Return a cell's id, "" if it has none, and a new cell with only what the student may decide."""
    grade_id = cell.metadata.nbgrader.get("grade_id", "")
    return grade_id, _new_cell(cell.cell_type, cell.source, _pictures(cell, cell.cell_type))


def _new_cell(cell_type: str, source: str, pictures: dict[str, Any] | None = None) -> NotebookNode:
    """Return a new cell; nbformat's own functions would check each one, where the notebook is checked as a whole."""
    about = {"id": uuid4().hex[:8], "cell_type": cell_type, "metadata": {}, "source": source, **(pictures or {})}
    code: dict[str, Any] = {"execution_count": None, "outputs": []} if cell_type == "code" else {}
    return nbformat.from_dict(about | code)  # type: ignore[no-any-return]


def _pictures(cell: NotebookNode, cell_type: str) -> dict[str, Any]:
    return {"attachments": cell.attachments} if "attachments" in cell and cell_type != "code" else {}


def _put_together(submitted: list[tuple[str, NotebookNode]], released: Released) -> NotebookNode:
    """Return a notebook of the submitted cells, passed with their ids, and every other cell that nbgrader needs."""
    copies = defaultdict(list)
    for grade_id, cell in submitted:
        copies[grade_id].append(cell)
    sources = {original.name: original.source for original in released.cells}
    answers = {each.name: _chosen(copies[each.name], each) for each in released.cells if each.name in copies}
    # Without unchanged copies: a stub would overwrite the answer.
    cells = [cell for name, cell in submitted if cell is answers.get(name) or cell.source != sources.get(name)]
    place = len(cells)
    # From last to first: a missing cell goes before the next one that is there, after cells that the student added.
    for original in reversed(released.cells):
        if original.name in answers:
            chosen = answers[original.name]
            place = cells.index(chosen)
            source = original.source if original.locked else chosen.source
            cells[place] = _new_cell(original.cell_type, source, _pictures(chosen, original.cell_type))
        elif original.locked or original.points is not None:
            cells.insert(place, _new_cell(original.cell_type, _put_back(original)))
        else:
            continue  # the answer may be in a cell that the student added; the released stub would overwrite it
        cells[place].metadata["nbgrader"] = original.metadata
    _sort(cells, list(sources))
    kernel = {"kernelspec": dict(released.kernelspec)} if released.kernelspec else {}
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": cells}
    return nbformat.from_dict(whole)  # type: ignore[no-any-return]


def _put_back(original: Cell) -> str:
    """Return the text of a cell that was missing; for an answer marked by hand not the released text alone.

    nbgrader gives 0 for a released text, but the answer can be in a cell that has lost its metadata.
    """
    if not original.solution:
        return original.source
    return f"{original.source}\n\n{f'# {LACKED}' if original.cell_type == 'code' else f'*{LACKED}*'}"


def _chosen(copies: list[NotebookNode], original: Cell) -> NotebookNode:
    """Return the copy that counts; of a test, whose text is the released one with or without hidden lines, the last."""
    changed = [cell for cell in copies if cell.source != original.source]
    return (copies if original.is_test else changed or copies)[-1]


def _sort(cells: list[NotebookNode], order: list[str]) -> None:
    """Put the assignment's cells into this order of ids; cells that the student added stay where they are."""
    places = [place for place, cell in enumerate(cells) if "nbgrader" in cell.metadata]
    known = sorted((cells[place] for place in places), key=lambda cell: order.index(cell.metadata.nbgrader["grade_id"]))
    for place, cell in zip(places, known, strict=True):
        cells[place] = cell
