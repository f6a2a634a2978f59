"""Names that others chose, as text that can be printed on one line of a terminal."""


def shown(name: str) -> str:
    r"""Return a name as text that can be printed on one line: no line breaks, terminal sequences or lone surrogates.

    Examples
    --------
    >>> print(shown("größe.csv"), shown("two\nlines"))
    größe.csv 'two\nlines'
    """
    return name if name.isprintable() else repr(name)
