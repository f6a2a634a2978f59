"""Moodle's grading worksheet, a CSV file that says which student has which participant's number.

Its separator and its encoding depend on the language of Moodle and on the spreadsheet that it was saved with.
"""

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection
from dataclasses import dataclass

from mbcourse.grading.lms import MoodleFile, letters

NUMBER = re.compile(r"(?P<word>.*[^0-9])(?P<number>[0-9]{1,20})", re.DOTALL)  # Participant 4711
IDS = ("ID number", "Username", "Email address")
IDENTIFIER, NAME = "Identifier", "Full name"


class ColumnError(ValueError):
    """A worksheet has no column with student ids; the message names those that it could have.

    Examples
    --------
    >>> str(ColumnError("it has no column Username"))
    'it has no column Username'
    """


@dataclass(frozen=True)
class Participant:
    """A row of a worksheet.

    Attributes
    ----------
    number : str
        The participant's number.
    student : str
        The student's id; empty if there is none.
    name : str
        The student's full name; empty if the worksheet does not have it.
    identifier : str
        What the worksheet calls the participant.

    Examples
    --------
    >>> ada = Participant("4711", "ada", "Ada Lovelace", "Participant 4711")
    >>> ada.is_named(MoodleFile("Ada Lovelace", "4711", "ps1.ipynb")), ada.is_named(MoodleFile("Emmy", "4711", ""))
    (True, False)
    """

    number: str
    student: str
    name: str
    identifier: str

    def is_named(self, file: MoodleFile) -> bool:
        """Return whether a file's name has this name, or none, as in blind marking; a group's name may precede it."""
        given = letters(file.student)
        without_group = {letters(file.student[each.end() :]) for each in re.finditer("-", file.student)}
        is_blind = letters(self.identifier) == given + self.number or given == "participant"
        return not self.name or is_blind or letters(self.name) in {given, *without_group}


def participants(content: bytes, numbers: Collection[str], column: str = "") -> list[Participant] | None:
    r"""Read the participants of a worksheet; None if a CSV file is not a worksheet.

    It is one if its first column is called Identifier, if it has the column that is asked for, or, in another language,
    if at least half of the participants who handed something in are in its first column.

    Parameters
    ----------
    content : bytes
        The file.
    numbers : collection of str
        The numbers of the participants who handed something in.
    column : str, default ""
        The heading of the column with student ids; by default ID number, else Username, else Email address.

    Raises
    ------
    ColumnError
        If it is a worksheet without such a column.

    Examples
    --------
    >>> participants(b"Identifier;Full name;ID number\nParticipant 4711;Ada Lovelace;ada\n", {"4711"})
    [Participant(number='4711', student='ada', name='Ada Lovelace', identifier='Participant 4711')]
    >>> participants(b"id,first_name\nada,Ada\n", {"4711"}) is None
    True
    """
    first, *rows = _table(content) or [[]]
    header = [name.strip() for name in first]
    found = [(match["number"], row) for row in rows if row and (match := NUMBER.fullmatch(row[0].strip()))]
    half_of_them = 2 * len({number for number, _ in found} & set(numbers)) >= max(1, len(set(numbers)))
    if not header or not (header[0] == IDENTIFIER or column in header or half_of_them):
        return None
    wanted = (column,) if column else IDS
    ids = next((header.index(name) for name in wanted if name in header), None)
    if ids is None:
        raise ColumnError(f"it has no column {' or '.join(wanted)}: set MoodleExtractor.worksheet_column")
    names = _column_of_names(header, ids)

    def cell(row: list[str], place: int | None) -> str:
        return row[place].strip() if place is not None and place < len(row) else ""

    return [Participant(number, cell(row, ids), cell(row, names), row[0].strip()) for number, row in found]


def _column_of_names(header: list[str], ids: int) -> int | None:
    """Return where full names are: in other languages in the second column, where English worksheets have them too."""
    if NAME in header:
        return header.index(NAME)
    return 1 if header[0] != IDENTIFIER and len(header) > 1 and ids != 1 else None


def _table(content: bytes) -> list[list[str]]:
    """Return the rows of a CSV file; none if it cannot be read as one.

    The separator is the one that makes the most of the first line. Excel can name it in a line of its own.
    """
    text = _decoded(content)
    named = re.match(r"sep=(.)\r?\n", text)
    text = text[named.end() :] if named else text
    try:
        separator = named[1] if named else max(",;\t", key=lambda each: len(_rows(text.partition("\n")[0], each)[0]))
        return _rows(text, separator)
    except (csv.Error, IndexError):
        return []


def _rows(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _decoded(content: bytes) -> str:
    """Return a table's text: Moodle writes UTF-8; Excel also UTF-16 and, without saying so, Windows-1252."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    if b"\0" in content[:2]:
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
