"""Which mistake an answer makes, by all that it returns: a hint that mistakes one error for another misleads.

An answer is known to make a mistake where that explains its results in every public case. Of the mistakes that are
listed with a question two may fit: then neither is named.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mbcourse.checks.answer import AnswerError, numbers
from mbcourse.checks.cases import Case
from mbcourse.checks.compare import Numbers, finite
from mbcourse.checks.relations import RELATIONS, Relation
from mbcourse.checks.views import IN_SEQUENCE, VIEWS, same

# How a file of checks writes a result with NaN or infinity in it, which JSON cannot write as a number.
NOT_FINITE = "nan"

Outcome = Numbers | AnswerError
Outcomes = Iterator[tuple[int, Case, Outcome]]


@dataclass(frozen=True)
class Mistake:
    """A mistake that learners make: the hint, the page to read, and what it returns for each public case.

    A result with NaN or infinity in it stands as a NaN: it is known by that alone. A mistake that stops the function
    returns nothing there and is known by the exception, a str, with a # for each number in its text; so is one that
    returns no numbers, by what is said of that.
    """

    hint: str
    page: str
    outputs: tuple[Numbers | str, ...]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Mistake":
        """Make a mistake from its entry in the assignment's JSON file."""
        return cls(data["hint"], data["page"], tuple(map(_output, data["outputs"])))

    def explains(self, outcome: Outcome, number: int, case: Case) -> bool:
        """Whether the mistake has this outcome in the case with this number."""
        output = self.outputs[number]
        if isinstance(output, str):
            return isinstance(outcome, AnswerError) and output == without_numbers(outcome)
        if isinstance(outcome, AnswerError):
            return False
        return same(outcome, output, case.how) or not (finite(outcome) or finite(output))


def known(mistakes: Iterable[Mistake], outcomes: Outcomes) -> Mistake | None:
    """Return the listed mistake that explains every outcome; None if none does, or two with other hints do."""
    found = explanation(mistakes, outcomes, {})
    return found if isinstance(found, Mistake) else None


def explanation(
    mistakes: Iterable[Mistake], outcomes: Outcomes, relations: Mapping[str, Relation] = RELATIONS
) -> Mistake | str | None:
    """Return the mistake that explains every outcome, or in words how results are related to the right ones.

    Parameters
    ----------
    mistakes : iterable of Mistake
        Those listed with the question.
    outcomes : iterator
        Number of a case, case, outcome, in any order. It is followed only while something may explain all.
    relations : mapping of str to Relation
        What else may: words, and whether they hold.

    Returns
    -------
    Mistake or str or None
        None if nothing explains all, or more than one thing does.
    """
    listed = list(mistakes)
    for number, case, outcome in outcomes:
        listed = [mistake for mistake in listed if mistake.explains(outcome, number, case)]
        relations = {words: holds for words, holds in relations.items() if _related(holds, outcome, case)}
        if not listed and not relations:
            return None
    hints = {mistake.hint: mistake for mistake in listed}
    found = list[Mistake | str](hints.values() or relations)
    return found[0] if len(found) == 1 else None


def _related(holds: Relation, outcome: Outcome, case: Case) -> bool:
    """Whether a result is related so to the right one; where there is none, an exception says more, and it may be."""
    if isinstance(outcome, AnswerError):
        return True
    if not finite(outcome) or case.how in VIEWS.keys() - IN_SEQUENCE:  # a view has other numbers than the result
        return False
    return holds(outcome, case.expected, case.arguments)


def without_numbers(error: AnswerError) -> str:
    """Return the exception that stopped an answer, or what is wrong with it, the same for inputs of different sizes.

    Examples
    --------
    >>> error = AnswerError("the function stopped")
    >>> error.raised = "IndexError: index 7 is out of bounds for axis 0 with size 7"
    >>> without_numbers(error)
    'IndexError: index # is out of bounds for axis # with size #'
    """
    return re.sub(r"\d+", "#", error.raised or str(error))


def _output(value: Any) -> Numbers | str:
    if isinstance(value, dict):
        return str(value["raised"])
    return numbers(np.nan if value == NOT_FINITE else value, pieces=True)
