"""The report as tables for spreadsheets, which take no cell of them for a formula."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from mbcourse.grading.outcome import OUTCOMES
from mbcourse.grading.report.items import Item
from mbcourse.grading.report.marks import Mark
from mbcourse.grading.report.similarity import Pair
from mbcourse.grading.spreadsheet import text_cell

Rows = Iterable[Sequence[object]]


def write_items(items: Iterable[Item], path: Path) -> None:
    """Write a row for each test."""
    heading = ["notebook", "test", "points", "submissions", *OUTCOMES, "failure_rate", "mean_share", "discrimination"]
    heading += ["seconds_median", "seconds_90_percent", "seconds_longest", "message", "message_count"]
    heading += ["wrong_value", "wrong_value_count"]
    _write(path, heading, (_item(item) for item in items))


def write_marks(marks: Iterable[Mark], path: Path) -> None:
    """Write a row for each student."""
    heading = ["student", "by_tests", "of_tests", "mark", "of", "late_penalty", "to_mark_by_hand"]
    rows = ((m.student, m.by_tests, m.of_tests, m.mark, m.of, m.late_penalty, int(m.waiting)) for m in marks)
    _write(path, heading, rows)


def write_pairs(pairs: Iterable[Pair], path: Path) -> None:
    """Write a row for each pair of similar submissions."""
    heading = ["first", "second", "similarity", "shared_fingerprints", "of_fingerprints", "cells"]
    _write(path, heading, ((p.first, p.second, p.similarity, p.shared, p.of, " ".join(p.cells)) for p in pairs))


def _item(item: Item) -> list[object]:
    (message, message_count), (value, value_count) = (
        counted[0] if counted else ("", 0) for counted in (item.messages, item.values)
    )
    return [
        *(item.notebook, item.name, item.points, item.count, *(item.outcomes[outcome] for outcome in OUTCOMES)),
        *(item.failure_rate, item.mean_share, "" if item.discrimination is None else item.discrimination),
        *(item.times.median, item.times.ninety_percent, item.times.longest),
        *(message, message_count, value, value_count),
    ]


def _write(path: Path, heading: Sequence[str], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(heading)
        table.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else text_cell(str(value))
