"""Reads assignments as they were released: from nbgrader's gradebook, or from the instructor's notebook."""

import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbgrader.api import Notebook
from nbgrader.preprocessors import ClearSolutions
from nbgrader.utils import compute_checksum, find_all_files, is_locked
from traitlets.config import Config

from mbcourse.grading.released import Cell, Released

NOT_SENT = ["*.ipynb", "*.pyc", "__pycache__", ".ipynb_checkpoints", ".DS_Store"]


def from_gradebook(notebook: Notebook, folder: Path | None = None) -> Released:
    """Return the assignment's notebook that ``nbgrader generate_assignment`` put into the gradebook.

    Parameters
    ----------
    notebook : nbgrader.api.Notebook
        The gradebook's notebook.
    folder : Path, optional
        The folder of the instructor's notebook, for the order of cells and the files beside it. A gradebook does not
        keep that order: PostgreSQL returns a cell that was changed last. By default the order is the gradebook's, and
        there are no files.

    Returns
    -------
    Released
        The notebook, hidden tests included.
    """
    points = {cell.name: cell.max_score for cell in [*notebook.grade_cells, *notebook.task_cells]}
    answers = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name for cell in notebook.task_cells}
    order = {name: place for place, name in enumerate(_names(folder / f"{notebook.name}.ipynb"))} if folder else {}
    cells = [
        Cell(
            name=cell.name,
            cell_type=cell.cell_type,
            source=cell.source,
            locked=cell.locked,
            solution=cell.name in answers,
            task=cell.name in tasks,
            points=points.get(cell.name),
            checksum=cell.checksum,
        )
        for cell in sorted(notebook.source_cells, key=lambda cell: order.get(cell.name, len(order)))
    ]
    kernelspec = json.loads(notebook.kernelspec) if notebook.kernelspec else {}
    files = files_beside(folder) if folder else {}
    return Released(notebook.assignment.name, notebook.name, kernelspec, tuple(cells), files)


def from_source(path: Path, config: Config | None = None) -> Released:
    """Return the assignment's notebook as nbgrader would release it, from the instructor's notebook.

    Parameters
    ----------
    path : Path
        The instructor's notebook, such as ``Path("source/ps1/ps1.ipynb")``.
    config : Config, optional
        The course's settings, which say how nbgrader clears solutions. By default nbgrader's own.

    Returns
    -------
    Released
        The notebook, hidden tests included.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> mark = {"schema_version": 3, "grade_id": "q1", "grade": False, "solution": True, "locked": False}
    >>> cell = new_code_cell("f = lambda: 1", metadata={"nbgrader": mark | {"task": False}})
    >>> with TemporaryDirectory() as root:
    ...     path = Path(root, "ps1.ipynb")
    ...     nbformat.write(new_notebook(cells=[cell]), path)
    ...     released = from_source(path)
    >>> print(released.cells[0].source)
    # YOUR CODE HERE
    raise NotImplementedError()
    """
    notebook = nbformat.read(path, as_version=4)
    notebook, _ = ClearSolutions(config=config).preprocess(notebook, {})
    kernelspec = dict(notebook.metadata.get("kernelspec", {}))
    return Released(path.parent.name, path.stem, kernelspec, tuple(managed_cells(notebook)), files_beside(path.parent))


def files_beside(folder: Path) -> dict[str, str]:
    """Return the files in an assignment's folder other than notebooks, in base64, by relative path.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as root:
    ...     _ = Path(root, "points.csv").write_text("x,y")
    ...     files_beside(Path(root))
    {'points.csv': 'eCx5'}
    """
    paths = sorted(map(Path, find_all_files(str(folder), NOT_SENT)))
    return {str(path.relative_to(folder)): b64encode(path.read_bytes()).decode() for path in paths}


def _names(path: Path) -> list[str]:
    """Return the ids of a notebook's cells in order; none if the notebook no longer exists."""
    cells = nbformat.read(path, as_version=4).cells if path.exists() else []
    return [str(cell.metadata.get("nbgrader", {}).get("grade_id", "")) for cell in cells]


def managed_cells(notebook: nbformat.NotebookNode) -> Iterator[Cell]:
    """Yield the cells of a notebook that nbgrader manages, as they are."""
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader", {})
        if any(meta.get(kind) for kind in ("grade", "solution", "locked", "task")):
            yield Cell(
                name=meta["grade_id"],
                cell_type=cell.cell_type,
                source=cell.source,
                locked=is_locked(cell),
                solution=meta.get("solution", False),
                task=meta.get("task", False),
                points=float(meta["points"]) if meta.get("grade") or meta.get("task") else None,
                checksum=compute_checksum(cell),
            )
