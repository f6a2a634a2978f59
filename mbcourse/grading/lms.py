"""The names that Canvas and Moodle give to uploaded files; collecting and the extractors read them here."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

# In Canvas a student's name never contains a number between underscores. With anonymous grading it is anon_aB3xY.
ANONYMOUS = re.compile(r"(?:LATE_)?anon_\w{5}_.+", re.DOTALL)
CANVAS = re.compile(r"(?:\w+?_)??(?:LATE_)?(?P<user>[0-9]{1,20})_(?P<upload>[0-9]{1,20})_(?P<name>.+)", re.DOTALL)
# The shortest name, up to the first number that Moodle's word follows: the rest can be the student's own.
MOODLE = re.compile(
    r"(?P<student>.+?)_(?P<participant>[0-9]{1,20})_assign(?P<kind>submission_file(?![a-z])|submission_[a-z]+|feedback_[a-z]+)"
    r"_?(?P<name>.*)",
    re.DOTALL,
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

    Canvas's own numbers are the first ones: NAME, which the student chose, can look like a download too.

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

    Moodle's own part is the first folder of such a name: those inside it, which the student chose, can look like it.

    Examples
    --------
    >>> moodle_file(PurePosixPath("Ada Lovelace_4711_assignsubmission_file_/ps1.ipynb"))
    MoodleFile(student='Ada Lovelace', participant='4711', name='ps1.ipynb')
    """
    match = next(filter(None, map(MOODLE.fullmatch, path.parts)), None)
    if not match or match["kind"] != "submission_file":
        return None
    is_folder = match.string != path.name
    name = path.name if is_folder else match["name"]
    return MoodleFile(match["student"], match["participant"], name) if name else None


def source_of(paths: Iterable[PurePosixPath], students: Collection[str] = ()) -> str | None:
    """Return the LMS that a download is from, ``"Moodle"`` or ``"Canvas"``, by its notebooks' paths; None for neither.

    What an LMS names are the outermost files and folders. Each of them counts once, whatever a student put into it, and
    the majority decides. A single folder around all of them does not count, unless it is a known student's.

    Parameters
    ----------
    paths : iterable of PurePosixPath
        The files.
    students : collection of str, default ()
        Ids of known students.

    Examples
    --------
    >>> source_of([PurePosixPath("lovelaceada_12345_67890_ps1.ipynb")])
    'Canvas'
    >>> source_of([PurePosixPath("ada/lovelaceada_12345_67890_ps1.ipynb")], {"ada"}) is None
    True
    """
    notebooks = [path.parts for path in paths if path.suffix.lower() == ".ipynb"]
    while min(map(len, notebooks), default=0) > 1:
        folder, *others = {parts[0] for parts in notebooks}
        if others or folder in students or MOODLE.fullmatch(folder):
            break
        notebooks = [parts[1:] for parts in notebooks]
    votes = Counter(map(_source, {(parts[0], len(parts) > 1) for parts in notebooks}))
    return max(("Moodle", "Canvas", None), key=lambda source: votes[source]) if votes else None


def _source(outermost: tuple[str, bool]) -> str | None:
    """Return which LMS gives such a name to a file, or to a folder; Canvas's downloads have no folders."""
    name, is_folder = outermost
    if MOODLE.fullmatch(name):
        return "Moodle"
    return "Canvas" if not is_folder and (CANVAS.fullmatch(name) or ANONYMOUS.fullmatch(name)) else None


def is_named_by_lms(name: str) -> bool:
    """Return whether a file or a folder has a name that Canvas or Moodle gives.

    Examples
    --------
    >>> is_named_by_lms("lovelaceada_12345_67890_more.zip"), is_named_by_lms("submissions.zip")
    (True, False)
    """
    return any(pattern.fullmatch(name) for pattern in (MOODLE, CANVAS, ANONYMOUS))


def letters(name: str) -> str:
    """Return a name's letters and digits in lower case: in file names Moodle drops or changes the rest.

    Examples
    --------
    >>> letters("Jo O'Brien") == letters("Jo OBrien")
    True
    """
    return "".join(character for character in unicodedata.normalize("NFC", name).casefold() if character.isalnum())
