"""Submissions judged both ways, where their tests are judged and all inside: the tests on which the two disagree."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from mbcourse.grading.outcome import INSIDE, OUTSIDE, Result, Test
from mbcourse.grading.placement import Placements

T = TypeVar("T")


@dataclass(frozen=True)
class Disagreement:
    """A test that gave a submission one mark outside the student's process and another inside.

    Attributes
    ----------
    student, test : str
        Whose submission, and which test.
    outside, inside : str
        The outcome and the score both ways, such as ``"passed, 2"``.
    """

    student: str
    test: str
    outside: str
    inside: str


@dataclass(frozen=True)
class BothWays:
    """What judging some submissions of a notebook both ways gave.

    Attributes
    ----------
    students : tuple of str
        Whose submissions were judged both ways.
    disagreements : tuple of Disagreement
        The tests that gave different marks; empty if none did.

    Examples
    --------
    >>> both = BothWays(("ada", "emmy"), (Disagreement("ada", "q1", "passed, 2", "failed, 0"),))
    >>> BothWays.from_data(both.to_data()) == both
    True
    >>> for line in both.lines():
    ...     print(line)
    2 submissions judged both ways; 1 test disagrees:
      ada, q1: passed, 2 outside; failed, 0 inside.
    """

    students: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "BothWays":
        """Make it from what `to_data` returns."""
        return cls(tuple(data["students"]), tuple(Disagreement(**each) for each in data["disagreements"]))

    def to_data(self) -> dict[str, Any]:
        """Return it as data that JSON can hold."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """Yield it as lines to print."""
        count = len(self.disagreements)
        disagree = {0: "no test disagrees.", 1: "1 test disagrees:"}.get(count, f"{count} tests disagree:")
        yield f"{len(self.students)} submissions judged both ways; {disagree}"
        for each in self.disagreements:
            yield f"  {each.student}, {each.test}: {each.outside} outside; {each.inside} inside."


def judge_both_ways(
    submissions: Mapping[str, T], placements: Placements, grade: Callable[[T, Placements], Callable[[], Result]]
) -> BothWays:
    """Judge submissions both ways.

    Parameters
    ----------
    submissions : mapping
        By student, what was handed in.
    placements : dict
        Where the tests are judged.
    grade : callable
        Starts grading one of them with given placements; returns what waits for the result.
    """
    inside = {name: replace(each, where=INSIDE) if each.where == OUTSIDE else each for name, each in placements.items()}
    pending = {student: (grade(each, placements), grade(each, inside)) for student, each in submissions.items()}
    disagreements = []
    for student, (one, other) in pending.items():
        try:
            results = one(), other()
        except Exception as error:  # the others are compared all the same
            said = f"not graded ({type(error).__name__}: {error})"
            disagreements.append(Disagreement(student, "every test", said, said))
            continue
        for first, second in zip(*(result.tests for result in results), strict=True):
            if placements[first.name].where == OUTSIDE and _mark(first) != _mark(second):
                disagreements.append(Disagreement(student, first.name, _shown(first), _shown(second)))
    return BothWays(tuple(submissions), tuple(disagreements))


def spread(items: Sequence[T], count: int) -> list[T]:
    """Return so many items, evenly spread over all of them; all if there are fewer.

    Examples
    --------
    >>> spread(range(10), 3), spread([1, 2], 5)
    ([0, 3, 6], [1, 2])
    """
    count = min(count, len(items))
    return [items[place * len(items) // count] for place in range(count)]


def _mark(test: Test) -> tuple[bool, float]:
    return test.score > 0, round(test.score, 9)


def _shown(test: Test) -> str:
    return f"{test.outcome}, {test.score:g}"
