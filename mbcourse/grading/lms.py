"""How Canvas and Moodle name the files that students upload: read here for collecting and for extracting alike."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

# Canvas lets no name hold a number between underscores. Graded anonymously, a student is called anon_aB3xY.
ANONYMOUS = re.compile(r"(?:LATE_)?anon_\w{5}_.+")
CANVAS = re.compile(r"(?:\w+?_)??(?:LATE_)?(?P<user>\d+)_(?P<upload>\d+)_(?P<name>.+)")
MOODLE = re.compile(
    r"(?P<student>[^/]+)_(?P<participant>\d+)_assignsubmission_file_?(?:/(?:.*/)?)?(?P<name>[^/]+)$",
)


class CanvasFile(NamedTuple):
    """A file's name in Canvas's download: Canvas's number of the student, that of the upload, the student's own name.

    ``user`` is empty where grading is anonymous.
    """

    user: str
    upload: int
    name: str


class MoodleFile(NamedTuple):
    """A file's path in Moodle's download: the student's full name, the participant's number, the student's own name."""

    student: str
    participant: str
    name: str


def canvas_file(path: PurePosixPath) -> CanvasFile | None:
    """Read a path of Canvas's download, ``lastnamefirstname_LATE_USER_UPLOAD_NAME``; None if it is not one.

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
    """Read a path of Moodle's download, ``Full Name_PARTICIPANT_assignsubmission_file_/NAME``; None if it is not one.

    Examples
    --------
    >>> moodle_file(PurePosixPath("Ada Lovelace_4711_assignsubmission_file_/ps1.ipynb"))
    MoodleFile(student='Ada Lovelace', participant='4711', name='ps1.ipynb')
    """
    match = MOODLE.search(str(path))
    return MoodleFile(**match.groupdict()) if match else None


def source_of(paths: Iterable[PurePosixPath]) -> str | None:
    """Return which LMS a download is from, ``"Moodle"`` or ``"Canvas"``, by its notebooks' paths; None if from neither.

    Examples
    --------
    >>> source_of([PurePosixPath("lovelaceada_12345_67890_ps1.ipynb")])
    'Canvas'
    """
    notebooks = [path for path in paths if path.suffix.lower() == ".ipynb"]
    if any(map(moodle_file, notebooks)):
        return "Moodle"
    return "Canvas" if notebooks and all(map(canvas_file, notebooks)) else None
