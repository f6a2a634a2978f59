"""Results on disk, so that nothing is graded twice and a run that was stopped continues where it was.

Each result is stored with a key, a hash of what all of it depends on: the submission, the assignment without its tests,
and the versions of the packages it ran with. Each test in it is stored with a hash of the test. If only a test was
changed since, only that test is run again, with the tests whose names it uses and those that use its names.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from mbcourse.grading.both_ways import BothWays
from mbcourse.grading.outcome import INSIDE, Result, Test
from mbcourse.grading.placement import Placements, from_data, to_data
from mbcourse.grading.released import Released, digest

STORE = "grading.db"  # in the course's folder
TABLE = """
CREATE TABLE IF NOT EXISTS result (
    assignment TEXT NOT NULL, notebook TEXT NOT NULL, student TEXT NOT NULL,
    key TEXT NOT NULL,           -- a hash of what the result depends on besides its tests
    tests TEXT NOT NULL,         -- JSON: a hash of each test, by its name
    result TEXT NOT NULL,        -- JSON
    recorded INTEGER NOT NULL,   -- whether it is in the gradebook and in autograded/
    graded_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (assignment, notebook, student)
)
"""
BOTH_WAYS = """
CREATE TABLE IF NOT EXISTS both_ways (
    assignment TEXT NOT NULL, notebook TEXT NOT NULL,
    judged TEXT NOT NULL,        -- JSON: the last time
    PRIMARY KEY (assignment, notebook)
)
"""
PLACEMENTS = """
CREATE TABLE IF NOT EXISTS placement (
    key TEXT PRIMARY KEY,        -- a hash of what was proven, and with what
    placements TEXT NOT NULL     -- JSON: of each test's name, the fields of its placement
)
"""


@dataclass(frozen=True)
class StoredResult:
    """A result as it was stored.

    Attributes
    ----------
    key : str
        A hash of what the result depends on besides its tests.
    tests : dict
        A hash of each test, by its name, as `hashes` returns them.
    result : Result
        The result.
    recorded : bool
        Whether it is in the gradebook and in the folder ``autograded``.

    Examples
    --------
    An assignment whose only test is still the one that was graded:

    >>> from mbcourse.grading.released import Cell, Released
    >>> test = Cell("q1-values", "code", "assert x == 1", True, False, False, 2.0, "")
    >>> released = Released("ps1", "ps1", {}, (test,))
    >>> cell = nbformat.v4.new_code_cell("assert x == 1", metadata={"nbgrader": {"grade_id": "q1-values"}})
    >>> notebook = nbformat.writes(nbformat.v4.new_notebook(cells=[cell]))
    >>> result = Result(notebook, (Test("q1-values", "passed", 2.0, 2.0),), "namespaces", 1.2)
    >>> stored = StoredResult("key", hashes(released), result, recorded=True)
    >>> list(stored.reusable_tests("key", released)), list(stored.reusable_tests("another key", released))
    (['q1-values'], [])
    """

    key: str
    tests: dict[str, str]
    result: Result
    recorded: bool

    def reusable_tests(self, key: str, released: Released) -> dict[str, tuple[Test, list[Any]]]:
        """Return the tests that need not be run again, with their outputs; none if the key is another one now."""
        if key != self.key:
            return {}
        current = hashes(released)
        reusable = {
            test.name: test for test in self.result.tests if current.get(test.name) == self.tests.get(test.name)
        }
        builds_on = released.builds_on()
        for changed in current.keys() - reusable.keys():
            for name in builds_on[changed]:
                reusable.pop(name, None)
        cells = nbformat.reads(self.result.notebook, as_version=4).cells
        if len(reusable) < len(current) and any(test.judged == INSIDE for test in self.result.tests):
            return {}  # what runs inside depends on everything that ran there before it
        by_name = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in cells}
        return {name: (test, by_name[name].outputs) for name, test in reusable.items() if name in by_name}


class Results:
    """The stored results of a course, in a file beside its gradebook.

    Parameters
    ----------
    path : Path
        The file, an SQLite database. It is made if it does not exist.

    Examples
    --------
    >>> from mbcourse.grading.released import Released
    >>> from tempfile import TemporaryDirectory
    >>> released = Released("ps1", "ps1", {}, ())
    >>> with TemporaryDirectory() as folder:
    ...     results = Results(Path(folder) / "grading.db")
    ...     results.put(released, "ada", "key", Result("{}", (), "namespaces", 1.2))
    ...     students = [student for student, _, _ in results.all("ps1")]
    ...     results.close()
    >>> students
    ['ada']
    """

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")  # a power cut may cost the last results, never the file
        self._database.execute(TABLE)
        self._database.execute(PLACEMENTS)
        self._database.execute(BOTH_WAYS)

    def find(self, released: Released, student: str) -> StoredResult | None:
        """Return the stored result of a student's notebook; None if there is none."""
        row = self._database.execute(
            "SELECT key, tests, result, recorded FROM result WHERE assignment = ? AND notebook = ? AND student = ?",
            (released.assignment, released.notebook, student),
        ).fetchone()
        try:
            return StoredResult(row[0], json.loads(row[1]), Result.from_json(row[2]), bool(row[3])) if row else None
        except (ValueError, KeyError, TypeError):  # not what this version writes: as if it were not there
            return None

    def find_placements(self, key: str) -> Placements | None:
        """Return where tests are judged, as it was proven under this key, or None."""
        row = self._database.execute("SELECT placements FROM placement WHERE key = ?", (key,)).fetchone()
        return from_data(json.loads(row[0])) if row else None

    def put_placements(self, key: str, placements: Placements) -> None:
        """Store where tests are judged."""
        text = json.dumps(to_data(placements))
        self._database.execute("INSERT OR REPLACE INTO placement VALUES (?, ?)", (key, text))

    def put_both_ways(self, released: Released, both_ways: BothWays) -> None:
        """Store what judging submissions of a notebook both ways gave, in place of what is there."""
        row = (released.assignment, released.notebook, json.dumps(both_ways.to_data()))
        self._database.execute("INSERT OR REPLACE INTO both_ways VALUES (?, ?, ?)", row)

    def both_ways(self, assignment: str) -> dict[str, BothWays]:
        """Return what judging both ways last gave, by notebook."""
        rows = self._database.execute(
            "SELECT notebook, judged FROM both_ways WHERE assignment = ? ORDER BY notebook", (assignment,)
        )
        return {notebook: BothWays.from_data(json.loads(text)) for notebook, text in rows}

    def put(self, released: Released, student: str, key: str, result: Result) -> None:
        """Store a result in place of the student's earlier one, as not recorded in the gradebook yet."""
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
        """Yield student, notebook and result for each stored result of an assignment."""
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
    """Return a hash of each test together with those that it builds on, by the test's name.

    Examples
    --------
    >>> from mbcourse.grading.released import Cell, Released
    >>> test = Cell("q1-values", "code", "assert x == 1", True, False, False, 2.0, "")
    >>> list(hashes(Released("ps1", "ps1", {}, (test,))))
    ['q1-values']
    """
    tests, builds_on = released.tests, released.builds_on()
    return {
        name: digest(test.source, test.points, [tests[other].source for other in builds_on[name]])
        for name, test in tests.items()
    }
