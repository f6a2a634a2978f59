"""An nbgrader course: its settings, its released assignments, and the submissions."""

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.baseapp import NbGrader
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties

from mbcourse.grading.assignments import from_gradebook
from mbcourse.grading.released import Released

LARGEST = 20 * 2**20  # bytes; the text of a larger notebook is not read


class CourseError(ValueError):
    """A course, an assignment or a submission does not exist or cannot be used; the message says what to do.

    Examples
    --------
    >>> str(CourseError("ps9 has not been released"))
    'ps9 has not been released'
    """


@dataclass(frozen=True)
class Submission:
    """A student's submitted notebook, whose file may be missing.

    Attributes
    ----------
    student : str
        The student's id.
    path : Path
        Where the notebook should be.

    Examples
    --------
    >>> print(Submission("ada", Path("submitted/ada/ps1/no-such-file.ipynb")).text())
    None
    """

    student: str
    path: Path

    def text(self) -> str | None:
        """Return the file's text: None if there is no file, empty if it is not UTF-8 or larger than `LARGEST`."""
        if self.path.is_symlink() or not self.path.is_file():
            return None
        with self.path.open("rb") as file:
            content = file.read(LARGEST + 1)
        try:
            return content.decode() if len(content) <= LARGEST else ""
        except UnicodeDecodeError:
            return ""


class Course:
    """The course in a folder, with the settings that nbgrader itself would read.

    Parameters
    ----------
    root : Path
        The folder with ``nbgrader_config.py``.

    Raises
    ------
    CourseError
        If the folder contains no ``nbgrader_config.py``.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     root = Path(folder)
    ...     (root / "nbgrader_config.py").touch()
    ...     for student in ("ada", "emmy", "sofya"):
    ...         (root / "submitted" / student / "ps1").mkdir(parents=True)
    ...     Course(root).students("ps1", ["ada", "e*"])
    ['ada', 'emmy']
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        if not (self.root / "nbgrader_config.py").is_file():
            raise CourseError(
                f"{self.root} is not a course: it contains no nbgrader_config.py; change to the course's folder, or "
                "name it with --course"
            )
        before = os.getcwd()
        os.chdir(self.root)  # nbgrader reads its settings, and a relative db_url, from the current folder
        try:
            self.app = NbGrader()
            self.app.log_level = logging.ERROR
            self.app.load_config_file()
        finally:
            os.chdir(before)
        self.config = self.app.config
        self.directory = CourseDirectory(parent=self.app, root=str(self.root))
        self.penalties = AssignLatePenalties(parent=self.app)

    def released(self, assignment: str) -> list[Released]:
        """Return the notebooks of an assignment as they were released.

        Raises
        ------
        CourseError
            If the gradebook does not have the assignment.
        """
        folder = Path(self.directory.format_path(self.directory.source_directory, ".", assignment))
        with Gradebook(self.directory.db_url, self.directory.course_id) as gradebook:
            try:
                notebooks = gradebook.find_assignment(assignment).notebooks
            except MissingEntry:
                notebooks = []
            if not notebooks:
                known = ", ".join(sorted(a.name for a in gradebook.assignments if a.notebooks)) or "none"
                raise CourseError(
                    f"{assignment!r} has not been released in this course (released: {known}); "
                    f"run: nbgrader generate_assignment {assignment}"
                )
            return [from_gradebook(notebook, folder) for notebook in notebooks]

    def submissions(self, released: Released, students: Sequence[str] = ("*",)) -> Iterator[Submission]:
        """Yield the submissions of a notebook by students whose ids match one of the patterns, in the ids' order.

        Raises
        ------
        CourseError
            If there is none.
        """
        for student in self.students(released.assignment, students):
            folder = self.directory.format_path(self.directory.submitted_directory, student, released.assignment)
            yield Submission(student, Path(folder) / f"{released.notebook}.ipynb")

    def students(self, assignment: str, patterns: Sequence[str] = ("*",)) -> list[str]:
        """Return the students whose ids match one of the patterns and who handed something in.

        Raises
        ------
        CourseError
            If there is none.
        """
        # The course's folder structure with * in place of {student_id}.
        structure = Path(self.directory.format_path(self.directory.submitted_directory, "*", assignment))
        place = structure.parts.index("*")
        folders = sorted(path for path in self.root.glob(str(structure.relative_to(self.root))) if path.is_dir())
        students = [path.parts[place] for path in folders]
        matching = [student for student in students if any(fnmatchcase(student, pattern) for pattern in patterns)]
        if not matching:
            raise CourseError(f"nothing was handed in for {assignment} by {', '.join(patterns)}: {structure} is empty")
        return matching
