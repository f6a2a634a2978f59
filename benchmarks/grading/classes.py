"""Courses for one measurement, with classes of students whose answers come from the corpus."""

import copy
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

from exercises import corpus

BIN = Path(sys.executable).parent
TINY = "tiny"  # an assignment with one question, so that a large class is graded in minutes
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
        shutil.copytree(corpus.EXERCISES / "source" / assignment, root / "source" / assignment)
    nbgrader("generate_assignment", assignment, course=root)
    release = nbformat.read(root / "release" / assignment / f"{assignment}.ipynb", as_version=4)
    for number in range(students):
        folder = root / "submitted" / f"student-{number:04}" / assignment
        folder.mkdir(parents=True)
        nbformat.write(_filled(release, answers(assignment, number)), folder / f"{assignment}.ipynb")
    return root


def nbgrader(*command: str, course: Path) -> None:
    """Run a command of nbgrader in a course."""
    subprocess.run([BIN / "nbgrader", *command], cwd=course, env=environment(), check=True, capture_output=True)


def answers(assignment: str, number: int) -> dict[str, str]:
    """Return a student's answer to each question, from the corpus; different students get different answers.

    Figures are the instructor's, because drawing them takes time that every side should spend.
    """
    if assignment == TINY:
        return {"double": f"def double(x):\n    return {2 if number % 3 else 3} * x"}
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
