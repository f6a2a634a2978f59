"""The outcome of grading as plain data: of each test, and of each notebook.

The judge writes it; results on disk, the gradebook and the report read it, and know nothing of how it came about.
"""

import json
from dataclasses import asdict, dataclass

PASSED, FAILED, TIMEOUT, KILLED = "passed", "failed", "timeout", "killed"
OUT_OF_MEMORY, MISSING, CORRUPT = "out of memory", "missing", "corrupt"
OUTCOMES = (PASSED, FAILED, TIMEOUT, KILLED, OUT_OF_MEMORY, MISSING, CORRUPT)


@dataclass(frozen=True)
class Test:
    """What became of one test.

    Attributes
    ----------
    name : str
        The test cell's id.
    outcome : str
        One of `OUTCOMES`.
    score, points : float
        What it gave, of what it can give.
    hint : str
        What the student is told where it did not pass.
    seconds : float
        How long it took.
    problem, got, expected, page : str
        The parts of a hint that a check gave, as in `mbcourse.checks.hint.Hint`; empty otherwise.
    """

    name: str
    outcome: str
    score: float
    points: float
    hint: str = ""
    seconds: float = 0.0
    problem: str = ""
    got: str = ""
    expected: str = ""
    page: str = ""


@dataclass(frozen=True)
class Result:
    """A graded notebook.

    Attributes
    ----------
    notebook : str
        The notebook with its outputs and those of its tests, as JSON.
    tests : tuple of Test
        What became of each test, in the assignment's order.
    tier : str
        The sandbox that its cells ran in; empty where none ran.
    seconds : float
        How long all of it took.
    """

    notebook: str
    tests: tuple[Test, ...]
    tier: str
    seconds: float

    @classmethod
    def from_json(cls, text: str) -> "Result":
        """Read what `to_json` wrote."""
        data = json.loads(text)
        return cls(**data | {"tests": tuple(Test(**test) for test in data["tests"])})

    def to_json(self) -> str:
        """Write it as text."""
        return json.dumps(asdict(self))

    @property
    def score(self) -> float:
        """Points of all tests."""
        return sum(test.score for test in self.tests)

    @property
    def points(self) -> float:
        """Points that the tests can give."""
        return sum(test.points for test in self.tests)


def storable(text: object, longest: int) -> str:
    """Return something as text that every file and database can hold, no longer than this."""
    return str(text)[:longest].encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
