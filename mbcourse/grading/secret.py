"""The course's secret, from which hidden tests draw their inputs: a file in the course, or a variable.

Both graders draw the same inputs: `nbgrader_config.py` calls `share_with_nbgrader`, and ``mbcourse grade`` calls `use`.
The file wins over the variable: it belongs to this course, where a variable may be left over from another one.
"""

import os
import shlex
import sys
from pathlib import Path

from mbcourse.checks.question import SECRET
from mbcourse.grading.course import CourseError
from mbcourse.grading.plain_files import NotPlain, open_plain

FILE = "secret.txt"
LARGEST = 1000  # bytes; a sentence, not a file that has the name by mistake


def use(course: Path) -> str:
    """Read the course's secret, set the variable to it for this process and those it starts, and return it.

    Parameters
    ----------
    course : Path
        The course's folder, in which the file ``secret.txt`` may be.

    Returns
    -------
    str
        The file's line; without a file the variable's value, "" if it is not set.

    Raises
    ------
    CourseError
        If the file is a link, can be read by other accounts or not by this one, or is not one line of text. The message
        has the command that mends it.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     (Path(folder) / "secret.txt").write_text("no sentence that anybody knows")
    ...     use(Path(folder))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    mbcourse.grading.course.CourseError: ...secret.txt can be read by other accounts; run: chmod 600 ...secret.txt
    """
    path = course / FILE
    given = os.environ.get(SECRET, "")
    if not os.path.lexists(path):
        return given
    text = _read(path)
    if given and given != text:
        print(f"{SECRET} is set to something else than {path} holds: the file counts", file=sys.stderr)
    os.environ[SECRET] = text
    return text


def share_with_nbgrader(course: Path) -> None:
    """Do what `use` does while nbgrader reads its settings; what is wrong with the file is printed.

    An error would make nbgrader go on without any of the settings.

    Examples
    --------
    Without a file, as in a student's folder, nothing happens:

    >>> share_with_nbgrader(Path("no-such-folder"))
    """
    try:
        use(course)
    except CourseError as error:
        print(error, file=sys.stderr)


def missing(course: Path) -> str:
    """Return what it means that a course has no secret, and the command that gives it one.

    Examples
    --------
    >>> missing(Path("/courses/mini batch")).partition("; run: ")[2]
    "(umask 077; python -c 'import secrets; print(secrets.token_hex())' > '/courses/mini batch/secret.txt')"
    """
    return (
        "This course has no secret: anybody can compute the inputs that its hidden tests draw; run: "
        + _command_to_make(course / FILE)
    )


def _read(path: Path) -> str:
    quoted = shlex.quote(str(path))
    try:
        with open_plain(path) as file:
            mode, content = os.fstat(file.fileno()).st_mode, file.read(LARGEST + 1)
    except NotPlain as error:
        command = f"mv {quoted} {quoted}.old && {_command_to_make(path)}"
        raise CourseError(f"{path} is not a plain file; run: {command}") from error
    except OSError as error:
        raise CourseError(f"{path} cannot be read ({error.strerror}); run: ls -l {quoted}") from error
    if mode & 0o077:
        raise CourseError(f"{path} can be read by other accounts; run: chmod 600 {quoted}")
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        text = ""
    if not text or not text.isprintable() or len(text) > LARGEST:
        raise CourseError(f"{path} does not hold one line of text; run: {_command_to_make(path)}")
    return text


def _command_to_make(path: Path) -> str:
    return f"(umask 077; python -c 'import secrets; print(secrets.token_hex())' > {shlex.quote(str(path))})"
