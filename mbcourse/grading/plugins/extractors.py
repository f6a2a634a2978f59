"""Extractors for nbgrader's collector: they take the newest notebook of each student, and no other file.

``nbgrader zip_collect ASSIGNMENT --extractor=mbcourse.grading.plugins.extractors.MoodleExtractor`` (or
``CanvasExtractor``, or ``FolderExtractor`` for folders named by student) reads the folder
``downloaded/ASSIGNMENT/archive`` and fills ``downloaded/ASSIGNMENT/extracted/STUDENT/``, from which nbgrader's own
collector takes the notebooks.
"""

import re
import shutil
import unicodedata
from abc import abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, Student
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import ExtractorPlugin
from sqlalchemy.engine import make_url
from traitlets import Integer, Unicode

from mbcourse.grading.archive import UNREADABLE, Archive, Entry
from mbcourse.grading.lms import canvas_file, letters, moodle_file
from mbcourse.grading.plain_files import LARGEST
from mbcourse.grading.printed import shown
from mbcourse.grading.worksheet import ColumnError, Participant, participants

MEGABYTE = 2**20
LONGEST = 255  # bytes of a folder's name
UNNAMED = "left out, not named by Canvas, or downloaded while grading is anonymous"


@dataclass(frozen=True)
class StudentNotebook:
    """A notebook that a student handed in.

    Attributes
    ----------
    name : str
        The name that the student gave the file.
    recency : tuple
        The newer the notebook, the larger.
    entry : Entry
        The file.
    owner : str
        Who handed it in, by the LMS's own number or the folder's name: a student has only one of them.

    Examples
    --------
    >>> import io
    >>> from datetime import datetime
    >>> from pathlib import PurePosixPath
    >>> entry = Entry(PurePosixPath("ada/ps1.ipynb"), (datetime(2026, 11, 20), 0.0), 2, lambda: io.BytesIO(b"{}"))
    >>> StudentNotebook("ps1.ipynb", entry.written, entry, "ada").name
    'ps1.ipynb'
    """

    name: str
    recency: tuple[Any, ...]
    entry: Entry
    owner: str


def students_of(course: CourseDirectory) -> list[Student]:
    """Return the students in a course's gradebook; none if there is no gradebook yet.

    Examples
    --------
    >>> students_of(CourseDirectory(root="/no/such/course"))
    []
    """
    place = make_url(course.db_url)
    if place.get_backend_name() == "sqlite" and not Path(place.database or "").is_file():
        return []  # to look into it would make one
    with Gradebook(course.db_url, course.course_id) as gradebook:
        return list(gradebook.students)


