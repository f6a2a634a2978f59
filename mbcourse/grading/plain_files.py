"""Opening a file that others may have put there: neither a link that leads elsewhere nor a pipe that never ends."""

import os
import stat
from pathlib import Path
from typing import BinaryIO


def open_plain(path: Path) -> BinaryIO:
    """Open a plain file for reading.

    Raises
    ------
    OSError
        If it is a link, a pipe, a device or a folder, or cannot be read.

    Examples
    --------
    >>> open_plain(Path("/dev/null"))
    Traceback (most recent call last):
        ...
    OSError: /dev/null is not a plain file
    """
    if stat.S_ISREG(path.lstat().st_mode):  # before it is opened: that alone starts some devices
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        if stat.S_ISREG(os.fstat(opened).st_mode):  # and after: something else may have taken its place
            return os.fdopen(opened, "rb")
        os.close(opened)
    raise OSError(f"{path} is not a plain file")
