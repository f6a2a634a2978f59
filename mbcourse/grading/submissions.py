"""Reads a submitted notebook so that nothing but its answers decides the mark.

``c.Autograde.exporter_class = "mbcourse.grading.submissions.SubmissionExporter"`` has nbgrader use it.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from io import StringIO
from typing import Any, TextIO

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell
from nbgrader.api import Gradebook, Notebook
from nbgrader.nbgraderformat import SCHEMA_VERSION

NEW_CELL: dict[str, Callable[..., NotebookNode]] = {
    "code": new_code_cell,
    "markdown": new_markdown_cell,
    "raw": new_raw_cell,
}
UNREADABLE = "**The file that was handed in is not a notebook and could not be read.**"


class SubmissionExporter(NotebookExporter):
    """nbgrader's exporter, for notebooks whose cells or whose file came to harm.

    Of a submitted cell only its type, its text, its pictures and its id count; all else, such as points, tags and
    versions, is the assignment's own. A graded or locked cell that is missing is put back. Of several cells with one
    id the last that differs from the released one is the answer. A file that is no notebook holds no answers.
    """

    def from_file(
        self, file_stream: TextIO, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Convert what was handed in as nbconvert does, once it is mended."""
        where = (resources or {})["nbgrader"]
        try:
            submitted = [_taken_over(cell) for cell in nbformat.read(file_stream, as_version=4).cells]
        except Exception as error:  # a file can be anything, and nbformat says so in many ways
            self.log.error("%s: %s cannot be read: %s", where["student"], where["notebook"], error)
            submitted = [("", new_markdown_cell(UNREADABLE))]
        with Gradebook(where["db_url"]) as gradebook:
            released = gradebook.find_notebook(where["notebook"], where["assignment"])
            notebook = _mended(submitted, released)
        return super().from_file(StringIO(nbformat.writes(notebook)), resources, **options)


def _taken_over(cell: NotebookNode) -> tuple[str, NotebookNode]:
    """Return a cell's id, empty without one, and the cell without anything that is not the student's to say."""
    pictures = {"attachments": cell.attachments} if "attachments" in cell and cell.cell_type != "code" else {}
    grade_id = str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
    return grade_id, NEW_CELL[cell.cell_type](cell.source, **pictures)


def _mended(submitted: list[tuple[str, NotebookNode]], released: Notebook) -> NotebookNode:
    """Return the notebook of submitted cells, each with its id, that has every cell which nbgrader looks for."""
    metadata = _metadata(released)
    copies = defaultdict(list)
    for grade_id, cell in submitted:
        copies[grade_id].append(cell)
    cells = [cell for _, cell in submitted]
    place = len(cells)
    # From the last to the first: what is missing goes before the next cell that is there, after a student's own cells.
    for original in reversed(released.source_cells):
        if original.name in copies:
            chosen = _chosen(copies[original.name], original.source, cells)
            place = cells.index(chosen)
        elif original.locked or metadata[original.name]["grade"] or metadata[original.name]["task"]:
            chosen = NEW_CELL[original.cell_type](original.source)
            cells.insert(place, chosen)
        else:
            continue  # an answer may stand in a cell of the student's own; the released one would undo it
        chosen.metadata.nbgrader = metadata[original.name]
    kernel = {"kernelspec": json.loads(released.kernelspec)} if released.kernelspec else {}
    notebook: NotebookNode = new_notebook(cells=cells, metadata=kernel)
    return notebook


def _chosen(copies: list[NotebookNode], source: str, cells: list[NotebookNode]) -> NotebookNode:
    """Return the copy that counts, and drop from the cells the other untouched ones: a stub would undo the answer."""
    chosen = ([cell for cell in copies if cell.source != source] or copies)[-1]
    for cell in copies:
        if cell is not chosen and cell.source == source:
            cells.remove(cell)
    return chosen


def _metadata(released: Notebook) -> dict[str, dict[str, Any]]:
    """Return nbgrader's metadata of each cell by its id, as the gradebook knows it."""
    points = {cell.name: cell.max_score for cell in [*released.grade_cells, *released.task_cells]}
    answers = {cell.name for cell in released.solution_cells}
    tasks = {cell.name for cell in released.task_cells}
    metadata = {}
    for cell in released.source_cells:
        metadata[cell.name] = {
            "schema_version": SCHEMA_VERSION,
            "grade_id": cell.name,
            "grade": cell.name in points and cell.name not in tasks,
            "solution": cell.name in answers,
            "task": cell.name in tasks,
            "locked": cell.locked,
            "checksum": cell.checksum,
            "cell_type": cell.cell_type,
        }
        if cell.name in points:
            metadata[cell.name]["points"] = points[cell.name]
    return metadata
