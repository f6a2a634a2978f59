"""Results on disk, so that nothing is graded twice and a run that was stopped goes on where it was.

A result is kept under what it depends on: what was handed in, the assignment without its tests, and the packages it
ran with; each test in it under the test's own text. A test that was changed since is therefore the only one run again,
with those whose names it uses or that use its own.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from mbcourse.grading.outcome import Result, Test
from mbcourse.grading.released import Released, digest

TABLE = """
CREATE TABLE IF NOT EXISTS result (
    assignment TEXT NOT NULL, notebook TEXT NOT NULL, student TEXT NOT NULL,
    key TEXT NOT NULL,           -- what the student's cells were run on and with
    tests TEXT NOT NULL,         -- JSON: of each test's name, a hash of it
    result TEXT NOT NULL,        -- JSON
    recorded INTEGER NOT NULL,   -- whether it is in the gradebook and in autograded/
    graded_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (assignment, notebook, student)
)
"""


@dataclass(frozen=True)
class Stored:
    """A result as it was stored: under which key, with which tests, and whether the gradebook has it."""

    key: str
    tests: dict[str, str]
    result: Result
    recorded: bool

    def kept(self, key: str, released: Released) -> dict[str, tuple[Test, list[Any]]]:
        """Return the tests that need not be run again, with their outputs; none if what was handed in has changed."""
        if key != self.key:
            return {}
        now = hashes(released)
        same = {test.name: test for test in self.result.tests if now.get(test.name) == self.tests.get(test.name)}
        builds_on = released.builds_on()
        for changed in now.keys() - same.keys():
            for name in builds_on[changed]:
                same.pop(name, None)
        cells = nbformat.reads(self.result.notebook, as_version=4).cells
        names = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in cells}
        return {name: (test, names[name].outputs) for name, test in same.items() if name in names}


class Results:
    """The results of a course, in a file beside its gradebook.

    Parameters
    ----------
    path : Path
        The file, an SQLite database; it is made where there is none.
    """

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")  # a power cut may cost the last results, never the file
        self._database.execute(TABLE)

    def find(self, released: Released, student: str) -> Stored | None:
        """Return the result of a student's notebook, or None."""
        where = (released.assignment, released.notebook, student)
        row = self._database.execute(
            "SELECT key, tests, result, recorded FROM result WHERE assignment = ? AND notebook = ? AND student = ?",
            where,
        ).fetchone()
        return Stored(row[0], json.loads(row[1]), Result.from_json(row[2]), bool(row[3])) if row else None

    def put(self, released: Released, student: str, key: str, result: Result) -> None:
        """Store a result in place of the student's earlier one; it counts as not recorded yet."""
        self._database.execute(
            "INSERT OR REPLACE INTO result (assignment, notebook, student, key, tests, result, recorded) "
            "VALUES (?, ?, ?, ?, ?, ?, 0)",
            (
                *(released.assignment, released.notebook, student),
                *(key, json.dumps(hashes(released)), result.to_json()),
            ),
        )

    def set_recorded(self, released: Released, students: list[str]) -> None:
        """Note that the gradebook has these students' results."""
        self._database.execute("BEGIN")
        self._database.executemany(
            "UPDATE result SET recorded = 1 WHERE assignment = ? AND notebook = ? AND student = ?",
            [(released.assignment, released.notebook, student) for student in students],
        )
        self._database.execute("COMMIT")

    def all(self, assignment: str) -> Iterator[tuple[str, str, Result]]:
        """Yield student, notebook and result of everything stored of an assignment."""
        rows = self._database.execute(
            "SELECT student, notebook, result FROM result WHERE assignment = ? ORDER BY student, notebook",
            (assignment,),
        )
        for student, notebook, result in rows:
            yield student, notebook, Result.from_json(result)

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def hashes(released: Released) -> dict[str, str]:
    """Return a hash of each test by its name, and of those that it builds on."""
    tests, builds_on = released.tests, released.builds_on()
    return {
        name: digest(test.source, test.points, [tests[other].source for other in builds_on[name]])
        for name, test in tests.items()
    }
