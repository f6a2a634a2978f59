"""Extractors that sort what was handed in: the newest notebook of each student, and no other file.

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
    """A file in the archive folder or in a zip there: where, when written, how many bytes, and how to read it."""

    path: PurePosixPath
    written: tuple[datetime, float]
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True)
class HandedIn:
    """A notebook of a student: what the student called it, and what is larger the newer the notebook is."""

    name: str
    age: tuple[Any, ...]
    entry: Entry


class LmsExtractor(ExtractorPlugin):
    """What the extractors have in common: reading the archives, choosing notebooks, writing them."""

    max_megabytes = Integer(20, help="Larger notebooks are left out.").tag(config=True)

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Write the newest notebook of each student to ``extracted_path/STUDENT/``.

        Raises
        ------
        SystemExit
            If a zip is damaged, or names a place outside the folder that it is unpacked to; then nothing is written.
        """
        self.prepare(Path(archive_path))
        students: dict[str, list[HandedIn]] = defaultdict(list)
        for entry in entries(Path(archive_path)):
            if entry.path.suffix.lower() != ".ipynb":
                self.log.info("Left out, not a notebook: %s", entry.path)
            elif entry.size > self.max_megabytes * MEGABYTE:
                self.log.error("Left out, larger than %d MB: %s", self.max_megabytes, entry.path)
            elif found := self.sort(entry):
                student, handed_in = found
                if len(student.encode()) > LONGEST:
                    self.log.error("Left out, a student's id that is too long for a folder's name: %s", student)
                else:
                    students[student].append(handed_in)
        for student, notebooks in students.items():
            for name, chosen in self._choose(student, notebooks).items():
                folder = Path(extracted_path, student)
                folder.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(chosen.entry.read())

    @abstractmethod
    def prepare(self, archive: Path) -> None:
        """Read what says which student is meant."""

    @abstractmethod
    def sort(self, entry: Entry) -> tuple[str, HandedIn] | None:
        """Return the student's id and the notebook; None, with a message in the log, if that cannot be said."""

    def gradebook_students(self) -> list[Student]:
        """Return the students in the course's gradebook."""
        course = self.parent.coursedir
        with Gradebook(course.db_url, course.course_id) as gradebook:
            return list(gradebook.students)

    def _choose(self, student: str, notebooks: list[HandedIn]) -> dict[str, HandedIn]:
        """Return the newest version of each notebook of the assignment, by the name that it should have."""
        course = self.parent.coursedir
        source = Path(course.format_path(course.source_directory, ".", course.assignment_id))
        asked = sorted(path.name for path in source.glob("*.ipynb"))
        if not asked:
            raise SystemExit(f"{source} holds no notebook: is {course.assignment_id!r} the assignment's name?")
        chosen = {}
        for name in asked:
            versions = [notebook for notebook in notebooks if _is_version_of(name, notebook.name)]
            if not versions and len(asked) == 1:
                versions = notebooks
                self.log.warning("%s: nothing is called %s; the newest notebook is taken", student, name)
            if versions:
                chosen[name] = max(versions, key=lambda version: version.age)
        for notebook in notebooks:
            if notebook not in chosen.values():
                self.log.warning("%s: left out %s", student, notebook.entry.path)
        return chosen


def _is_version_of(asked: str, name: str) -> bool:
    """Whether a name is the one asked for, but for what browsers and Canvas append: "ps1 (2).ipynb", "ps1-1.ipynb"."""
    stem = re.escape(asked.removesuffix(".ipynb"))
    return bool(re.fullmatch(rf"{stem}(?:[-_ ]+\d+|[-_ ]*\(\d+\))*\.ipynb", name, re.IGNORECASE))


def _appended(name: str) -> tuple[int, ...]:
    """Return the numbers appended to a name: (2,) for "ps1 (2).ipynb", () for "ps1.ipynb"."""
    return tuple(int(digits) for digits in re.findall(r"[-_ (](\d+)(?=[)\-_ .])", name))


def entries(archive: Path) -> Iterator[Entry]:
    """Yield the files in a folder, and in place of each zip in it those that the zip holds.

    Raises
    ------
    SystemExit
        If a zip is damaged, or names a place outside the folder that it is unpacked to.
    """
    for path in sorted(path for path in archive.rglob("*") if path.is_file()):
        changed = path.stat().st_mtime
        if path.suffix.lower() == ".zip" and path.parent == archive:
            yield from _unpacked(path, changed)
        elif not path.is_symlink():
            inside = PurePosixPath(path.relative_to(archive).as_posix())
            yield Entry(inside, (datetime.fromtimestamp(changed), changed), path.stat().st_size, path.read_bytes)


