"""Extractors for nbgrader's collector: they take the newest notebook of each student, and no other file.

``nbgrader zip_collect ASSIGNMENT --extractor=mbcourse.grading.plugins.extractors.MoodleExtractor`` (or
``CanvasExtractor``, or ``FolderExtractor`` for folders named by student) reads the folder
``downloaded/ASSIGNMENT/archive`` and fills ``downloaded/ASSIGNMENT/extracted/STUDENT/``, from which nbgrader's own
collector takes the notebooks.
"""

import csv
import re
import unicodedata
import zipfile
from abc import abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from nbgrader.api import Gradebook, Student
from nbgrader.plugins import ExtractorPlugin
from traitlets import Integer, Unicode

from mbcourse.grading.lms import canvas_file, moodle_file

MEGABYTE = 2**20
LONGEST = 255  # bytes of a folder's name


@dataclass(frozen=True)
class Entry:
    """A file in the archive folder, or in a zip in that folder.

    Attributes
    ----------
    path : PurePosixPath
        Its path, relative to the archive folder or in the zip.
    written : (datetime, float)
        When it was last written; for a file in a zip, as the zip says, then when the zip was.
    size : int
        Its size in bytes.
    read : callable
        Returns its content.

    Examples
    --------
    >>> entry = Entry(PurePosixPath("ada/ps1.ipynb"), (datetime(2026, 11, 20), 0.0), 2, lambda: b"{}")
    >>> entry.read()
    b'{}'
    """

    path: PurePosixPath
    written: tuple[datetime, float]
    size: int
    read: Callable[[], bytes]


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

    Examples
    --------
    >>> entry = Entry(PurePosixPath("ada/ps1.ipynb"), (datetime(2026, 11, 20), 0.0), 2, lambda: b"{}")
    >>> StudentNotebook("ps1.ipynb", entry.written, entry).name
    'ps1.ipynb'
    """

    name: str
    recency: tuple[Any, ...]
    entry: Entry


class LmsExtractor(ExtractorPlugin):
    """The common part of the extractors: reading the archives, choosing notebooks, writing them.

    Examples
    --------
    An extractor says whose notebook a file is:

    >>> class EverythingIsAdas(LmsExtractor):
    ...     def prepare(self, archive):
    ...         pass
    ...     def identify(self, entry):
    ...         return "ada", StudentNotebook(entry.path.name, entry.written, entry)
    >>> EverythingIsAdas().max_megabytes
    20
    """

    max_megabytes = Integer(20, help="Larger notebooks are left out.").tag(config=True)

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Write the newest notebook of each student to ``extracted_path/STUDENT/``.

        Raises
        ------
        SystemExit
            If a zip is damaged, or has an entry outside the folder that it is unpacked to; then nothing is written.
        """
        self.prepare(Path(archive_path))
        students: dict[str, list[StudentNotebook]] = defaultdict(list)
        for entry in entries(Path(archive_path)):
            if entry.path.suffix.lower() != ".ipynb":
                self.log.info("Left out, not a notebook: %s", entry.path)
            elif entry.size > self.max_megabytes * MEGABYTE:
                self.log.error("Left out, larger than %d MB: %s", self.max_megabytes, entry.path)
            elif identified := self.identify(entry):
                student, notebook = identified
                if len(student.encode()) > LONGEST:
                    self.log.error("Left out, a student's id that is too long for a folder's name: %s", student)
                else:
                    students[student].append(notebook)
        for student, notebooks in students.items():
            for name, chosen in self._choose(student, notebooks).items():
                folder = Path(extracted_path, student)
                folder.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(chosen.entry.read())

    @abstractmethod
    def prepare(self, archive: Path) -> None:
        """Read what `identify` needs to identify students."""

    @abstractmethod
    def identify(self, entry: Entry) -> tuple[str, StudentNotebook] | None:
        """Return the student's id and the notebook; None, with a message in the log, if the student is not known."""

    def gradebook_students(self) -> list[Student]:
        """Return the students in the course's gradebook."""
        course = self.parent.coursedir
        with Gradebook(course.db_url, course.course_id) as gradebook:
            return list(gradebook.students)

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
            if not versions and len(expected) == 1:
                versions = notebooks
                self.log.warning("%s: no notebook is called %s; the newest one is taken", student, name)
            if versions:
                chosen[name] = max(versions, key=lambda version: version.recency)
        for notebook in notebooks:
            if notebook not in chosen.values():
                self.log.warning("%s: left out %s", student, notebook.entry.path)
        return chosen


