"""Results written where nbgrader keeps them: its gradebook, and the folder ``autograded``.

Only one process writes. Whatever it writes it could write again: a run that was stopped half-way leaves nothing that
counts twice.
"""

import base64
import os
import warnings
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_task, parse_utc
from sqlalchemy.exc import SAWarning

from mbcourse.grading.outcome import Result
from mbcourse.grading.released import Released

TIMESTAMP = "timestamp.txt"
READ_ONLY = 0o444  # as nbgrader's own autograder leaves files


def less_penalty(score: float, penalty: float | None) -> float:
    """Return a score less its late penalty, never below 0; what was marked by hand can change after the penalty was.

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
        The course.
    penalties : AssignLatePenalties
        What nbgrader would ask for the penalty of a late submission, with the course's settings.
    """

    def __init__(self, coursedir: CourseDirectory, penalties: AssignLatePenalties) -> None:
        self._coursedir, self._penalties = coursedir, penalties
        self._gradebook = Gradebook(coursedir.db_url, coursedir.course_id)
        # Only this process writes: what it has read, such as the assignment's cells, it need not read again.
        self._gradebook.db().expire_on_commit = False
        penalties.init_plugin()

    def __enter__(self) -> "Recorder":
        return self

    def __exit__(self, *error: object) -> None:
        self._gradebook.close()

    def recorded(self, assignment: str) -> dict[str, datetime | None]:
        """Return the students whose submissions the gradebook has, and when it says that they were handed in."""
        submissions = self._gradebook.assignment_submissions(assignment)
        return {submission.student_id: submission.timestamp for submission in submissions}

    def handed_in(self, assignment: str, student: str) -> datetime | None:
        """Return when something was handed in, None if nothing says so."""
        return _time(self._submitted(assignment, student))

    def record(self, released: Released, student: str, result: Result) -> None:
        """Write a result; marks and comments that a person gave stay as they are."""
        folder = self._submitted(released.assignment, student)
        notebook = nbformat.reads(result.notebook, as_version=4)
        self._write_files(released, student, folder, result.notebook)
        submission = self._submission(released.assignment, student, folder)
        (row,) = (each for each in submission.notebooks if each.name == released.notebook)
        _set_marks(row, notebook)
        row.late_submission_penalty = self._penalty(submission, row)
        self._gradebook.db.commit()

    def _submitted(self, assignment: str, student: str) -> Path:
        return Path(self._coursedir.format_path(self._coursedir.submitted_directory, student, assignment))

    def _submission(self, assignment: str, student: str, folder: Path) -> SubmittedAssignment:
        with warnings.catch_warnings():  # nbgrader's own, when it meets a student first
            warnings.simplefilter("ignore", SAWarning)
            return self._submission_row(assignment, student, folder)

    def _submission_row(self, assignment: str, student: str, folder: Path) -> SubmittedAssignment:
        self._gradebook.update_or_create_student(student)
        timestamp = _time(folder)
        when = {"timestamp": timestamp} if timestamp else {}
        return self._gradebook.update_or_create_submission(assignment, student, **when)

    def _penalty(self, submission: SubmittedAssignment, row: SubmittedNotebook) -> float | None:
        late = submission.total_seconds_late
        if late <= 0:
            return None
        self._gradebook.db.flush()
        self._gradebook.db.refresh(row, ["score"])  # the database adds it up
        penalty = self._penalties.plugin_inst.late_submission_penalty(submission.student_id, row.score, late)
        return None if penalty is None else min(max(penalty, 0.0), row.score)

    def _write_files(self, released: Released, student: str, submitted: Path, notebook: str) -> None:
        course = self._coursedir
        folder = Path(course.format_path(course.autograded_directory, student, released.assignment))
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / f"{released.notebook}.ipynb", notebook.encode())
        for name, content in released.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            _replace(folder / name, base64.b64decode(content))
        if when := _timestamp(submitted):
            _replace(folder / TIMESTAMP, when)


def _timestamp(folder: Path) -> bytes:
    """Return what nbgrader's file of the time of a submission holds: nothing where it is none of nbgrader's."""
    path = folder / TIMESTAMP
    is_one = path.is_file() and not path.is_symlink() and path.stat().st_size < 100
    return path.read_bytes() if is_one else b""


def _time(folder: Path) -> datetime | None:
    """Return when something was handed in; over a file that holds no time nbgrader itself would end the run."""
    try:
        text = _timestamp(folder).decode().strip()
        return parse_utc(text) if text else None
    except (ValueError, OverflowError):
        return None


def _set_marks(row: SubmittedNotebook, notebook: NotebookNode) -> None:
    """Set the marks and automatic comments of a notebook by nbgrader's rule."""
    cells: Mapping[str, NotebookNode] = {
        cell.metadata.nbgrader["grade_id"]: cell for cell in notebook.cells if "nbgrader" in cell.metadata
    }
    for grade in row.grades:
        if is_grade(cells[grade.name]):
            grade.auto_score, _ = determine_grade(cells[grade.name])
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
    for comment in row.comments:
        cell = cells.get(comment.name)  # None: the answer stands in a cell of the student's own
        untouched = cell is not None and compute_checksum(cell) == cell.metadata.nbgrader["checksum"]
        comment.auto_comment = "No response." if untouched and not is_task(cell) else None


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole, or as it was before."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.chmod(READ_ONLY)
    os.replace(beside, path)
