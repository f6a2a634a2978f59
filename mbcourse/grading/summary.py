"""The summary of a run: as text, as data for JSON, and as a table for spreadsheets."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mbcourse.grading.both_ways import BothWays
from mbcourse.grading.outcome import INSIDE, NOWHERE, OUTSIDE, WAITING, WITH, Result
from mbcourse.grading.placement import Placements, to_data
from mbcourse.grading.printed import shown
from mbcourse.grading.spreadsheet import text_cell

COLUMNS = ("student", "notebook", "test", "outcome", "score", "points", "seconds", "hint")
SHOWN = 5  # files that were left out
REASONS = 30  # for which files were left out when they were collected


@dataclass
class Summary:
    """What a run did.

    Attributes
    ----------
    assignment : str
        The assignment.
    graded, unchanged : int
        How many notebooks were graded, and how many had a result already; 0 by default.
    failed : dict
        By student, why a notebook could not be graded: a fault of the machine, not of the answer. Empty by default.
    results : dict
        By student, the results by notebook. Empty by default.
    placements : dict
        Of each notebook, where each test is judged. Empty by default.
    both_ways : dict
        Of each notebook, what judging some submissions both ways gave. Empty by default.
    left_out : dict
        By student, what of the files handed in beside the notebook was left out. Empty by default.
    unreadable_times : dict
        By student, what ``timestamp.txt`` says instead of a time. Empty by default.
    alone : list of str
        The students whose notebooks were graded once more, alone, because a cell was interrupted that had waited for
        a processor. Empty by default.
    collecting : dict
        What collecting left out, or took with a doubt: by reason, the files or students. Empty by default.
    kept_closed : list of str
        Folders of packages, installed in place, that answers cannot import because they hold more. Empty by default.
    seconds : float
        How long the run took; 0 by default.

    Examples
    --------
    >>> from mbcourse.grading.outcome import Test
    >>> tests = (Test("q1-values", "passed", 2.0, 2.0), Test("q2-values", "failed", 0.0, 3.0, "Wrong values."))
    >>> result = Result("{}", tests, "namespaces", 1.2)
    >>> summary = Summary("ps1", graded=1, results={"ada": {"ps1": result}}, seconds=1.5)
    >>> print(summary.as_text())
    ps1: 1 graded in 1.5 s, 0 unchanged.
    Sandbox: namespaces (1).
    Tests: 1 passed, 1 failed.
    """

    assignment: str
    graded: int = 0
    unchanged: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    results: dict[str, dict[str, Result]] = field(default_factory=dict)
    placements: dict[str, Placements] = field(default_factory=dict)
    both_ways: dict[str, BothWays] = field(default_factory=dict)
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unreadable_times: dict[str, str] = field(default_factory=dict)
    alone: list[str] = field(default_factory=list)
    collecting: dict[str, list[str]] = field(default_factory=dict)
    kept_closed: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def tiers(self) -> Counter[str]:
        """How many notebooks ran in each sandbox; those without answers ran in none."""
        return Counter(result.tier for results in self.results.values() for result in results.values() if result.tier)

    @property
    def outcomes(self) -> Counter[str]:
        """How many tests had each outcome."""
        return Counter(
            test.outcome for results in self.results.values() for result in results.values() for test in result.tests
        )

    def as_text(self) -> str:
        """Return the summary as lines to print."""
        sandboxes = ", ".join(f"{tier} ({count})" for tier, count in self.tiers.items()) or "none was needed"
        tests = ", ".join(f"{count} {outcome}" for outcome, count in self.outcomes.most_common())
        lines = [
            f"{self.assignment}: {self.graded} graded in {self.seconds:.1f} s, {self.unchanged} unchanged.",
            f"Sandbox: {sandboxes}.",
            f"Tests: {tests}.",
            *self._judging(),
        ]
        lines += [
            f"Not opened for answers, as it holds more than a package: {folder}. Install the package without -e."
            for folder in self.kept_closed
        ]
        lines += self._by_student()
        lines += collecting_lines(self.collecting)
        return "\n".join(map(shown, lines))

    def _by_student(self) -> Iterator[str]:
        """Yield lines that name students whose work needs a look."""
        if self.alone:
            yield f"Graded once more, alone, after an interruption: {_first(sorted(self.alone))}."
        for student, problem in sorted(self.waiting.items()):
            yield f"{student}: waits for a person, {problem}."
        for student, problem in sorted(self.given_up.items()):
            yield f"{student}: given up, {problem}."
        for student, cells in sorted(self.interrupted.items()):
            yield f"{student}: interrupted by the limit of time in {_first(cells)}."
        for student, problem in sorted(self.unreadable_times.items()):
            yield f"{student}: {problem}."
        for student, what in sorted(self.left_out.items()):
            yield f"{student}, files left out: {_first(what)}."
        for student, reason in sorted(self.failed.items()):
            yield f"{student}: not graded. {reason}"

    @property
    def waiting(self) -> dict[str, str]:
        """By student, why there is nothing to grade: no notebook, or one that cannot be read."""
        return self._problems(waiting=True)

    @property
    def given_up(self) -> dict[str, str]:
        """By student, why grading was ended before it came to its end; the tests have no points."""
        return self._problems(waiting=False)

    def _problems(self, waiting: bool) -> dict[str, str]:
        problems: dict[str, dict[str, None]] = {}
        for student, results in self.results.items():
            for result in results.values():
                if result.problem and all(test.outcome in WAITING for test in result.tests) == waiting:
                    problems.setdefault(student, {})[result.problem] = None
        return {student: "; ".join(each) for student, each in problems.items()}

    @property
    def interrupted(self) -> dict[str, list[str]]:
        """By student, the cells that were interrupted by the limit of time."""
        return {
            student: [cell for result in results.values() for cell in result.interrupted]
            for student, results in self.results.items()
            if any(result.interrupted for result in results.values())
        }

    def _judging(self) -> Iterator[str]:
        """Yield lines that say where tests were judged, and which could not be."""
        for notebook, placements in self.placements.items():
            where = Counter(placement.where for placement in placements.values())
            yield f"Judged in {notebook}: {where[OUTSIDE]} tests outside the student's process, {where[INSIDE]} inside."
            reasons = dict.fromkeys(placement.reason for placement in placements.values() if placement.where == INSIDE)
            for reason in reasons:
                names = [name for name, each in placements.items() if each.where == INSIDE and each.reason == reason]
                yield f"  inside {', '.join(names)}: {reason}."
            for name, placement in placements.items():
                if placement.where == NOWHERE:
                    yield f"  {notebook}, {name} cannot be judged and waits for a mark by hand: {placement.reason}"
            if notebook in self.both_ways:
                yield from self.both_ways[notebook].lines()
        for student, question in self.moved_inside.items():
            yield f"  {student}, all tests inside: {question}."

    @property
    def moved_inside(self) -> dict[str, str]:
        """By student, what a test that is judged outside asked of an answer that only the student's process knows."""
        moved: dict[str, str] = {}
        for student, results in self.results.items():
            for notebook, result in results.items():
                placed = self.placements.get(notebook, {})
                for test in result.tests:
                    was_outside = test.name in placed and placed[test.name].where == OUTSIDE
                    if was_outside and test.judged == INSIDE and not test.reason.startswith(WITH):
                        moved.setdefault(student, f"{test.name}: {test.reason}")
        return moved

    def as_data(self) -> dict[str, Any]:
        """Return the summary as data that JSON can hold."""
        return {
            "assignment": self.assignment,
            "graded": self.graded,
            "unchanged": self.unchanged,
            "failed": self.failed,
            "waiting": self.waiting,
            "given_up": self.given_up,
            "interrupted": self.interrupted,
            "alone": self.alone,
            "unreadable_times": self.unreadable_times,
            "moved_inside": self.moved_inside,
            "left_out": self.left_out,
            "collecting": self.collecting,
            "kept_closed": self.kept_closed,
            "sandbox": dict(self.tiers),
            "outcomes": dict(self.outcomes),
            "seconds": round(self.seconds, 3),
            "judged": {notebook: to_data(placements) for notebook, placements in self.placements.items()},
            "both_ways": {notebook: each.to_data() for notebook, each in self.both_ways.items()},
            "students": {
                student: {
                    notebook: {
                        "score": result.score,
                        "points": result.points,
                        "tests": {
                            test.name: {"outcome": test.outcome, "score": test.score, "judged": test.judged}
                            for test in result.tests
                        },
                    }
                    for notebook, result in results.items()
                }
                for student, results in sorted(self.results.items())
            },
        }

    def write_tests(self, path: Path) -> None:
        """Write a row for each test of each student as CSV; a spreadsheet runs no cell of it as a formula."""
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            for student, results in sorted(self.results.items()):
                for notebook, result in results.items():
                    for test in result.tests:
                        score, points, seconds = f"{test.score:g}", f"{test.points:g}", f"{test.seconds:.3f}"
                        outcome = text_cell(student), notebook, test.name, test.outcome
                        table.writerow([*outcome, score, points, seconds, text_cell(test.hint)])


def collecting_lines(remarks: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what collecting left out, or took with a doubt, as lines: for each reason its first few files.

    Examples
    --------
    >>> collecting_lines({"left out, not a notebook": ["ada/report.pdf", "emmy/data.csv"]})
    ['Collecting, left out, not a notebook (2): ada/report.pdf; emmy/data.csv.']
    """
    lines = [f"Collecting, {reason} ({len(what)}): {_first(what)}." for reason, what in remarks.items()]
    more = [f"Collecting, {len(lines) - REASONS} more reasons: --json lists all."] if len(lines) > REASONS else []
    return lines[:REASONS] + more


def _first(what: Sequence[str]) -> str:
    """Return the first few of many things as a list."""
    more = [f"{len(what) - SHOWN} more"] if len(what) > SHOWN else []
    return "; ".join([*what[:SHOWN], *more])
