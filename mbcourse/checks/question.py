"""One question of an assignment: its public cases, the mistakes it knows, and what it tells a student."""

import hashlib
import os
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from mbcourse.checks import exam
from mbcourse.checks.answer import AnswerError, Unanswered, ask, numbers
from mbcourse.checks.arguments import fresh
from mbcourse.checks.cases import Case, first_difference, shape, shown
from mbcourse.checks.chance import other_seeds
from mbcourse.checks.compare import Numbers, finite
from mbcourse.checks.hint import CheckFailed, Hint, NoAnswerYet
from mbcourse.checks.mistakes import Mistake, Outcome, explanation, known
from mbcourse.checks.pages import address
from mbcourse.checks.views import in_words, same, seen

# An instructor sets this variable, so that nobody can compute the fresh inputs of the hidden tests beforehand.
SECRET = "MBCOURSE_SECRET"

# Words for what is expected, where a comparison needs others.
WANTED = {
    "parallel": "expected, up to its length,",
    "rows": "expected rows of",
    "batches": "expected, in any order inside a batch,",
    "contents": "expected, in any order inside an epoch,",
    "cut": "expected, with the longer pieces anywhere,",
}

CALLS = 3  # more, to see whether chance has a part in a wrong result
WIDTH = 80  # characters of a message's line: `nbgrader validate` cuts off what is much longer


@dataclass(frozen=True)
class ByHand:
    """A question that a person marks; ``name`` is the variable that shows whether it was answered, if one does."""

    key: str
    what: str
    name: str | None


def number(name: str) -> int:
    """Return the number in the name of a question or an assignment, by which they are sorted.

    Examples
    --------
    >>> sorted(["ps10", "ps9"], key=number)
    ['ps9', 'ps10']
    """
    return int(name.lstrip("pqs"))


