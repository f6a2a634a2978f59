"""Assignments read as they were released: from nbgrader's gradebook, or from the instructor's notebook."""

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

NO_FILES_OF_IT = ["*.ipynb", "*.pyc", "__pycache__", ".ipynb_checkpoints", ".DS_Store"]


def from_gradebook(notebook: Notebook, folder: Path | None = None) -> Released:
    """Return what ``nbgrader generate_assignment`` put into the gradebook.

    In ``folder`` are the instructor's notebook and the files beside it. A gradebook does not keep the order of cells:
    PostgreSQL returns one that was changed last.
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
    """Return what the instructor's notebook becomes, with the settings by which nbgrader clears solutions."""
    notebook = nbformat.read(path, as_version=4)
    notebook, _ = ClearSolutions(config=config).preprocess(notebook, {})
    kernelspec = dict(notebook.metadata.get("kernelspec", {}))
    return Released(path.parent.name, path.stem, kernelspec, tuple(_cells(notebook)), files_beside(path.parent))


def files_beside(folder: Path) -> dict[str, str]:
    """Return the files of an assignment's folder that are no notebooks, as base64 by their relative names."""
    found = sorted(map(Path, find_all_files(str(folder), NO_FILES_OF_IT)))
    return {str(path.relative_to(folder)): b64encode(path.read_bytes()).decode() for path in found}


def _names(path: Path) -> list[str]:
    """Return the ids of a notebook's cells in their order; none if it is not there any more."""
    cells = nbformat.read(path, as_version=4).cells if path.exists() else []
    return [str(cell.metadata.get("nbgrader", {}).get("grade_id", "")) for cell in cells]


def _cells(notebook: nbformat.NotebookNode) -> Iterator[Cell]:
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
