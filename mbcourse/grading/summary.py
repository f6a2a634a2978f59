"""What a run did: as text, as data for JSON, and as a table for spreadsheets."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mbcourse.grading.outcome import Result
from mbcourse.grading.spreadsheet import text_cell

COLUMNS = ("student", "notebook", "test", "outcome", "score", "points", "seconds", "hint")


@dataclass
class Summary:
    """What a run did.

    Attributes
    ----------
    assignment : str
        The assignment.
    graded, unchanged : int
        Notebooks that were graded, and those whose result was there already.
    failed : dict
        Of each student whose notebook could not be graded, why: a fault of the machine, not of the answer.
    results : dict
        Of each student the results, by notebook.
    tiers : Counter
        How many notebooks ran in which sandbox.
    seconds : float
        How long the run took.
    """

    assignment: str
    graded: int = 0
    unchanged: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    results: dict[str, dict[str, Result]] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def tiers(self) -> Counter[str]:
        """How many notebooks ran in which sandbox; those without answers ran in none."""
        return Counter(result.tier for results in self.results.values() for result in results.values() if result.tier)

    @property
    def outcomes(self) -> Counter[str]:
        """How many tests ended in which way."""
        return Counter(
            test.outcome for results in self.results.values() for result in results.values() for test in result.tests
        )

    def as_text(self) -> str:
        """Return it as lines to print."""
        sandboxes = ", ".join(f"{tier} ({count})" for tier, count in self.tiers.items()) or "none was needed"
        tests = ", ".join(f"{count} {outcome}" for outcome, count in self.outcomes.most_common())
        lines = [
            f"{self.assignment}: {self.graded} graded in {self.seconds:.1f} s, {self.unchanged} unchanged.",
            f"Sandbox: {sandboxes}.",
            f"Tests: {tests}.",
        ]
        lines += [f"{student}: not graded. {why}" for student, why in sorted(self.failed.items())]
        return "\n".join(lines)

    def as_data(self) -> dict[str, Any]:
        """Return it as data that JSON can hold."""
        return {
            "assignment": self.assignment,
            "graded": self.graded,
            "unchanged": self.unchanged,
            "failed": self.failed,
            "sandbox": dict(self.tiers),
            "outcomes": dict(self.outcomes),
            "seconds": round(self.seconds, 3),
            "students": {
                student: {
                    notebook: {
                        "score": result.score,
                        "points": result.points,
                        "tests": {test.name: {"outcome": test.outcome, "score": test.score} for test in result.tests},
                    }
                    for notebook, result in results.items()
                }
                for student, results in sorted(self.results.items())
            },
        }

    def write_tests(self, path: Path) -> None:
        """Write a row for each test of each student as CSV; a spreadsheet takes no cell of it for a formula."""
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            for student, results in sorted(self.results.items()):
                for notebook, result in results.items():
                    for test in result.tests:
                        score, points, seconds = f"{test.score:g}", f"{test.points:g}", f"{test.seconds:.3f}"
                        what = text_cell(student), notebook, test.name, test.outcome
                        table.writerow([*what, score, points, seconds, text_cell(test.hint)])