def _is_version_of(expected: str, name: str) -> bool:
    """Return whether a name is the expected one plus what browsers and Canvas append: "ps1 (2)", "ps1-1"."""
    stem = re.escape(expected.removesuffix(".ipynb"))
    return bool(re.fullmatch(rf"{stem}(?:[-_ ]+\d+|[-_ ]*\(\d+\))*\.ipynb", name, re.IGNORECASE))


def _appended_numbers(name: str) -> tuple[int, ...]:
    """Return the numbers appended to a name: (2,) for "ps1 (2).ipynb", () for "ps1.ipynb"."""
    return tuple(int(digits) for digits in re.findall(r"[-_ (](\d+)(?=[)\-_ .])", name))


def entries(archive: Path) -> Iterator[Entry]:
    """Yield the files in a folder and its subfolders; for each zip directly in the folder, the files in the zip.

    Raises
    ------
    SystemExit
        If a zip is damaged, or has an entry outside the folder that it is unpacked to.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with zipfile.ZipFile(Path(folder, "submissions.zip"), "w") as archive:
    ...         archive.writestr("ada/ps1.ipynb", "{}")
    ...     [(str(entry.path), entry.read()) for entry in entries(Path(folder))]
    [('ada/ps1.ipynb', b'{}')]
    """
    for path in sorted(path for path in archive.rglob("*") if path.is_file()):
        modified = path.stat().st_mtime
        if path.suffix.lower() == ".zip" and path.parent == archive:
            yield from _zip_entries(path, modified)
        elif not path.is_symlink():
            relative = PurePosixPath(path.relative_to(archive).as_posix())
            yield Entry(relative, (datetime.fromtimestamp(modified), modified), path.stat().st_size, path.read_bytes)