@dataclass(frozen=True)
class Question:
    """One question; call it with the student's function to check it on the public cases.

    Parameters
    ----------
    assignment, key : str
        For example ``"ps1"`` and ``"q2"``.
    version : int
        The assignment's version: the hidden tests of another one draw other inputs.
    asks : str
        The function as the notebook declares it, such as ``"predict(x, w, h)"``.
    page : str
        Where the book treats the question.
    cases : tuple
        Public inputs with the answers to them.
    mistakes : tuple
        Wrong values that have a hint of their own.
    pieces : bool
        Whether the function may yield its result piece by piece.
    tensors : bool
        Whether the function gets tensors where others get arrays.
    keys : tuple of str
        Where the function returns a dictionary, the keys that it has.
    detached : bool
        Whether the result must require no gradient.

    Examples
    --------
    >>> from mbcourse import checks
    >>> def predict(x, w, h):
    ...     return h + w * (x - 2.0)
    >>> checks.ps1.q1(predict)
    Question 1, predict(x, w, h): passes the public check
    >>> checks.ps1.q2.parts
    ['equal', 'weights']
    """

    assignment: str
    key: str
    version: int
    asks: str
    page: str
    cases: tuple[Case, ...]
    mistakes: tuple[Mistake, ...]
    pieces: bool = False
    tensors: bool = False
    keys: tuple[str, ...] = ()
    detached: bool = False

    @classmethod
    def from_data(cls, assignment: str, key: str, version: int, data: dict[str, Any]) -> "Question":
        """Make a question from its entry in the assignment's JSON file."""
        cases = tuple(map(Case.from_data, data["cases"]))
        mistakes = tuple(map(Mistake.from_data, data["mistakes"]))
        options = {name: data.get(name, False) for name in ("pieces", "tensors", "detached")}
        keys = tuple(data.get("keys", ()))
        return cls(assignment, key, version, data["asks"], data["page"], cases, mistakes, **options, keys=keys)

    @property
    def name(self) -> str:
        """Name of the function that the question asks for."""
        return self.asks.partition("(")[0]

    @property
    def parts(self) -> list[str]:
        """The parts that a check can be asked for alone, in order."""
        return list(dict.fromkeys(case.part for case in self.cases))

    def __call__(self, function: Callable[..., object], part: str | None = None) -> None:
        """Check a student's function as `check` does, and say so if it passes."""
        self.check(function, part)
        print(f"{self._title()}: passes the public check{f' ({part})' if part else ''}")

    def check(self, function: Callable[..., object], part: str | None = None) -> None:
        """Compare a student's function with what is expected on the public cases, or on those of one part.

        Raises
        ------
        CheckFailed
            With a text that names the mistake and the page to read.
        ValueError
            If the question has no such part.

        Examples
        --------
        >>> from mbcourse import checks
        >>> checks.ps1.q1.check(lambda x, w, h: h + w * (x - 2.0), "values")
        """
        if part is not None and part not in self.parts:
            raise ValueError(f"{self.assignment}.{self.key} has no part {part!r}; its parts are {self.parts}")
        with exam.during():
            for number, case in enumerate(self.cases):
                if part in (None, case.part):
                    self._compare(function, number, case)

    def expect(
        self,
        function: Callable[..., object],
        arguments: Sequence[object],
        expected: object,
        why: str,
        how: str = "equal",
        seeds: Sequence[int | None] = (),
    ) -> None:
        """Compare on an input that is not public; the message names ``why`` it was tried and shows no value.

        Where ``how`` is a view, ``expected`` is what it shows of a right result. ``seeds`` as in a case. Arguments are
        copied, and arrays among them become tensors where the question's function gets such.

        Raises
        ------
        CheckFailed
            If the result does not agree with ``expected``.
        """
        try:
            got = self.result(function, fresh(arguments, self.tensors), how, seeds)
        except AnswerError as error:
            self._fail_without_result(error)
        right = [expected[key] for key in self.keys] if isinstance(expected, dict) else expected
        if not same(got, numbers(right, pieces=True), how):
            self._fail(f"right on the public examples, wrong on others: {why}.", self.page)

    def result(
        self, function: Callable[..., object], arguments: Sequence[object], how: str, seeds: Sequence[int | None] = ()
    ) -> Numbers:
        """Return what a function returns for arguments, which it may change, as a case with this ``how`` looks at it.

        Raises
        ------
        AnswerError
            If it returns nothing to compare.

        Examples
        --------
        >>> from mbcourse import checks
        >>> checks.ps1.q1.result(lambda x, w, h: h + w * (x - 2.0), [np.array([2.0, 3.0]), 0.5, 1.0], "equal")
        array([1. , 1.5])
        """
        return seen(ask(function, arguments, seeds, self.pieces, self.keys, self.detached), how)

    def generator(self) -> np.random.Generator:
        """Random numbers for hidden tests: fresh for each assignment version, question and course secret."""
        key = f"{self.assignment}/{self.version}/{self.key}/{os.environ.get(SECRET, '')}"
        return np.random.default_rng(int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]))

    def _again(self, function: Callable[..., object], case: Case, seeds: Sequence[int | None] = ()) -> Numbers:
        return self.result(function, fresh(case.arguments, self.tensors), case.how, seeds)

    def _compare(self, function: Callable[..., object], number: int, case: Case) -> None:
        arguments = fresh(case.arguments, self.tensors)
        try:
            got = self.result(function, arguments, case.how, case.seeds)
        except AnswerError as error:
            outcomes = self._outcomes(function, number, error)
            self._fail_without_result(error, known(self.mistakes, outcomes))
        if not same(got, case.expected, case.how):
            self._fail_with_result(function, number, got)
        if change := case.change(arguments):
            self._fail(f"the function changes {change}; the caller needs it as it was.", self.page)

    def _fail_without_result(self, error: AnswerError, mistake: Mistake | None = None) -> NoReturn:
        """Name the mistake, if it is known, and say what happened."""
        if isinstance(error, Unanswered):
            raise NoAnswerYet(f"{self._title()}: {error}.") from None
        if mistake:
            self._fail(mistake.hint, mistake.page, f"What happened: {error}.")
        self._fail(f"{error}.", self.page)

    def _fail_with_result(self, function: Callable[..., object], number: int, got: Numbers) -> NoReturn:
        """Name the mistake; where none is known show input, and shapes and values got and expected."""
        case = self.cases[number]
        mistake = explanation(self.mistakes, self._outcomes(function, number, got))
        if isinstance(mistake, Mistake):
            self._fail(mistake.hint, mistake.page)
        inputs = case.inputs(self.asks.partition("(")[2].rstrip(")").split(", "))
        if words := in_words(got, case.expected, case.how):
            self._fail(f"{words}. The input: {inputs}.", self.page)
        value, right, of = self._at_first_key(got, case)
        where, here, expected = first_difference(value, right)
        if not finite(got):
            what = f"NaN or infinity in the result{of}"
        elif shape(value) != shape(right):
            what = f"wrong shape {shape(value)}{of}, expected shape {shape(right)}"
        else:
            what = f"wrong values{of}{where and f', first{where}'}"
        if mistake:
            what += f" ({mistake}, in all results for public examples)"
        elif finite(got) and not case.seeds:
            what += self._in_other_calls(function, case, got)
        wanted = WANTED.get(case.how, "expected")
        problem = f"{what}, for {inputs}"
        self._fail(problem, self.page, got=shown(here), wanted=wanted, expected=shown(expected))

    def _at_first_key(self, got: Numbers, case: Case) -> tuple[Numbers, Numbers, str]:
        """Return what to compare: the results, or the first values that differ in dictionaries, and words for where."""
        for number, key in enumerate(self.keys):
            if not same(got[number], case.expected[number], case.how):
                return got[number], case.expected[number], f" under the key {key!r}"
        return got, case.expected, ""

    def _in_other_calls(self, function: Callable[..., object], case: Case, got: Numbers) -> str:
        """Say so if the same call gives another result the next time, or with other random numbers."""
        if not self._repeats(function, case, got, 1):
            return " (and others at the next call: something is drawn at random, or kept from the call before)"
        with other_seeds():
            if not self._repeats(function, case, got, CALLS):
                return " (and others with other random numbers: something is drawn at random)"
        return ""

    def _repeats(self, function: Callable[..., object], case: Case, got: Numbers, calls: int) -> bool:
        """Whether so many more calls give the same result."""
        with suppress(AnswerError):
            return all(same(self._again(function, case), got, case.how) for _ in range(calls))
        return False

    def _outcomes(
        self, function: Callable[..., object], number: int, outcome: Outcome
    ) -> Iterator[tuple[int, Case, Outcome]]:
        """Yield the outcome in the case that failed, then in the others."""
        yield number, self.cases[number], outcome
        for other, case in enumerate(self.cases):
            if other != number:
                try:
                    yield other, case, self._again(function, case, case.seeds)
                except AnswerError as error:
                    yield other, case, error

    def _title(self) -> str:
        return f"Question {number(self.key)}, {self.asks}"

    def _fail(
        self, problem: str, page: str, happened: str = "", got: str = "", wanted: str = "", expected: str = ""
    ) -> NoReturn:
        hint = Hint(f"{self._title()}: {problem}", got, expected, page, address(page))
        values = f"got {got}\n{wanted} {expected}\n" if got else ""
        lines = f"{hint.problem}\n{values}Read: {page}.\n{hint.address}\n{happened}".splitlines()
        raise CheckFailed("\n".join(map(_wrapped, filter(None, lines))), hint) from None


def _wrapped(line: str) -> str:
    return textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)
