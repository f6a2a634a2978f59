"""Texts that others chose, so that a terminal obeys none of them and a file can hold them."""

import re

# All but tab and line breaks; with lone surrogates, which no encoding has.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def shown(name: str) -> str:
    r"""Return a name as text that can be printed on one line: no line breaks, terminal sequences or lone surrogates.

    Examples
    --------
    >>> print(shown("größe.csv"), shown("two\nlines"))
    größe.csv 'two\nlines'
    """
    return name if name.isprintable() else repr(name)


def escaped(text: str) -> str:
    r"""Return a text with its control characters and lone surrogates as escapes; lines and tabs stay.

    Examples
    --------
    >>> print(escaped("red: \x1b[31m"))
    red: \x1b[31m
    """
    return CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
