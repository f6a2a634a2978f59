"""An nbgrader course: its settings, its released assignments, and the submissions."""

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.baseapp import NbGrader
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties

from mbcourse.grading.assignments import files_beside, from_gradebook
from mbcourse.grading.plain_files import read_text
from mbcourse.grading.printed import shown
from mbcourse.grading.released import Released
from mbcourse.grading.submitted_files import SubmittedFiles, read_files

SHOWN = 3  # other notebooks that a message names


class CourseError(ValueError):
    """A course, an assignment or a submission does not exist or cannot be used; the message says what to do.

    Examples
    --------
    >>> str(CourseError("ps9 has not been released"))
    'ps9 has not been released'
    """


@dataclass(frozen=True)
class HandedIn:
    """A notebook and the files beside it, as they were read.

    Attributes
    ----------
    text : str or None
        The notebook's file, see `Submission.text`.
    beside : SubmittedFiles
        The files beside it; none by default.
    missing : str
        Why there is no text; empty by default.

    Examples
    --------
    >>> HandedIn("{}").beside.contents
    {}
    """

    text: str | None
    beside: SubmittedFiles = field(default_factory=SubmittedFiles)
    missing: str = ""


@dataclass(frozen=True)
class Submission:
    """A student's submitted notebook, whose file may be missing.

    Attributes
    ----------
    student : str
        The student's id.
    path : Path
        Where the notebook should be.
    ignored : tuple of str
        Patterns of names of files that do not count; empty by default.

    Examples
    --------
    >>> print(Submission("ada", Path("submitted/ada/ps1/no-such-file.ipynb")).text())
    None
    """

    student: str
    path: Path
    ignored: tuple[str, ...] = ()

    def read(self, released: Released) -> HandedIn:
        """Read the notebook and the files beside it that the assignment does not have itself."""
        text = self.text()
        if text is None and self._link():
            return HandedIn(None, missing=self.missing())
        beside = read_files(self.path.parent, released.files, self.ignored)
        return HandedIn(text, beside, self.missing() if text is None else "")

    def text(self) -> str | None:
        """Return the file's text; None if there is no file, or it is reached through a link."""
        return None if self._link() else read_text(self.path)

    def missing(self) -> str:
        """Say why there is no text."""
        if link := self._link():
            return f"{shown(link.name)} is a link, which is not followed"
        if self.path.exists():
            return f"{self.path.name} is not a plain file that can be read"
        others = sorted(shown(path.name) for path in self.path.parent.glob("*.ipynb"))[:SHOWN]
        return f"no {self.path.name} was handed in" + (f", but {', '.join(others)}" if others else "")

    def _link(self) -> Path | None:
        """Return what is a link of the notebook and its folders, up to the one named by the student's id."""
        parents = list(self.path.parents)
        place = next((n for n, each in enumerate(parents) if each.name == self.student), 0)
        return next((each for each in (self.path, *parents[: place + 1]) if each.is_symlink()), None)


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
            return [self._without_handed_in(from_gradebook(notebook, folder)) for notebook in notebooks]

    def _without_handed_in(self, released: Released) -> Released:
        """Return the notebook without the files that students hand in, such as a module to complete."""
        excluded = self.config.get("Autograde", {}).get("exclude_overwriting", {}).get(released.assignment, [])
        return replace(released, files={name: text for name, text in released.files.items() if name not in excluded})

    def reference(self, released: Released) -> HandedIn:
        """Return the instructor's own notebook, whose text is None if it is not there, and what students hand in."""
        folder = Path(self.directory.format_path(self.directory.source_directory, ".", released.assignment))
        path = folder / f"{released.notebook}.ipynb"
        files = {name: text for name, text in files_beside(folder).items() if name not in released.files}
        return HandedIn(path.read_text("utf-8") if path.is_file() else None, SubmittedFiles(files))

    def submissions(self, released: Released, students: Sequence[str] = ("*",)) -> Iterator[Submission]:
        """Yield the submissions of a notebook by students whose ids match one of the patterns, in the ids' order.

        Raises
        ------
        CourseError
            If there is none.
        """
        for student in self.students(released.assignment, students):
            folder = self.directory.format_path(self.directory.submitted_directory, student, released.assignment)
            ignored = tuple(self.directory.ignore)
            yield Submission(student, Path(folder) / f"{released.notebook}.ipynb", ignored)

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
