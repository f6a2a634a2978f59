"""Tables of results: an HTML form that fits a phone, and a text form that says the same.

A notebook stores both forms, and running it again compares both, so a table on a page cannot be stale.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import starmap
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mbcourse import design

MOST_COLUMNS = 4
"""How many columns fit a phone of 390 pixels."""

BATCH_SIZE = ("batch size", "B")
"""Headers of a first column whose numbers are batch sizes."""

_BRACKETS = re.compile(r"\([^)]*\)")
_HYPHEN = re.compile(r"(?<![\w)])-(?=[\d.])")
_PERCENT = re.compile(r"(?<=\d)%")
_POWER = re.compile(r"(?:(?<![\d.])1|(\d))e\+?(-?)0*(\d+)")


@dataclass(frozen=True, eq=False)
class Table:
    """A table of results, shown where it is the last value of a notebook's cell.

    Attributes
    ----------
    caption : str
        A sentence that says what the table shows.
    columns : dict of str to str
        The header of each column, at most four, with the format of its values as `format` takes it, such as
        ``".3g"``. A column with a format is aligned right, one without (``""``) holds text and is aligned left.
    rows : sequence of sequences, or (r, c) array
        A value for each column; the first one names the row. A string is shown as it is, whatever the format.

    Raises
    ------
    ValueError
        If the caption or a header is empty, there is no row or no column, there are more than four columns, a row has
        another length, or a format does not suit its value.

    Examples
    --------
    >>> from mbcourse import fit, lab_line, tables
    >>> line = lab_line()
    >>> runs = [fit(line.x, line.y, batch_size=size, rng=0) for size in (1, 60)]
    >>> rows = [(run.batch_size, run.n_updates, run.losses[-1]) for run in runs]
    >>> tables.Table("Loss after 10 epochs.", {"batch size": "d", "updates": "d", "loss": ".3g"}, rows)
    Loss after 10 epochs.
    batch size  updates    loss
             1      600  0.0108
            60       10    1.03
    """

    caption: str
    columns: Mapping[str, str]
    rows: Sequence[Sequence[object]] | NDArray[Any]

    def __post_init__(self) -> None:
        if not self.caption.strip():
            raise ValueError(f"caption is {self.caption!r}: say in a sentence what the table shows")
        if not 1 <= len(self.columns) <= MOST_COLUMNS:
            raise ValueError(
                f"columns has {len(self.columns)} columns: give 1 to {MOST_COLUMNS}, which fit a phone; "
                "put a range into the column of its median, or make two tables"
            )
        if not all(name.strip() for name in self.columns):
            raise ValueError(f"columns has an empty header, {list(self.columns)!r}: name each column")
        if not len(self.rows):
            raise ValueError("rows is empty: give at least one row")
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row has {len(row)} values, {row!r}: give {len(self.columns)}, one for each column")
        self._texts()  # a format that does not suit is refused here, not where the table is shown

    def __repr__(self) -> str:
        lines = [tuple(self.columns), *self._texts()]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        signs = [">" if format_ else "<" for format_ in self.columns.values()]
        aligned = [
            "  ".join(f"{text:{sign}{width}}" for text, sign, width in zip(line, signs, widths, strict=True)).rstrip()
            for line in lines
        ]
        return "\n".join([self.caption, *aligned])

    def _repr_html_(self) -> str:
        """Return the table as HTML; alignment is written out, for readers of a notebook without the book's style.

        The book puts the marker of figures before the name of a row with ``data-run``.
        """
        aligned = [f' style="text-align: {"right" if format_ else "left"}"' for format_ in self.columns.values()]
        head = (
            f'<th scope="col"{align}>{escape(name)}</th>' for name, align in zip(self.columns, aligned, strict=True)
        )
        lines = [
            '<table class="mb-table">',
            f"<caption>{escape(self.caption)}</caption>",
            f"<thead><tr>{''.join(head)}</tr></thead>",
            "<tbody>",
        ]
        for name, *others in self._texts():
            cells = (f"<td{align}>{_cell(text)}</td>" for text, align in zip(others, aligned[1:], strict=True))
            mark = _mark(next(iter(self.columns)), name)
            lines.append(f'<tr><th scope="row"{aligned[0]}{mark}>{_cell(name)}</th>{"".join(cells)}</tr>')
        return "\n".join([*lines, "</tbody>", "</table>"])

    def _texts(self) -> list[tuple[str, ...]]:
        """Return the text of each cell, row by row."""
        return [tuple(starmap(_text, zip(row, self.columns.items(), strict=True))) for row in self.rows]


def spread(values: ArrayLike, digits: str = ".3g") -> str:
    """Return the median of repeated runs and, in brackets, their 10th and 90th percentiles.

    Parameters
    ----------
    values : (k,) array
        One value for each run.
    digits : str
        How to format the three numbers.

    Raises
    ------
    ValueError
        If there is no value.

    Examples
    --------
    >>> from mbcourse import tables
    >>> tables.spread(range(101))
    '50 (10 to 90)'
    """
    array = np.asarray(values, dtype=np.float64)
    if not array.size:
        raise ValueError("values is empty: give one for each run")
    low, median, high = np.percentile(array, [10, 50, 90])
    return f"{median:{digits}} ({low:{digits}} to {high:{digits}})"


def _text(value: object, column: tuple[str, str]) -> str:
    name, format_ = column
    try:
        return value if isinstance(value, str) else format(value, format_)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{value!r} does not suit the format {format_!r} of column {name!r}: {error}") from error


def _mark(column: str, text: str) -> str:
    """Return the attribute that names the mark of a row, if it has one."""
    name = design.mark(text) or (design.mark(f"batch size {text}") if column in BATCH_SIZE else None)
    return f' data-run="{name}"' if name else ""


def _cell(text: str) -> str:
    """Return HTML with signs and powers of ten as a page writes them, and no end of a line inside brackets."""
    shown = _HYPHEN.sub("−", _PERCENT.sub("\N{NO-BREAK SPACE}%", _POWER.sub(_power, escape(text))))
    return _BRACKETS.sub(r'<span style="white-space: nowrap">\g<0></span>', shown)


def _power(match: re.Match[str]) -> str:
    digit, minus, power = match.groups()
    factor = f"{digit}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}" if digit else ""
    return f"{factor}10<sup>{minus and '−'}{power}</sup>"
