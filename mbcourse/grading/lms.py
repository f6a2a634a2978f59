"""The names that Canvas and Moodle give to uploaded files; collecting and the extractors read them here."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

# In Canvas a student's name never contains a number between underscores. With anonymous grading it is anon_aB3xY.
ANONYMOUS = re.compile(r"(?:LATE_)?anon_\w{5}_.+")
CANVAS = re.compile(r"(?:\w+?_)??(?:LATE_)?(?P<user>\d+)_(?P<upload>\d+)_(?P<name>.+)")
MOODLE = re.compile(
    r"(?P<student>[^/]+)_(?P<participant>\d+)_assignsubmission_file_?(?:/(?:.*/)?)?(?P<name>[^/]+)$",
)


class CanvasFile(NamedTuple):
    """The parts of a file's name in a download from Canvas.

    Attributes
    ----------
    user : str
        Canvas's number of the student; empty if grading is anonymous.
    upload : int
        Canvas's number of the upload: the later the upload, the larger.
    name : str
        The name that the student gave the file.

    Examples
    --------
    >>> CanvasFile("12345", 67890, "ps1.ipynb").name
    'ps1.ipynb'
    """

    user: str
    upload: int
    name: str


class MoodleFile(NamedTuple):
    """The parts of a file's path in a download from Moodle.

    Attributes
    ----------
    student : str
        The student's full name.
    participant : str
        The number of the student in this assignment.
    name : str
        The name that the student gave the file.

    Examples
    --------
    >>> MoodleFile("Ada Lovelace", "4711", "ps1.ipynb").participant
    '4711'
    """

    student: str
    participant: str
    name: str


def canvas_file(path: PurePosixPath) -> CanvasFile | None:
    """Parse a path of Canvas's download, ``lastnamefirstname_LATE_USER_UPLOAD_NAME``; None if it is not one.

    Examples
    --------
    >>> canvas_file(PurePosixPath("lovelaceada_LATE_12345_67890_ps1-1.ipynb"))
    CanvasFile(user='12345', upload=67890, name='ps1-1.ipynb')
    """
    if ANONYMOUS.fullmatch(path.name):
        return CanvasFile("", 0, path.name)
    match = CANVAS.fullmatch(path.name)
    return CanvasFile(match["user"], int(match["upload"]), match["name"]) if match else None


def moodle_file(path: PurePosixPath) -> MoodleFile | None:
    """Parse a path of Moodle's download, ``Full Name_PARTICIPANT_assignsubmission_file_/NAME``; None if it is not one.

    Examples
    --------
    >>> moodle_file(PurePosixPath("Ada Lovelace_4711_assignsubmission_file_/ps1.ipynb"))
    MoodleFile(student='Ada Lovelace', participant='4711', name='ps1.ipynb')
    """
    match = MOODLE.search(str(path))
    return MoodleFile(**match.groupdict()) if match else None


def source_of(paths: Iterable[PurePosixPath]) -> str | None:
    """Return the LMS that a download is from, ``"Moodle"`` or ``"Canvas"``, by its notebooks' paths; None for neither.

    Examples
    --------
    >>> source_of([PurePosixPath("lovelaceada_12345_67890_ps1.ipynb")])
    'Canvas'
    """
    notebooks = [path for path in paths if path.suffix.lower() == ".ipynb"]
    if any(map(moodle_file, notebooks)):
        return "Moodle"
    return "Canvas" if notebooks and all(map(canvas_file, notebooks)) else None
