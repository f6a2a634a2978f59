"""The outcome of grading, of each test and of each notebook, as plain data.

The judge makes it; the results on disk, the gradebook and the report read it and need nothing of the judge.
"""

import json
from dataclasses import asdict, dataclass

PASSED, FAILED, TIMEOUT, KILLED = "passed", "failed", "timeout", "killed"
OUT_OF_MEMORY, MISSING, CORRUPT = "out of memory", "missing", "corrupt"
FORGED, NOT_JUDGED = "forged", "not judged"
OUTCOMES = (PASSED, FAILED, TIMEOUT, KILLED, OUT_OF_MEMORY, MISSING, CORRUPT, FORGED, NOT_JUDGED)

OUTSIDE, INSIDE = "outside", "inside"  # of the student's process: where a test is judged
NOWHERE = "nowhere"
WITH = "judged inside together with "  # begins the reason of a test that is inside because another one is
WAITING = (MISSING, CORRUPT, NOT_JUDGED)  # outcomes of a test that a person marks
JUDGED = "mbcourse_judged"  # a test cell's metadata: one of the three


@dataclass(frozen=True)
class Test:
    """The outcome of one test.

    Attributes
    ----------
    name : str
        The test cell's id.
    outcome : str
        One of `OUTCOMES`.
    score, points : float
        The points it gave, and the most it can give.
    hint : str
        What the student is told if it did not pass; empty by default.
    seconds : float
        How long it took; 0 by default.
    problem, got, expected, page : str
        The parts of the hint if it came from a check, as in `mbcourse.checks.hint.Hint`; empty by default.
    judged : str
        `OUTSIDE` or `INSIDE`; empty, the default, if the test was not run.
    reason : str
        Why it was judged inside, or not at all; empty by default.

    Examples
    --------
    >>> Test("q1-values", FAILED, 0.0, 2.0, "The values are wrong.").outcome
    'failed'
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
    judged: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Result:
    """A graded notebook.

    Attributes
    ----------
    notebook : str
        The notebook with the outputs of its cells and tests, as JSON.
    tests : tuple of Test
        The outcome of each test, in the assignment's order.
    tier : str
        The sandbox that its cells ran in; empty if none ran.
    seconds : float
        How long grading it took.
    problem : str
        Why there are no answers, as the end of a sentence; empty, the default, if there are.
    interrupted : tuple of str
        The cells that were interrupted by their limit of time; none by default.
    waited : bool
        Whether such a cell had too little of a processor to say that it takes too long; false by default.

    Examples
    --------
    >>> tests = (Test("q1-values", PASSED, 2.0, 2.0), Test("q2-values", FAILED, 0.0, 3.0, "The values are wrong."))
    >>> result = Result("{}", tests, "namespaces", 1.2)
    >>> result.score, result.points
    (2.0, 5.0)
    >>> Result.from_json(result.to_json()) == result
    True
    """

    notebook: str
    tests: tuple[Test, ...]
    tier: str
    seconds: float
    problem: str = ""
    interrupted: tuple[str, ...] = ()
    waited: bool = False

    @classmethod
    def from_json(cls, text: str) -> "Result":
        """Make a result from the text that `to_json` returns."""
        data = json.loads(text)
        tests = tuple(Test(**test) for test in data["tests"])
        return cls(**data | {"tests": tests, "interrupted": tuple(data.get("interrupted", ()))})

    def to_json(self) -> str:
        """Return the result as JSON."""
        return json.dumps(asdict(self))

    @property
    def score(self) -> float:
        """Points that the tests gave."""
        return sum(test.score for test in self.tests)

    @property
    def points(self) -> float:
        """Points that the tests can give."""
        return sum(test.points for test in self.tests)


def storable(text: object, longest: int) -> str:
    """Return a value as text that every file and database can hold, cut off after ``longest`` characters.

    Examples
    --------
    >>> storable(ValueError("negative"), 3)
    'neg'
    """
    return str(text)[:longest].encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def is_text(name: str) -> bool:
    r"""Return whether a name can be stored: a file's name can hold bytes that are not text in any encoding.

    Examples
    --------
    >>> is_text("größe"), is_text("ada\udcff")
    (True, False)
    """
    return storable(name, len(name)) == name
