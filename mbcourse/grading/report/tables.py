"""The report's CSV tables, of which a spreadsheet runs no cell as a formula."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from mbcourse.grading.outcome import INSIDE, OUTCOMES, OUTSIDE
from mbcourse.grading.report.items import Item, JudgedInside
from mbcourse.grading.report.marks import Mark
from mbcourse.grading.report.similarity import Pair
from mbcourse.grading.spreadsheet import text_cell

Rows = Iterable[Sequence[object]]


def write_items(items: Iterable[Item], path: Path) -> None:
    """Write a row for each test.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_items([], Path(folder, "tests.csv"))
    ...     print(Path(folder, "tests.csv").read_text()[:30])
    notebook,test,points,submissio
    """
    heading = ["notebook", "test", "points", "submissions", *OUTCOMES, "failure_rate", "mean_share", "discrimination"]
    heading += ["seconds_median", "seconds_90_percent", "seconds_longest", "message", "message_count"]
    heading += ["wrong_value", "wrong_value_count", "judged_outside", "judged_inside"]
    _write(path, heading, (_item(item) for item in items))


def write_marks(marks: Iterable[Mark], path: Path) -> None:
    """Write a row for each student.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_marks([Mark("ada", 15.0, 16.0, 17.0, 20.0, 0.0, False)], Path(folder, "marks.csv"))
    ...     print(Path(folder, "marks.csv").read_text())
    student,by_tests,of_tests,mark,of,late_penalty,to_mark_by_hand
    ada,15,16,17,20,0,0
    <BLANKLINE>
    """
    heading = ["student", "by_tests", "of_tests", "mark", "of", "late_penalty", "to_mark_by_hand"]
    rows = ((m.student, m.test_score, m.test_points, m.mark, m.max_mark, m.late_penalty, int(m.waiting)) for m in marks)
    _write(path, heading, rows)


def write_inside(inside: Iterable[JudgedInside], path: Path) -> None:
    """Write a row for each student's test that was judged inside the student's process.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_inside([JudgedInside("ps1", "q1", "it uses files", ("ada",), False)], Path(folder, "inside.csv"))
    ...     print(Path(folder, "inside.csv").read_text())
    student,notebook,test,reason
    ada,ps1,q1,it uses files
    <BLANKLINE>
    """
    rows = ((student, each.notebook, each.name, each.reason) for each in inside for student in each.students)
    _write(path, ["student", "notebook", "test", "reason"], rows)


def write_pairs(pairs: Iterable[Pair], path: Path) -> None:
    """Write a row for each pair of similar submissions.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_pairs([Pair("ada", "emmy", 18, 20, ("q1", "q3"))], Path(folder, "similar.csv"))
    ...     print(Path(folder, "similar.csv").read_text())
    first,second,similarity,shared_fingerprints,of_fingerprints,cells
    ada,emmy,0.9,18,20,q1 q3
    <BLANKLINE>
    """
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
        *(message, message_count, value, value_count, item.judged[OUTSIDE], item.judged[INSIDE]),
    ]


def _write(path: Path, heading: Sequence[str], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(heading)
        table.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else text_cell(str(value))
