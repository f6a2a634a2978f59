"""Item analysis: how many failed each test, how well it tells strong from weak work, and what went wrong."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mbcourse.grading.outcome import CORRUPT, INSIDE, MISSING, PASSED, WITH, Result, Test
from mbcourse.grading.printed import escaped

FEWEST = 3  # notebooks: a correlation of fewer can only be -1 or 1
MOST_FREQUENT = 5  # messages and values that are listed for a test
LONGEST = 400  # characters of a message or a value


@dataclass(frozen=True)
class Times:
    """Durations in seconds.

    Attributes
    ----------
    median : float
        The median.
    ninety_percent : float
        The 90th percentile.
    longest : float
        The longest.

    Examples
    --------
    >>> Times.from_seconds([1.0, 2.0, 3.0]).median
    2.0
    """

    median: float
    ninety_percent: float
    longest: float

    @classmethod
    def from_seconds(cls, seconds: Sequence[float]) -> "Times":
        """Summarise a sequence of durations; all are 0 for an empty one."""
        if not seconds:
            return cls(0.0, 0.0, 0.0)
        median, ninety, longest = (float(value) for value in np.percentile(seconds, (50, 90, 100)))
        return cls(median, ninety, longest)


@dataclass(frozen=True)
class Item:
    """A test and its outcomes in all notebooks.

    Attributes
    ----------
    notebook, name : str
        The notebook, and the test cell's id.
    points : float
        The most it can give.
    outcomes : Counter
        How many notebooks had each outcome.
    mean_share : float
        The mean score as a share of the points, from 0 to 1.
    discrimination : float or None
        See `discrimination`.
    times : Times
        How long it took.
    messages, values : tuple of (str, int)
        The most frequent messages to those who ran it and did not pass, and their most frequent wrong values, each
        with its count.
    judged : Counter
        How many were judged outside the student's process and how many inside; empty by default.

    Examples
    --------
    >>> times = Times.from_seconds([0.1, 0.2, 0.3, 0.4])
    >>> outcomes = Counter(passed=3, failed=1)
    >>> item = Item("ps1", "q1-values", 2.0, outcomes, 0.75, 0.4, times, (("Wrong values.", 1),), (("[1, 2]", 1),))
    >>> item.count, item.failure_rate
    (4, 0.25)
    """

    notebook: str
    name: str
    points: float
    outcomes: Counter[str]
    mean_share: float
    discrimination: float | None
    times: Times
    messages: tuple[tuple[str, int], ...]
    values: tuple[tuple[str, int], ...]
    judged: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """How many notebooks have it."""
        return self.outcomes.total()

    @property
    def failure_rate(self) -> float:
        """Share of the notebooks that did not pass, from 0 to 1."""
        return 1 - self.outcomes[PASSED] / self.count


@dataclass(frozen=True)
class JudgedInside:
    """A test that was judged inside the student's process.

    Attributes
    ----------
    notebook, name : str
        The notebook, and the test cell's id.
    reason : str
        Why not outside.
    students : tuple of str
        Those of whom this is the reason.
    everybody : bool
        Whether that is everybody of whom the test was run: the test itself has to be judged inside.

    Examples
    --------
    >>> inside = JudgedInside("ps1", "q1-values", "line 1: uses isinstance", ("ada", "emmy"), everybody=True)
    >>> len(inside.students)
    2
    """

    notebook: str
    name: str
    reason: str
    students: tuple[str, ...]
    everybody: bool


def judged_inside(results: Sequence[tuple[str, str, Result]]) -> list[JudgedInside]:
    """Return the tests that were judged inside, without those that only accompanied another one there.

    Examples
    --------
    >>> outside, inside = Test("q1", PASSED, 2, 2, judged="outside"), Test("q1", PASSED, 2, 2, "", judged=INSIDE)
    >>> rows = [("ada", "ps1", Result("{}", (outside,), "", 0.1)), ("emmy", "ps1", Result("{}", (inside,), "", 0.1))]
    >>> judged_inside(rows)
    [JudgedInside(notebook='ps1', name='q1', reason='', students=('emmy',), everybody=False)]
    """
    ran: Counter[tuple[str, str]] = Counter()
    students: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for student, notebook, result in results:
        for test in result.tests:
            ran[notebook, test.name] += bool(test.judged)
            if test.judged == INSIDE and not test.reason.startswith(WITH):
                students[notebook, test.name, _one_line(test.reason)].append(student)
    return [
        JudgedInside(*key, tuple(sorted(names)), len(names) == ran[key[:2]] > 1)
        for key, names in sorted(students.items())
    ]


def items(results: Sequence[tuple[str, str, Result]]) -> list[Item]:
    """Return an item for each test of each notebook, in the order of the notebooks' names and of the tests in them.

    Parameters
    ----------
    results : sequence of (student, notebook, Result)
        As `mbcourse.grading.results.Results.all` yields them.

    Examples
    --------
    >>> passed, failed = Test("q1-values", PASSED, 2.0, 2.0), Test("q1-values", "failed", 0.0, 2.0, "Wrong values.")
    >>> [item] = items(
    ...     [
    ...         ("ada", "ps1", Result("{}", (passed,), "namespaces", 1.2)),
    ...         ("emmy", "ps1", Result("{}", (failed,), "namespaces", 1.1)),
    ...     ]
    ... )
    >>> item.failure_rate, item.messages
    (0.5, (('Wrong values.', 1),))
    """
    analysed = []
    for notebook in dict.fromkeys(sorted(name for _, name, _ in results)):
        notebook_results = [result for _, name, result in results if name == notebook]
        names = dict.fromkeys(test.name for result in notebook_results for test in result.tests)
        analysed += [_item(notebook, name, notebook_results) for name in names]
    return analysed


def discrimination(scores: NDArray[np.float64], totals: NDArray[np.float64]) -> float | None:
    """Return the correlation of a test's score with the rest of the total.

    Pearson's correlation of the score with the total less that score: the corrected item-total correlation
    (Henrysson, 1963, Psychometrika 28, 211-218, https://doi.org/10.1007/BF02289618). Without the correction a test
    would correlate with itself.

    Parameters
    ----------
    scores, totals : (n,) arrays
        Each notebook's score in the test, and its total over all tests.

    Returns
    -------
    float or None
        From -1 to 1; None where it is undefined: for fewer than three notebooks, or if all have the same score or the
        same rest.

    Examples
    --------
    Who passed this test has more points in the others too:

    >>> scores, totals = np.array([0.0, 0.0, 2.0, 2.0]), np.array([3.0, 4.0, 9.0, 10.0])
    >>> round(discrimination(scores, totals), 2)
    0.97
    """
    rest = totals - scores
    if len(scores) < FEWEST or _constant(scores) or _constant(rest):
        return None
    return float(np.clip(np.corrcoef(scores, rest)[0, 1], -1.0, 1.0))


def _constant(values: NDArray[np.float64]) -> bool:
    return bool(np.allclose(values, values[0]))


def _item(notebook: str, name: str, results: Iterable[Result]) -> Item:
    pairs = [(test, result) for result in results for test in result.tests if test.name == name]
    tests = [test for test, _ in pairs]
    ran = [(test, result) for test, result in pairs if test.outcome not in (MISSING, CORRUPT)]
    scores = np.array([test.score for test, _ in ran], float)
    totals = np.array([result.score for _, result in ran], float)
    points = max(test.points for test in tests)
    return Item(
        notebook,
        name,
        points,
        Counter(test.outcome for test in tests),
        float(np.mean([test.score for test in tests])) / points if points else 0.0,
        discrimination(scores, totals),
        Times.from_seconds([test.seconds for test, _ in ran]),
        *_most_frequent([test for test, _ in ran if test.outcome != PASSED]),
        Counter(test.judged for test in tests if test.judged),
    )


def _most_frequent(failed: Iterable[Test]) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]:
    """Return the most frequent messages and the most frequent wrong values, each with its count."""
    messages: Counter[str] = Counter()
    values: Counter[str] = Counter()
    for test in failed:
        messages[_one_line(test.problem or test.hint) or test.outcome] += 1
        if test.got:
            values[_one_line(test.got)] += 1
    return tuple(messages.most_common(MOST_FREQUENT)), tuple(values.most_common(MOST_FREQUENT))


def _one_line(text: str) -> str:
    line = escaped(" ".join(text[: 10 * LONGEST].split()))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]} …"
