"""Writing results where nbgrader keeps them: into its gradebook and the folder ``autograded``.

Only one process writes. Writing a result again changes nothing, so that after a run that was stopped half-way nothing
counts twice.
"""

import base64
import os
import shutil
import warnings
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_task
from sqlalchemy.exc import SAWarning
from sqlalchemy.orm import contains_eager

from mbcourse.grading.outcome import WAITING, Result
from mbcourse.grading.released import Released
from mbcourse.grading.submission_time import TIMESTAMP, content_of, submission_time, unreadable_time

# nbgrader's own files in a submission, which its later commands look for beside the graded notebook.
CARRIED = (TIMESTAMP, "submission_secret.txt")
READ_ONLY = 0o444  # as nbgrader's own autograder leaves files


def less_penalty(score: float, penalty: float | None) -> float:
    """Return a score less its late penalty, at least 0: marks by hand can go down after the penalty was set.

    Parameters
    ----------
    score : float
        The points of a submission or a notebook.
    penalty : float or None
        The points that are taken off; None for no penalty.

    Examples
    --------
    >>> less_penalty(8.0, 3.0), less_penalty(2.0, 3.0), less_penalty(8.0, None)
    (5.0, 0.0, 8.0)
    """
    return max(0.0, score - (penalty or 0.0))


class Recorder:
    """Writes results into a course; also a context manager, which closes the gradebook.

    Parameters
    ----------
    coursedir : CourseDirectory
        The course's folders and the address of its gradebook.
    penalties : AssignLatePenalties
        nbgrader's preprocessor that computes late penalties, with the course's settings.

    Examples
    --------
    >>> from mbcourse.grading.course import Course
    >>> course = Course(Path("course"))  # doctest: +SKIP
    >>> with Recorder(course.directory, course.penalties) as recorder:  # doctest: +SKIP
    ...     recorder.record(released, "ada", result, {})
    """

    def __init__(self, coursedir: CourseDirectory, penalties: AssignLatePenalties) -> None:
        self._coursedir, self._penalties = coursedir, penalties
        self._gradebook = Gradebook(coursedir.db_url, coursedir.course_id)
        # Only this process writes, so that it need not read again what it has read, such as the assignment's cells.
        self._gradebook.db().expire_on_commit = False
        penalties.init_plugin()

    def __enter__(self) -> "Recorder":
        return self

    def __exit__(self, *error: object) -> None:
        self._gradebook.close()

    def recorded(self, assignment: str) -> dict[str, datetime | None]:
        """Return the time of each submission in the gradebook, by student; None if the gradebook has no time."""
        submissions = self._gradebook.assignment_submissions(assignment)
        return {submission.student_id: submission.timestamp for submission in submissions}

    def handed_in(self, assignment: str, student: str) -> datetime | None:
        """Return the time of a submission, as its folder says; None if it has no valid ``timestamp.txt``."""
        return submission_time(self._submitted(assignment, student))

    def unreadable_time(self, assignment: str, student: str) -> str:
        """Say why a submission has no time although its folder has a ``timestamp.txt``; empty otherwise."""
        return unreadable_time(self._submitted(assignment, student))

    def record(self, released: Released, student: str, result: Result, files: Mapping[str, str]) -> None:
        """Write a result, and the files that it was graded with; marks and comments that a person gave stay.

        Parameters
        ----------
        released : Released
            The assignment's notebook.
        student : str
            The student's id.
        result : Result
            The result.
        files : mapping of str to str
            The files that were handed in beside the notebook, in base64, by relative path.
        """
        folder = self._submitted(released.assignment, student)
        notebook = nbformat.reader.reads(result.notebook)
        self._write_files(released, student, folder, result.notebook, {**files, **released.files})
        submission = self._submission(released.assignment, student, folder)
        (row,) = (each for each in submission.notebooks if each.name == released.notebook)
        _set_marks(row, notebook, result)
        row.late_submission_penalty = self._penalty(submission, row)
        self._gradebook.db.commit()

    def undo(self) -> None:
        """Undo what was not recorded to its end."""
        self._gradebook.db.rollback()

    def update_penalties(self, assignment: str) -> None:
        """Compute every late penalty again: the due date, an extension or the policy may have changed."""
        rows = (
            self._gradebook.db.query(SubmittedNotebook)
            .join(SubmittedNotebook.assignment)
            .options(contains_eager(SubmittedNotebook.assignment))
            .filter(SubmittedAssignment.assignment_id == self._gradebook.find_assignment(assignment).id)
            .populate_existing()
        )
        for row in rows:
            row.late_submission_penalty = self._penalty(row.assignment, row)
        self._gradebook.db.commit()

    def _submitted(self, assignment: str, student: str) -> Path:
        return Path(self._coursedir.format_path(self._coursedir.submitted_directory, student, assignment))

    def _submission(self, assignment: str, student: str, folder: Path) -> SubmittedAssignment:
        with warnings.catch_warnings():  # nbgrader's own, for a new student
            warnings.simplefilter("ignore", SAWarning)
            return self._submission_row(assignment, student, folder)

    def _submission_row(self, assignment: str, student: str, folder: Path) -> SubmittedAssignment:
        self._gradebook.update_or_create_student(student)
        timestamp = submission_time(folder)
        fields = {"timestamp": timestamp} if timestamp else {}
        return self._gradebook.update_or_create_submission(assignment, student, **fields)

    def _penalty(self, submission: SubmittedAssignment, row: SubmittedNotebook) -> float | None:
        if submission.assignment.duedate is None or (late := submission.total_seconds_late) <= 0:
            return None
        self._gradebook.db.flush()
        self._gradebook.db.refresh(row, ["score"])  # the database computes the sum
        penalty = self._penalties.plugin_inst.late_submission_penalty(submission.student_id, row.score, late)
        return None if penalty is None else min(max(penalty, 0.0), row.score)

    def _write_files(
        self, released: Released, student: str, submitted: Path, notebook: str, files: Mapping[str, str]
    ) -> None:
        course = self._coursedir
        folder = Path(course.format_path(course.autograded_directory, student, released.assignment))
        folder.mkdir(parents=True, exist_ok=True)
        _remove_others(folder)
        _replace(folder / f"{released.notebook}.ipynb", notebook.encode())
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            _replace(folder / name, base64.b64decode(content))
        for name in CARRIED:
            if carried := content_of(submitted, name):
                _replace(folder / name, carried)


def _set_marks(row: SubmittedNotebook, notebook: NotebookNode, result: Result) -> None:
    """Set the marks of tests, and those and the automatic comments of other cells by nbgrader's rule."""
    scores = {test.name: None if test.outcome in WAITING else test.score for test in result.tests}
    cells: Mapping[str, NotebookNode] = {
        cell.metadata.nbgrader["grade_id"]: cell for cell in notebook.cells if "nbgrader" in cell.metadata
    }
    for grade in row.grades:
        if is_grade(cells[grade.name]):
            by_rule, _ = determine_grade(cells[grade.name])
            grade.auto_score = scores.get(grade.name, by_rule)
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
    for comment in row.comments:
        cell = cells.get(comment.name)  # None if the answer is in a cell that the student added
        untouched = cell is not None and compute_checksum(cell) == cell.metadata.nbgrader["checksum"]
        comment.auto_comment = "No response." if untouched and not is_task(cell) else None


def _remove_others(folder: Path) -> None:
    """Remove all but notebooks: a file of an earlier submission must not stay."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.suffix != ".ipynb":
            path.unlink()


def _replace(path: Path, content: bytes) -> None:
    """Write a file atomically: it is never there in part."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    temporary.chmod(READ_ONLY)
    os.replace(temporary, path)
