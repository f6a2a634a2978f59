"""When a submission was handed in, as its ``timestamp.txt`` says, which in an exchange belongs to the student.

Only a date and a time of day are read, with UTC or a number as offset: what is looked up by a name, such as a time
zone, could be any file.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

from mbcourse.grading.plain_files import open_plain

TIMESTAMP = "timestamp.txt"
LONGEST = 1000  # bytes of a file that nbgrader wrote
TIME = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[ T](?P<time>\d\d:\d\d(:\d\d([.]\d{1,6})?)?) ?(?P<zone>UTC|Z|[+-]\d\d:?\d\d)?", re.A
)


def content_of(folder: Path, name: str = TIMESTAMP) -> bytes:
    """Return a file of nbgrader's in a submission's folder; empty if nbgrader cannot have written it.

    Examples
    --------
    >>> content_of(Path("no-such-folder"))
    b''
    """
    try:
        with open_plain(folder / name) as file:
            content = file.read(LONGEST)
    except OSError:
        return b""
    return content if len(content) < LONGEST else b""


def submission_time(folder: Path) -> datetime | None:
    """Return the time at which a submission was handed in, in UTC; None if there is none that can be read.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, TIMESTAMP).write_text("2030-03-01 19:00:00 +0100")
    ...     print(submission_time(Path(folder)))
    2030-03-01 18:00:00
    """
    match = TIME.fullmatch(content_of(folder).decode("utf-8", "replace").strip())
    if not match:
        return None
    zone = (match["zone"] or "UTC").replace("UTC", "+00:00").replace("Z", "+00:00")
    try:
        time = datetime.fromisoformat(f"{match['day']}T{match['time']}{zone}")
        return time.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):  # there is no such day, or none in UTC
        return None


def unreadable_time(folder: Path) -> str:
    """Say why a submission has no time although it should have one; empty if it has one, or no such file.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, TIMESTAMP).write_text("on time")
    ...     unreadable_time(Path(folder))
    "timestamp.txt says 'on time', which is not a time: it does not count as late"
    """
    path = folder / TIMESTAMP
    if submission_time(folder) is not None or not (path.is_symlink() or path.exists()):
        return ""
    content = content_of(folder)
    said = repr(content.decode("utf-8", "replace")) if content else "nothing, or is not a small plain file"
    return f"{TIMESTAMP} says {said}, which is not a time: it does not count as late"
