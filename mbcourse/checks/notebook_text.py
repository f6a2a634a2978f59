"""The text of a notebook's file, in whatever encoding a program has saved it."""

import json

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
