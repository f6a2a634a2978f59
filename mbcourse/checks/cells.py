"""The cells of a student's notebook: what nbgrader knows of them, and which of them grading would miss."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from nbformat import NotebookNode

from mbcourse.checks.assignment import Assignment
from mbcourse.checks.question import ByHand
from mbcourse.grading.released import Released

REPAIR = "Copy your answers into a fresh copy of the notebook from the zip."


def released(assignment: Assignment) -> Released:
    """Return an assignment's notebook as students get it: the cells that nbgrader knows, without hidden tests."""
    return Released.from_data(_stored(assignment.name)["released"])


def needs(assignment: Assignment) -> dict[str, list[str]]:
    """Return by the id of each test the names that it needs, hidden lines included, of locked cells and of Python."""
    names: dict[str, list[str]] = _stored(assignment.name)["needs"]
    return names


@cache
def _stored(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files("mbcourse.checks").joinpath("released", f"{name}.json").read_text("utf-8"))
    return data


def grade_id(cell: NotebookNode) -> str | None:
    """Return the id by which nbgrader knows a cell, or None."""
    name: str | None = _meta(cell).get("grade_id")
    return name


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell is a test."""
    return bool(_meta(cell).get("grade") and not _meta(cell).get("solution"))


def is_given(cell: NotebookNode) -> bool:
    """Whether a cell is handed out locked and is not a test: it installs or imports what the others use."""
    return bool(_meta(cell).get("locked") and not _meta(cell).get("grade"))


def by_hand(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the cells whose answers a person marks."""
    return [cell for cell in notebook.cells if _meta(cell).get("grade") and _meta(cell).get("solution")]


def works(notebook: NotebookNode, assignment: Assignment) -> list[tuple[ByHand, NotebookNode]]:
    """Return what a person marks, each with its cell, of a notebook in which all of these cells are."""
    code, texts = (iter([c for c in by_hand(notebook) if c.cell_type == kind]) for kind in ("code", "markdown"))
    return [(item, next(code if item.name else texts)) for item in assignment.by_hand]


def problems(notebook: NotebookNode, assignment: Assignment) -> Iterator[str]:
    """Say which cells that grading needs are missing, renamed, or there more than once."""
    needed = {"setup": "the setup cell"}
    for question in assignment.questions:
        needed[question.key] = f"the answer cell of {question.key}"
        needed |= {f"{question.key}-{part}": f"the test cell {question.key}-{part}" for part in question.parts}
    counts = Counter(grade_id(cell) for cell in notebook.cells if grade_id(cell))
    if not counts:
        yield f"No cell carries the marks that grading needs; the program it was edited with lost them. {REPAIR}"
        return
    missing = [what for key, what in needed.items() if key not in counts]
    if lost := len(assignment.by_hand) - len(by_hand(notebook)):
        missing.append(f"{lost} of the {len(assignment.by_hand)} cells for answers marked by hand")
    if missing:
        yield f"Missing, because deleted, renamed or typed again in another cell: {', '.join(missing)}. {REPAIR}"
    for key, times in counts.items():
        if times > 1:
            what = needed.get(str(key), f"the cell {key}")
            yield f"In the notebook {times} times, because copied: {what}. Keep one of them."


def _meta(cell: NotebookNode) -> dict[str, Any]:
    meta: dict[str, Any] = cell.metadata.get("nbgrader") or {}
    return meta
