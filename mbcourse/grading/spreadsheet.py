"""Cells of CSV files, written so that no spreadsheet runs one of them as a formula and no terminal obeys one."""

from mbcourse.grading.printed import escaped

# A spreadsheet takes a cell that starts with one of these for a formula, and students choose the text of some cells.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def text_cell(text: str | None) -> str:
    r"""Return a text as a cell that no spreadsheet runs: what looks like a formula gets an apostrophe in front.

    Control characters, such as those that begin a sequence for a terminal, and lone surrogates are written as escapes.

    Examples
    --------
    >>> text_cell("=1+1"), text_cell("Ada"), text_cell(None)
    ("'=1+1", 'Ada', '')
    >>> print(text_cell(chr(27) + "[2J"))
    \x1b[2J
    """
    text = escaped(text or "")
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def key_cell(text: str | None) -> str:
    """Return a student's id as a cell, unchanged, because the LMS looks the student up by it.

    Raises
    ------
    ValueError
        If a spreadsheet would take it for a formula, or if it cannot be printed.

    Examples
    --------
    >>> key_cell("ada"), key_cell(None)
    ('ada', '')
    """
    if text and text.startswith(FORMULA_STARTS):
        raise ValueError(f"{text!r} identifies a student, but a spreadsheet would run it: correct it in the gradebook")
    if text and not text.isprintable():
        raise ValueError(f"{text!r} identifies a student, but cannot be printed: correct it in the gradebook")
    return text or ""