def _zip_entries(path: Path, modified: float) -> list[Entry]:
    """Return the files in a zip."""
    try:
        with zipfile.ZipFile(path) as file:
            members = [member for member in file.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise SystemExit(f"{path.name} is damaged ({error}): download it again") from error
    for member in members:
        inside = PurePosixPath(member.filename.replace("\\", "/"))
        if inside.is_absolute() or ".." in inside.parts or re.match(r"[A-Za-z]:", member.filename):
            raise SystemExit(f"{path.name} is refused: its entry {member.filename!r} points outside the folder")
    return [
        Entry(
            PurePosixPath(member.filename.replace("\\", "/")),
            (_written(member), modified),
            member.file_size,
            partial(_read_member, path, member),
        )
        for member in members
    ]


def _written(member: zipfile.ZipInfo) -> datetime:
    """Return when a member was written; its date can be an impossible one, which counts as the oldest."""
    try:
        return datetime(*member.date_time)
    except ValueError:
        return datetime.min


def _read_member(path: Path, member: zipfile.ZipInfo) -> bytes:
    with zipfile.ZipFile(path) as file:
        try:
            with file.open(member) as inside:
                return inside.read(member.file_size)  # no more than that: an entry can be larger than it says
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            raise SystemExit(f"{path.name} is damaged at {member.filename!r} ({error}): download it again") from error


class FolderExtractor(LmsExtractor):
    """For a folder that contains a folder for each student, named by the student's id: ``ada/ps1.ipynb``.

    Examples
    --------
    >>> entry = Entry(PurePosixPath("ada/ps1.ipynb"), (datetime(2026, 11, 20), 0.0), 2, lambda: b"{}")
    >>> student, notebook = FolderExtractor().identify(entry)
    >>> student, notebook.name
    ('ada', 'ps1.ipynb')
    """

    def prepare(self, archive: Path) -> None:
        """Read nothing: the folders' names are the students' ids."""

    def identify(self, entry: Entry) -> tuple[str, StudentNotebook] | None:
        """Return the student's id and the notebook."""
        student, *rest = entry.path.parts
        if not rest:
            self.log.error("Left out, not in a student's folder: %s", entry.path)
            return None
        return student, StudentNotebook(entry.path.name, (*entry.written, _appended_numbers(entry.path.name)), entry)


class CanvasExtractor(LmsExtractor):
    """For *Download Submissions* in Canvas: ``lastnamefirstname_LATE_USER_FILE_ps1-1.ipynb``, all in one folder.

    USER is Canvas's number of the student, and FILE that of the upload: the later the upload, the larger. The student
    is the one whose ``lms_user_id`` in the gradebook is USER; if there is none, USER itself becomes the student's id.

    Examples
    --------
    ``nbgrader zip_collect ps1 --extractor=mbcourse.grading.plugins.extractors.CanvasExtractor`` uses it on all files of
    the archive folder. One of them:

    >>> name = "lovelaceada_LATE_12345_67890_ps1-1.ipynb"
    >>> entry = Entry(PurePosixPath(name), (datetime(2026, 11, 20), 0.0), 2, lambda: b"{}")
    >>> extractor = CanvasExtractor()
    >>> extractor._ids = {"12345": "ada"}  # as `prepare` reads them from the gradebook
    >>> student, notebook = extractor.identify(entry)
    >>> student, notebook.name
    ('ada', 'ps1-1.ipynb')
    """

    def prepare(self, archive: Path) -> None:
        """Read Canvas's numbers from the gradebook."""
        students = self.gradebook_students()
        self._ids: dict[str, str] = {student.lms_user_id: student.id for student in students if student.lms_user_id}

    def identify(self, entry: Entry) -> tuple[str, StudentNotebook] | None:
        """Return the student's id and the notebook."""
        file = canvas_file(entry.path)
        if not file or not file.user:
            self.log.error(
                "Left out, not named by Canvas, or downloaded while grading is anonymous: %s", entry.path.name
            )
            return None
        return self._ids.get(file.user, file.user), StudentNotebook(file.name, (file.upload, *entry.written), entry)


class MoodleExtractor(LmsExtractor):
    """For *Download all submissions* in Moodle: ``Full Name_NUMBER_assignsubmission_file_/ps1.ipynb``.

    NUMBER is the participant's in this assignment, and a different one in the next. If Moodle's grading worksheet
    (*Download grading worksheet*), a CSV file, is in the same folder as the zip, it says which student has the number;
    without it the student is the one with that name in the gradebook.

    Examples
    --------
    ``nbgrader zip_collect ps1 --extractor=mbcourse.grading.plugins.extractors.MoodleExtractor`` uses it on all files of
    the archive folder. One of them:

    >>> name = "Ada Lovelace_4711_assignsubmission_file_/ps1.ipynb"
    >>> entry = Entry(PurePosixPath(name), (datetime(2026, 11, 20), 0.0), 2, lambda: b"{}")
    >>> extractor = MoodleExtractor()
    >>> extractor._numbers, extractor._names = {"4711": "ada"}, {}  # as `prepare` reads them
    >>> student, notebook = extractor.identify(entry)
    >>> student, notebook.name
    ('ada', 'ps1.ipynb')
    """

    worksheet_column = Unicode(
        "", help="The worksheet's column with student ids; by default ID number, else Username, else Email address."
    ).tag(config=True)

    def prepare(self, archive: Path) -> None:
        """Read the worksheet, and the names in the gradebook."""
        self._numbers: dict[str, str] = {}
        for path in sorted(archive.glob("*.csv")):
            self._numbers |= self._worksheet(path)
        self._names: dict[str, set[str]] = defaultdict(set)
        for student in self.gradebook_students():
            for names in ((student.first_name, student.last_name), (student.last_name, student.first_name)):
                self._names[_letters("".join(name or "" for name in names))].add(student.id)

    def identify(self, entry: Entry) -> tuple[str, StudentNotebook] | None:
        """Return the student's id and the notebook."""
        file = moodle_file(entry.path)
        if not file:
            self.log.error("Left out, not named by Moodle: %s", entry.path)
            return None
        same_name = self._names.get(_letters(file.student), set())
        student = self._numbers.get(file.participant) or (next(iter(same_name)) if len(same_name) == 1 else "")
        if not student:
            self.log.error(
                "Left out: %d students in the gradebook are called %r; put Moodle's grading worksheet beside the zip",
                *(len(same_name), file.student),
            )
            return None
        return student, StudentNotebook(file.name, (*entry.written, _appended_numbers(file.name)), entry)

    def _worksheet(self, path: Path) -> dict[str, str]:
        """Return the student ids in a grading worksheet, by the number at the end of its first column."""
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file)) or [[]]
        names = [self.worksheet_column] if self.worksheet_column else ["ID number", "Username", "Email address"]
        column = next((header.index(name) for name in names if name in header), None)
        if column is None:
            raise SystemExit(f"{path.name} has no column {' or '.join(names)}: set MoodleExtractor.worksheet_column")
        ids = {}
        for row in rows:
            number = re.search(r"(\d+)$", row[0]) if row else None
            if number and row[column].strip():
                ids[number[1]] = _folder_name(row[column].strip(), path)
        return ids


def _folder_name(student: str, path: Path) -> str:
    """Return a student's id if a folder can have that name; ``path`` is the file that it is from."""
    if student in (".", "..") or re.search(r"[/\\\0]", student):
        raise SystemExit(f"{path.name}: {student!r} cannot be a student's id, because a folder gets that name")
    return student


def _letters(name: str) -> str:
    """Return a name's letters and digits in lower case: in file names Moodle drops or changes the rest."""
    return "".join(character for character in unicodedata.normalize("NFC", name).casefold() if character.isalnum())