def _unpacked(path: Path, changed: float) -> list[Entry]:
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
            (_written(member), changed),
            member.file_size,
            partial(_read, path, member),
        )
        for member in members
    ]


def _written(member: zipfile.ZipInfo) -> datetime:
    """Return when a member was written; zips hold impossible dates too."""
    try:
        return datetime(*member.date_time)
    except ValueError:
        return datetime.min


def _read(path: Path, member: zipfile.ZipInfo) -> bytes:
    with zipfile.ZipFile(path) as file:
        try:
            with file.open(member) as inside:
                return inside.read(member.file_size)  # unpacks no more: an entry may hold more than it says
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            raise SystemExit(f"{path.name} is damaged at {member.filename!r} ({error}): download it again") from error


class FolderExtractor(LmsExtractor):
    """For a folder with a folder for each student, called by the student's id: ``ada/ps1.ipynb``."""

    def prepare(self, archive: Path) -> None:
        """Read nothing: the folders' names say who is meant."""

    def sort(self, entry: Entry) -> tuple[str, HandedIn] | None:
        """Return the student's id and the notebook."""
        student, *inside = entry.path.parts
        if not inside:
            self.log.error("Left out, in no student's folder: %s", entry.path)
            return None
        return student, HandedIn(entry.path.name, (*entry.written, _appended(entry.path.name)), entry)


class CanvasExtractor(LmsExtractor):
    """For *Download Submissions* in Canvas: ``lastnamefirstname_LATE_USER_FILE_ps1-1.ipynb``, all in one folder.

    USER is Canvas's number of the student, FILE that of the upload, larger the later it came. The student is the one
    whose ``lms_user_id`` in the gradebook is USER; without one, USER itself becomes the student's id.
    """

    def prepare(self, archive: Path) -> None:
        """Read Canvas's numbers from the gradebook."""
        known = (student for student in self.gradebook_students() if student.lms_user_id)
        self._ids: dict[str, str] = {student.lms_user_id: student.id for student in known}

    def sort(self, entry: Entry) -> tuple[str, HandedIn] | None:
        """Return the student's id and the notebook."""
        file = canvas_file(entry.path)
        if not file or not file.user:
            self.log.error(
                "Left out, not named by Canvas, or downloaded while grading is anonymous: %s", entry.path.name
            )
            return None
        return self._ids.get(file.user, file.user), HandedIn(file.name, (file.upload, *entry.written), entry)


class MoodleExtractor(LmsExtractor):
    """For *Download all submissions* in Moodle: ``Full Name_NUMBER_assignsubmission_file_/ps1.ipynb``.

    NUMBER is the participant's in this assignment and another in the next one. The student is the one that Moodle's
    grading worksheet (*Download grading worksheet*) says, if that CSV file lies beside the zip; without it the one of
    that name in the gradebook.
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

    def sort(self, entry: Entry) -> tuple[str, HandedIn] | None:
        """Return the student's id and the notebook."""
        file = moodle_file(entry.path)
        if not file:
            self.log.error("Left out, not named by Moodle: %s", entry.path)
            return None
        known = self._names.get(_letters(file.student), set())
        student = self._numbers.get(file.participant) or (next(iter(known)) if len(known) == 1 else "")
        if not student:
            self.log.error(
                "Left out: %d students in the gradebook are called %r; put Moodle's grading worksheet beside the zip",
                *(len(known), file.student),
            )
            return None
        return student, HandedIn(file.name, (*entry.written, _appended(file.name)), entry)

    def _worksheet(self, path: Path) -> dict[str, str]:
        """Return the student ids in a grading worksheet by the number at the end of its first column."""
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file)) or [[]]
        wanted = [self.worksheet_column] if self.worksheet_column else ["ID number", "Username", "Email address"]
        column = next((header.index(name) for name in wanted if name in header), None)
        if column is None:
            raise SystemExit(f"{path.name} has no column {' or '.join(wanted)}: set MoodleExtractor.worksheet_column")
        ids = {}
        for row in rows:
            number = re.search(r"(\d+)$", row[0]) if row else None
            if number and row[column].strip():
                ids[number[1]] = _safe(row[column].strip(), path)
        return ids


def _safe(student: str, path: Path) -> str:
    """Return a student id that can be a folder's name."""
    if student in (".", "..") or re.search(r"[/\\\0]", student):
        raise SystemExit(f"{path.name}: {student!r} cannot be a student's id, since folders are called by it")
    return student


def _letters(name: str) -> str:
    """Return a name without what Moodle drops or changes in file names: signs, blanks, case."""
    return "".join(sign for sign in unicodedata.normalize("NFC", name).casefold() if sign.isalnum())
