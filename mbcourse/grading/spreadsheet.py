"""Cells of tables that a spreadsheet may open: none of them is run as a formula."""

# A spreadsheet takes a cell that begins so for a formula, and students choose what is in some cells.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def text_cell(text: str | None) -> str:
    """Return a text as a cell that no spreadsheet runs: an apostrophe stands before what looks like a formula."""
    text = text or ""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def key_cell(text: str | None) -> str:
    """Return what identifies a student, unchanged, since the LMS compares it.

    Raises
    ------
    ValueError
        If a spreadsheet would take it for a formula.
    """
    if text and text.startswith(FORMULA_STARTS):
        raise ValueError(f"{text!r} identifies a student, but a spreadsheet would run it: correct it in the gradebook")
    return text or ""
