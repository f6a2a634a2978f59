"""The text of a notebook's file, in whatever encoding a program has saved it."""

import json
import os
import stat
from pathlib import Path

LARGEST = 50 * 2**20  # bytes of a file that are read
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def decoded(content: bytes) -> str:
    """Return the text of a notebook's file.

    Parameters
    ----------
    content : bytes
        The file, in UTF-8, UTF-16 or UTF-32, with or without a byte order mark. Of a file in another encoding each
        character outside ASCII becomes U+FFFD; all the rest of the notebook can be read.

    Examples
    --------
    >>> decoded("\N{ZERO WIDTH NO-BREAK SPACE}{}".encode()), decoded("{}".encode("utf-16"))
    ('{}', '{}')
    >>> decoded('"Größe"'.encode("latin-1"))
    '"Gr��e"'
    """
    return content.decode(json.detect_encoding(content), "replace").lstrip(BYTE_ORDER_MARK)


def read_text(path: Path) -> str | None:
    """Return the text of a notebook's file; None if there is no plain file, which neither is a link nor a pipe.

    Of a file that is larger than `LARGEST` one character more than that is returned.

    Examples
    --------
    >>> print(read_text(Path("submitted/ada/ps1/no-such-file.ipynb")))
    None
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):  # before it is opened: that alone starts some devices
            return None
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            content = file.read(LARGEST + 1)
        return decoded(content) if len(content) <= LARGEST else content.decode("latin-1")  # a character for each byte
    except OSError:
        return None
