"""Courses for one measurement, with classes of students whose answers come from the corpus."""

import copy
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import nbformat
import nbgrader
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

from exercises import corpus

BIN = Path(sys.executable).parent
TINY = "tiny"  # an assignment with one question, so that a large class is graded in minutes
TUTORIAL = "tutorial"  # the assignment of the course that `nbgrader quickstart` makes
QUICKSTART = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide" / "source" / "ps1"
SQUARES = {  # answers to the tutorial's first problem: right, partly right, wrong
    "right": "def squares(n):\n    if n < 1:\n        raise ValueError\n    return [i**2 for i in range(1, n + 1)]",
    "no-error": "def squares(n):\n    return [i**2 for i in range(1, n + 1)]",
    "from-zero": "def squares(n):\n    return [i**2 for i in range(n)]",
}
SUMS = {
    "right": "def sum_of_squares(n):\n    return sum(squares(n))",
    "no-error": "def sum_of_squares(n):\n    return n * (n + 1) * (2 * n + 1) // 6",
    "from-zero": "def sum_of_squares(n):\n    return 385",
}
METADATA = {"schema_version": 3, "task": False}


def environment() -> dict[str, str]:
    """Return the environment that every side runs in: one thread per process, and the programs of this Python."""
    return os.environ | {"OMP_NUM_THREADS": "1", "PATH": os.pathsep.join([str(BIN), os.environ["PATH"]])}


def make_course(root: Path, assignment: str, students: int) -> Path:
    """Make a course with submissions of this many students; return its folder."""
    root.mkdir(parents=True)
    shutil.copy(corpus.EXERCISES / "nbgrader_config.py", root)
    if assignment == TINY:
        (root / "source" / TINY).mkdir(parents=True)
        nbformat.write(_tiny(), root / "source" / TINY / f"{TINY}.ipynb")
    else:
        source = QUICKSTART if assignment == TUTORIAL else corpus.EXERCISES / "source" / assignment
        shutil.copytree(source, root / "source" / assignment)
    run_nbgrader("generate_assignment", assignment, course=root)
    release = root / "release" / assignment
    notebooks = {path.name: nbformat.read(path, as_version=4) for path in release.glob("*.ipynb")}
    for number in range(students):
        folder = shutil.copytree(release, root / "submitted" / f"student-{number:04}" / assignment)
        for name, notebook in notebooks.items():
            nbformat.write(_filled(notebook, answers(assignment, number)), folder / name)
    return root


def run_nbgrader(*command: str, course: Path) -> None:
    """Run a command of nbgrader in a course."""
    subprocess.run([BIN / "nbgrader", *command], cwd=course, env=environment(), check=True, capture_output=True)


def answers(assignment: str, number: int) -> dict[str, str]:
    """Return a student's answer to each question, from the corpus; different students get different answers.

    Figures are the instructor's, because drawing them takes time that every side should spend.
    """
    if assignment == TINY:
        return {"double": f"def double(x):\n    return {2 if number % 3 else 3} * x"}
    if assignment == TUTORIAL:
        squares, sums = [*SQUARES.values()], [*SUMS.values()]
        return {"squares": squares[number % len(squares)], "sum_of_squares": sums[number // 2 % len(sums)]}
    by_question = defaultdict(list)
    for answer in corpus.answers(assignment):
        by_question[answer.question].append(answer.source)
    # Seven answers further on for each student, so that a small class has right answers and wrong ones.
    chosen = {question: sources[7 * number % len(sources)] for question, sources in by_question.items()}
    by_hand = corpus.Source(assignment).cells(grade=True, solution=True)
    return chosen | {key: cell.source for key, cell in by_hand if cell.cell_type == "code"}


def marks(course: Path, assignment: str) -> dict[str, dict[str, float | None]]:
    """Return the score of each graded cell by student, from the course's gradebook."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "mini-batch") as gradebook:
        return {
            submission.student_id: {
                grade.name: grade.auto_score for book in submission.notebooks for grade in book.grades
            }
            for submission in gradebook.assignment_submissions(assignment)
        }


def _filled(release: nbformat.NotebookNode, sources: dict[str, str]) -> nbformat.NotebookNode:
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        cell.source = sources.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    return notebook


def _tiny() -> nbformat.NotebookNode:
    answer = METADATA | {"grade": False, "solution": True, "locked": False, "grade_id": "double"}
    test = METADATA | {"grade": True, "solution": False, "locked": True, "points": 1, "grade_id": "double-values"}
    cells = [
        new_code_cell(
            "### BEGIN SOLUTION\ndef double(x):\n    return 2 * x\n### END SOLUTION", metadata={"nbgrader": answer}
        ),
        new_code_cell("assert [double(x) for x in (0, 1, -3)] == [0, 2, -6]", metadata={"nbgrader": test}),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})
