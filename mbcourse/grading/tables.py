"""A run's results as a table for spreadsheets, which take no cell of it for a formula."""

import csv
from pathlib import Path

from mbcourse.grading.run import Summary
from mbcourse.grading.spreadsheet import text_cell

COLUMNS = ("student", "notebook", "test", "outcome", "score", "points", "seconds", "hint")


def write_tests(summary: Summary, path: Path) -> None:
    """Write a row for each test of each student."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for student, results in sorted(summary.results.items()):
            for notebook, result in results.items():
                for test in result.tests:
                    score, points, seconds = f"{test.score:g}", f"{test.points:g}", f"{test.seconds:.3f}"
                    what = text_cell(student), notebook, test.name, test.outcome
                    table.writerow([*what, score, points, seconds, text_cell(test.hint)])