class LmsExtractor(ExtractorPlugin):
    """The common part of the extractors: choosing notebooks, writing them, and saying what was left out.

    Attributes
    ----------
    remarks : dict of str to list of str
        What an instructor should know: why files were left out, or taken with a doubt, and their paths.

    Examples
    --------
    An extractor says whose notebook a file is:

    >>> class EverythingIsAdas(LmsExtractor):
    ...     def prepare(self, archive):
    ...         pass
    ...     def identify(self, entry):
    ...         return "ada", StudentNotebook(entry.path.name, entry.written, entry, "ada")
    >>> EverythingIsAdas().max_megabytes
    50
    """

    max_megabytes = Integer(LARGEST // MEGABYTE, help="Larger notebooks are left out.").tag(config=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.remarks: dict[str, list[str]] = defaultdict(list)

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Write the newest notebook of each student to ``extracted_path/STUDENT/``.

        Raises
        ------
        SystemExit
            If a zip is damaged, or has an entry outside the folder that it is unpacked to.
        """
        with Archive(Path(archive_path)) as archive:
            self.extract_from(archive, Path(extracted_path))

    def extract_from(self, archive: Archive, to: Path) -> None:
        """Write the newest notebook of each student to ``to/STUDENT/``.

        Raises
        ------
        SystemExit
            If a zip is damaged.
        """
        self.prepare(archive)
        for remark, path in archive.left_out:
            self.remark(remark, path)
        students = self._students(archive)
        for student, known in self._alike(students):
            self.remark(
                f"taken as a new student, although the gradebook has {shown(known)}: correct the one that is wrong",
                student,
            )
        chosen = {student: self._choose(student, notebooks) for student, notebooks in students.items()}
        size = sum(notebook.entry.size for notebooks in chosen.values() for notebook in notebooks.values())
        if size > (free := shutil.disk_usage(to).free):
            raise SystemExit(
                f"the notebooks have {size // MEGABYTE} MB, and the disk has room for {free // MEGABYTE} MB"
            )
        for student, notebooks in chosen.items():
            self._write(notebooks, to / student)

    @abstractmethod
    def prepare(self, archive: Archive) -> None:
        """Read what `identify` needs to identify students."""

    @abstractmethod
    def identify(self, entry: Entry) -> tuple[str, StudentNotebook] | None:
        """Return the student's id and the notebook; None, with a remark, if the student is not known."""

    def remark(self, remark: str, about: object) -> None:
        """Note something about a file or a student."""
        text = shown(str(about))
        self.remarks[remark].append(text)
        self.log.warning("%s: %s", remark[0].upper() + remark[1:], text)

    def _students(self, archive: Archive) -> dict[str, list[StudentNotebook]]:
        """Return the notebooks of each student; none that two participants of the LMS claim to be."""
        students: dict[str, list[StudentNotebook]] = defaultdict(list)
        for entry in archive.entries:
            if entry.size > self.max_megabytes * MEGABYTE:
                self.remark(f"left out, larger than {self.max_megabytes} MB", entry.path)
            elif identified := self.identify(entry):
                student, notebook = identified
                if reason := _no_folder(student):
                    self.remark(f"left out, {reason}", entry.path)
                else:
                    students[student].append(notebook)
        for student, notebooks in list(students.items()):
            if len({notebook.owner for notebook in notebooks}) > 1:
                for notebook in students.pop(student):
                    self.remark(f"left out, several participants have the student id {student}", notebook.entry.path)
        return students

    def _alike(self, students: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield students whom the gradebook lacks, each with one whom it has under nearly the same id."""
        known = {student.id for student in students_of(self.parent.coursedir)}
        alike = {_form(student): student for student in sorted(known)}
        for student in sorted(students):
            if student not in known and _form(student) in alike:
                yield student, alike[_form(student)]

    def _write(self, notebooks: dict[str, StudentNotebook], folder: Path) -> None:
        """Write a student's notebooks: all of them, or no folder if one cannot be read."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, notebook in notebooks.items():
            try:
                notebook.entry.copy(folder / name)
            except OSError as error:
                if error.errno in (ENOSPC, EDQUOT):
                    raise
                self.remark(UNREADABLE, notebook.entry.path)
                shutil.rmtree(folder)
                return

    def _choose(self, student: str, notebooks: list[StudentNotebook]) -> dict[str, StudentNotebook]:
        """Return the newest version of each of the assignment's notebooks, by the name that it has there."""
        course = self.parent.coursedir
        source = Path(course.format_path(course.source_directory, ".", course.assignment_id))
        expected = sorted(path.name for path in source.glob("*.ipynb"))
        if not expected:
            raise SystemExit(f"{source} contains no notebook: is {course.assignment_id!r} the assignment's name?")
        chosen = {}
        for name in expected:
            versions = [notebook for notebook in notebooks if _is_version_of(name, notebook.name)]
            taken_anyway = not versions and len(expected) == 1
            if taken_anyway:
                versions = notebooks
            if versions:
                chosen[name] = max(versions, key=lambda version: version.recency)
            if taken_anyway:
                self.remark(f"taken as the newest one, because no notebook is called {name}", chosen[name].entry.path)
        for notebook in notebooks:
            if notebook not in chosen.values():
                self.remark("left out, an older version or another notebook", notebook.entry.path)
        return chosen


def _no_folder(student: str) -> str:
    """Return why no folder can have a student's id as its name; empty if one can."""
    if student in (".", "..") or re.search(r"[/\\]", student):
        return f"{shown(student)} cannot be a student's id, because a folder gets that name"
    if not student.isprintable():
        return "the student's id has characters that cannot be printed"
    return "the student's id is too long for a folder's name" if len(student.encode()) > LONGEST else ""


def _form(student: str) -> str:
    """Return what an id has in common with those that differ from it in case, Unicode form or leading zeros."""
    return unicodedata.normalize("NFKC", student).casefold().lstrip("0")


def _is_version_of(expected: str, name: str) -> bool:
    """Return whether a name is the expected one plus what browsers and Canvas append: "ps1 (2)", "ps1-1"."""
    stem = re.escape(expected.removesuffix(".ipynb"))
    return bool(re.fullmatch(rf"{stem}(?:[-_ ]+\d+|[-_ ]*\(\d+\))*\.ipynb", name, re.IGNORECASE))


def _appended_numbers(name: str) -> tuple[int, ...]:
    """Return the numbers appended to a name: (2,) for "ps1 (2).ipynb", () for "ps1.ipynb"."""
    return tuple(int(digits) for digits in re.findall(r"[-_ (](\d{1,20})(?=[)\-_ .])", name))


class FolderExtractor(LmsExtractor):
    """For a folder that contains a folder for each student, named by the student's id: ``ada/ps1.ipynb``.

    Examples
    --------
    >>> import io
    >>> from datetime import datetime
    >>> from pathlib import PurePosixPath
    >>> entry = Entry(PurePosixPath("ada/ps1.ipynb"), (datetime(2026, 11, 20), 0.0), 2, lambda: io.BytesIO(b"{}"))
    >>> student, notebook = FolderExtractor().identify(entry)
    >>> student, notebook.name
    ('ada', 'ps1.ipynb')
    """

    def prepare(self, archive: Archive) -> None:
        """Read nothing: the folders' names are the students' ids."""

    def identify(self, entry: Entry) -> tuple[str, StudentNotebook] | None:
        """Return the student's id and the notebook."""
        student, *rest = entry.path.parts
        if not rest:
            self.remark("left out, not in a student's folder", entry.path)
            return None
        recency = (*entry.written, _appended_numbers(entry.path.name))
        return student, StudentNotebook(entry.path.name, recency, entry, student)


class CanvasExtractor(LmsExtractor):
    """For *Download Submissions* in Canvas: ``lastnamefirstname_LATE_USER_FILE_ps1-1.ipynb``, all in one folder.

    USER is Canvas's number of the student, and FILE that of the upload: the later the upload, the larger. The student
    is the one whose ``lms_user_id`` in the gradebook is USER; if there is none, USER itself becomes the student's id.

    Examples
    --------
    ``nbgrader zip_collect ps1 --extractor=mbcourse.grading.plugins.extractors.CanvasExtractor`` uses it on all files of
    the archive folder. One of them:

    >>> import io
    >>> from datetime import datetime
    >>> from pathlib import PurePosixPath
    >>> name = "lovelaceada_LATE_12345_67890_ps1-1.ipynb"
    >>> entry = Entry(PurePosixPath(name), (datetime(2026, 11, 20), 0.0), 2, lambda: io.BytesIO(b"{}"))
    >>> extractor = CanvasExtractor()
    >>> extractor._ids, extractor._depth = {"12345": {"ada"}}, {"": 1}  # as `prepare` finds them
    >>> student, notebook = extractor.identify(entry)
    >>> student, notebook.name
    ('ada', 'ps1-1.ipynb')
    """

    def prepare(self, archive: Archive) -> None:
        """Read Canvas's numbers from the gradebook, and find the folder that Canvas's files are in."""
        self._ids: dict[str, set[str]] = defaultdict(set)
        for student in students_of(self.parent.coursedir):
            if student.lms_user_id:
                self._ids[student.lms_user_id].add(student.id)
        self._depth: dict[str, int] = {}
        for entry in archive.entries:
            depth = len(entry.path.parts)
            self._depth[entry.container] = min(depth, self._depth.get(entry.container, depth))

    def identify(self, entry: Entry) -> tuple[str, StudentNotebook] | None:
        """Return the student's id and the notebook."""
        file = canvas_file(entry.path)
        if not file or not file.user:
            self.remark(UNNAMED, entry.path)
        elif len(entry.path.parts) > self._depth[entry.container]:
            self.remark("left out, in a folder beside Canvas's own files", entry.path)
        elif len(ids := self._ids.get(file.user, {file.user})) > 1:
            self.remark(f"left out, {len(ids)} students in the gradebook have Canvas's number {file.user}", entry.path)
        else:
            recency = (file.upload, *entry.written)
            return next(iter(ids)), StudentNotebook(file.name, recency, entry, file.user)
        return None


class MoodleExtractor(LmsExtractor):
    """For *Download all submissions* in Moodle: ``Full Name_NUMBER_assignsubmission_file_/ps1.ipynb``.

    NUMBER is the participant's in this assignment, and a different one in the next. If Moodle's grading worksheet
    (*Download grading worksheet*), a CSV file, is in the same folder as the zip, it says which student has the number
    and the name; without it the student is the one with that name in the gradebook.

    Examples
    --------
    ``nbgrader zip_collect ps1 --extractor=mbcourse.grading.plugins.extractors.MoodleExtractor`` uses it on all files of
    the archive folder. One of them:

    >>> import io
    >>> from datetime import datetime
    >>> from pathlib import PurePosixPath
    >>> name = "Ada Lovelace_4711_assignsubmission_file_/ps1.ipynb"
    >>> entry = Entry(PurePosixPath(name), (datetime(2026, 11, 20), 0.0), 2, lambda: io.BytesIO(b"{}"))
    >>> extractor = MoodleExtractor()
    >>> extractor._rows = {"4711": [Participant("4711", "ada", "Ada Lovelace", "")]}  # as `prepare` reads them
    >>> student, notebook = extractor.identify(entry)
    >>> student, notebook.name
    ('ada', 'ps1.ipynb')
    """

    worksheet_column = Unicode(
        "", help="The worksheet's column with student ids; by default ID number, else Username, else Email address."
    ).tag(config=True)

    def prepare(self, archive: Archive) -> None:
        """Read the worksheets of this assignment, and the names in the gradebook."""
        files = filter(None, (moodle_file(entry.path) for entry in archive.entries))
        numbers = {file.participant for file in files}
        self._rows: dict[str, list[Participant]] = defaultdict(list)
        for path in archive.tables:
            for participant in self._participants(path, numbers):
                self._rows[participant.number].append(participant)
        self._names: dict[str, set[str]] = defaultdict(set)
        for student in students_of(self.parent.coursedir):
            for names in ((student.first_name, student.last_name), (student.last_name, student.first_name)):
                self._names[letters("".join(name or "" for name in names))].add(student.id)

    def identify(self, entry: Entry) -> tuple[str, StudentNotebook] | None:
        """Return the student's id and the notebook."""
        file = moodle_file(entry.path)
        if not file:
            self.remark("left out, not named by Moodle", entry.path)
            return None
        if self._rows:
            rows = self._rows.get(file.participant, [])
            ids = {row.student for row in rows if row.is_named(file)}
            missing = "it has the number under another name" if rows else "it does not have the participant's number"
            reason = f"left out, Moodle's worksheet does not confirm who it is: {missing}"
        else:
            ids = self._names.get(letters(file.student), set())
            reason = f"left out, {len(ids)} students in the gradebook are called {file.student!r}; "
            reason += "put Moodle's grading worksheet beside the zip"
        student = next(iter(ids)) if len(ids) == 1 else ""
        if not student:
            self.remark("left out, Moodle's worksheet has no student id for it" if ids == {""} else reason, entry.path)
            return None
        recency = (*entry.written, _appended_numbers(file.name))
        return student, StudentNotebook(file.name, recency, entry, file.participant)

    def _participants(self, path: Path, numbers: Collection[str]) -> list[Participant]:
        """Return the participants in a worksheet of this assignment; none for another CSV file."""
        try:
            found = participants(path.read_bytes(), numbers, self.worksheet_column)
        except ColumnError as error:
            raise SystemExit(f"{path.name}: {error}") from error
        except OSError:
            self.remark(UNREADABLE, path.name)
            return []
        if found and not any(participant.number in numbers for participant in found):
            self.remark("not used, the worksheet of another assignment", path.name)
            return []
        return found or []
