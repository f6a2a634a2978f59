"""Results as tables for spreadsheets."""

import csv
from pathlib import Path

from mbcourse.grading.run import Summary

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
                    table.writerow(
                        [student, notebook, test.name, test.outcome, score, points, seconds, _safe(test.hint)]
                    )


def _safe(text: str) -> str:
    """Return a text that a spreadsheet does not take for a formula: hints can repeat what a student's code said."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
