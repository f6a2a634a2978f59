"""Notebooks as students hand them in."""

import copy
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from exercises import corpus
from exercises.make_handout import HANDOUT

ASSIGNMENTS = corpus.assignments()


def handout(assignment: str) -> NotebookNode:
    """The notebook that students get."""
    return nbformat.read(HANDOUT / f"{assignment}.ipynb", as_version=4)


def solved(assignment: str, **answers: str) -> NotebookNode:
    """The notebook with the instructor's answers, or others in the cells of these ids."""
    notebook = copy.deepcopy(handout(assignment))
    source = corpus.Source(assignment)
    right = source.solutions | {key: cell.source for key, cell in source.cells(grade=True, solution=True)}
    for cell in notebook.cells:
        cell.source = (right | answers).get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    return notebook


def answer(assignment: str, question: str, name: str) -> str:
    """The source of one answer of the corpus."""
    return next(a.source for a in corpus.answers(assignment) if (a.question, a.name) == (question, name))


def saved(notebook: NotebookNode, folder: Path, assignment: str) -> Path:
    """Write a notebook under the name that it is handed in with."""
    path = folder / f"{assignment}.ipynb"
    nbformat.write(notebook, path)
    return path
