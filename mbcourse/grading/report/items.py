"""Item analysis: of each test, how many failed it, how well it tells strong from weak work, and what went wrong."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mbcourse.grading.outcome import CORRUPT, MISSING, PASSED, Result, Test

FEWEST = 3  # notebooks from which a correlation can be other than -1, 0 or 1
OFTEN = 5  # messages and values listed of a test
LONGEST = 400  # characters of one of them


@dataclass(frozen=True)
class Times:
    """Seconds that something took: the median, what nine of ten did not exceed, and the longest."""

    median: float
    ninety_percent: float
    longest: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Times":
        """Return those of a sequence of times; nothing took no time."""
        if not seconds:
            return cls(0.0, 0.0, 0.0)
        median, ninety, longest = (float(value) for value in np.percentile(seconds, (50, 90, 100)))
        return cls(median, ninety, longest)


@dataclass(frozen=True)
class Item:
    """A test over all notebooks.

    Attributes
    ----------
    notebook, name : str
        The notebook, and the test cell's id.
    points : float
        What it can give.
    outcomes : Counter
        How many notebooks ended in which way.
    mean_share : float
        The mean score as a share of the points, from 0 to 1.
    discrimination : float or None
        See `discrimination`.
    times : Times
        How long it took.
    messages, values : tuple of (str, int)
        What those who ran and did not pass were told most often, and their most frequent wrong values, with counts.
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

    @property
    def count(self) -> int:
        """How many notebooks it was a test of."""
        return self.outcomes.total()

    @property
    def failure_rate(self) -> float:
        """Share of the notebooks that did not pass, from 0 to 1."""
        return 1 - self.outcomes[PASSED] / self.count


def items(results: Sequence[tuple[str, str, Result]]) -> list[Item]:
    """Return each test of each notebook, in the order of the notebooks' names and of the tests in them.

    Parameters
    ----------
    results : sequence of (student, notebook, Result)
        As `Results.all` yields them.
    """
    found = []
    for notebook in dict.fromkeys(sorted(name for _, name, _ in results)):
        of_it = [result for _, name, result in results if name == notebook]
        names = dict.fromkeys(test.name for result in of_it for test in result.tests)
        found += [_item(notebook, name, of_it) for name in names]
    return found


def discrimination(scores: NDArray[np.float64], totals: NDArray[np.float64]) -> float | None:
    """Return the correlation of a test's score with the rest of the total.

    Pearson's correlation of the score with the total less that score: the corrected item-total correlation
    (Henrysson, 1963, Psychometrika 28, 211-218, https://doi.org/10.1007/BF02289618). Without the correction a test
    would correlate with itself.

    Parameters
    ----------
    scores, totals : (n,) arrays
        Of each notebook its score in the test, and its total over all tests.

    Returns
    -------
    float or None
        From -1 to 1; None where it is undefined: under three notebooks, or one of the two is the same for all.
    """
    rest = totals - scores
    if len(scores) < FEWEST or _constant(scores) or _constant(rest):
        return None
    return float(np.clip(np.corrcoef(scores, rest)[0, 1], -1.0, 1.0))


def _constant(values: NDArray[np.float64]) -> bool:
    return bool(np.allclose(values, values[0]))


def _item(notebook: str, name: str, results: Iterable[Result]) -> Item:
    having = [(test, result) for result in results for test in result.tests if test.name == name]
    tests = [test for test, _ in having]
    ran = [(test, result) for test, result in having if test.outcome not in (MISSING, CORRUPT)]
    scores, totals = (
        np.array(values, float) for values in ([t.score for t, _ in ran], [result.score for _, result in ran])
    )
    points = max(test.points for test in tests)
    return Item(
        notebook,
        name,
        points,
        Counter(test.outcome for test in tests),
        float(np.mean([test.score for test in tests])) / points if points else 0.0,
        discrimination(scores, totals),
        Times.of([test.seconds for test, _ in ran]),
        *_most_often([test for test, _ in ran if test.outcome != PASSED]),
    )


def _most_often(failed: Iterable[Test]) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]:
    """Return messages and wrong values, each with how often it came."""
    messages: Counter[str] = Counter()
    values: Counter[str] = Counter()
    for test in failed:
        messages[_in_one_line(test.problem or test.hint) or test.outcome] += 1
        if test.got:
            values[_in_one_line(test.got)] += 1
    return tuple(messages.most_common(OFTEN)), tuple(values.most_common(OFTEN))


def _in_one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]} …"
