"""Reading a file that others may have put there: neither a link that leads elsewhere nor a pipe that never ends."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from mbcourse.checks.notebook_text import decoded

LARGEST = 50 * 2**20  # bytes of a notebook's file that are read


class NotPlain(OSError):
    """What stands at the path is a link, a pipe, a device or a folder."""


def open_plain(path: str | Path, folder: int | None = None) -> BinaryIO:
    """Open a plain file for reading.

    Parameters
    ----------
    path : str or Path
        The file.
    folder : int, optional
        Descriptor of the open folder that ``path`` begins in; by default the current one.

    Raises
    ------
    NotPlain
        If it is a link, a pipe, a device or a folder.
    OSError
        If it cannot be read.

    Examples
    --------
    >>> open_plain(Path("/dev/null"))
    Traceback (most recent call last):
        ...
    mbcourse.grading.plain_files.NotPlain: /dev/null is not a plain file
    """
    if stat.S_ISREG(os.stat(path, dir_fd=folder, follow_symlinks=False).st_mode):  # opening alone starts some devices
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
        if stat.S_ISREG(os.fstat(opened).st_mode):  # and after: something else may have taken its place
            return os.fdopen(opened, "rb")
        os.close(opened)
    raise NotPlain(f"{path} is not a plain file")


def read_text(path: Path) -> str | None:
    """Return the text of a notebook's file; None if there is no plain file, which neither is a link nor a pipe.

    Of a file that is larger than `LARGEST` one character more than that is returned.

    Examples
    --------
    >>> print(read_text(Path("submitted/ada/ps1/no-such-file.ipynb")))
    None
    """
    try:
        with open_plain(path) as file:
            content = file.read(LARGEST + 1)
    except OSError:
        return None
    return decoded(content) if len(content) <= LARGEST else content.decode("latin-1")  # a character for each byte
