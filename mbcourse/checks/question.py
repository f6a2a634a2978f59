"""One question of an assignment: its public cases, the mistakes it knows, and what it tells a student."""

import hashlib
import os
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from mbcourse.checks.answer import AnswerError, Unanswered, ask, numbers
from mbcourse.checks.compare import Numbers, finite
from mbcourse.checks.hint import CheckFailed, Hint, NoAnswerYet
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

NOT_FINITE = (
    "nan"  # how a file of checks writes a result with NaN or infinity in it, which JSON cannot write as a number
)

PIECES = 20  # of a result that are shown
DIMENSIONS = 3  # of an array that are shown as such

WIDTH = 80  # characters of a message's line: `nbgrader validate` cuts off what is much longer


@dataclass(frozen=True)
class Case:
    """One public input: arguments, the expected result, the comparison, and the part of the question it is for.

    ``how`` names a comparison or a view. ``kept`` says that the arguments are looked at afterwards and must be as they
    were. With ``seeds`` the function gets a generator as its last argument, see `mbcourse.checks.answer.ask`.
    """

    part: str
    arguments: tuple[object, ...]
    expected: Numbers
    how: str = "equal"
    kept: bool = False
    seeds: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Mistake:
    """A mistake that learners make: the hint, the page to read, and what it returns for each public case.

    A result with NaN or infinity in it stands as a NaN: it is known by that alone. A mistake that stops the function is
    known by the exception instead, on the cases where it does: ``raised``.
    """

    hint: str
    page: str
    outputs: tuple[Numbers | None, ...]
    raised: str | None = None


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

    @classmethod
    def from_data(cls, assignment: str, key: str, version: int, data: dict[str, Any]) -> "Question":
        """Make a question from its entry in the assignment's JSON file."""
        cases = tuple(_case(case) for case in data["cases"])
        mistakes = tuple(_mistake(mistake) for mistake in data["mistakes"])
        pieces = data.get("pieces", False)
        return cls(assignment, key, version, data["asks"], data["page"], cases, mistakes, pieces)

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

        Where ``how`` is a view, ``expected`` is what it shows of a right result. ``seeds`` as in a case.

        Raises
        ------
        CheckFailed
            If the result does not agree with ``expected``.
        """
        got = self._ask(function, [_copy(argument) for argument in arguments], how, seeds)
        if not same(got, _numbers(expected), how):
            self._fail(f"right on the public examples, wrong on others: {why}.", self.page)

    def generator(self) -> np.random.Generator:
        """Random numbers for hidden tests: fresh for each assignment version, question and course secret."""
        key = f"{self.assignment}/{self.version}/{self.key}/{os.environ.get(SECRET, '')}"
        return np.random.default_rng(int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]))

    def _ask(
        self, function: Callable[..., object], arguments: Sequence[object], how: str, seeds: Sequence[int | None]
    ) -> Numbers:
        try:
            return seen(ask(function, arguments, seeds, self.pieces), how)
        except Unanswered as unanswered:
            raise NoAnswerYet(f"{self._title()}: {unanswered}.") from None
        except AnswerError as error:
            for mistake in self.mistakes:
                if error.raised and mistake.raised == error.raised:
                    self._fail(mistake.hint, mistake.page, f"What happened: {error}.")
            self._fail(f"{error}.", self.page)

    def _compare(self, function: Callable[..., object], number: int, case: Case) -> None:
        arguments = [_copy(argument) for argument in case.arguments]
        got = self._ask(function, arguments, case.how, case.seeds)
        if not same(got, case.expected, case.how):
            for mistake in self.mistakes:
                if _alike(got, mistake.outputs[number], case.how):
                    self._fail(mistake.hint, mistake.page)
            self._fail_unexplained(got, case)
        if case.kept and any(_differ(now, before) for now, before in zip(arguments, case.arguments, strict=True)):
            self._fail("the function changes an argument in place; the caller needs it as it was.", self.page)

    def _fail_unexplained(self, got: Numbers, case: Case) -> NoReturn:
        """Describe a failure that no known mistake explains: input, and shapes and values got and expected."""
        names = self.asks.partition("(")[2].rstrip(")").split(", ")
        values = [*map(_shown, case.arguments), *([_generators(case.seeds)] if case.seeds else [])]
        inputs = ", ".join(f"{name} = {value}" for name, value in zip(names, values, strict=False))
        if words := in_words(got, case.expected, case.how):
            self._fail(f"{words}. The input: {inputs}.", self.page)
        got_shape, expected_shape = _shape(got), _shape(case.expected)
        if not finite(got):
            what = "NaN or infinity in the result"
        elif got_shape != expected_shape:
            what = f"wrong shape {got_shape}, expected shape {expected_shape}"
        else:
            what = "wrong values"
        wanted = WANTED.get(case.how, "expected")
        self._fail(f"{what}, for {inputs}", self.page, got=_shown(got), wanted=wanted, expected=_shown(case.expected))

    def _title(self) -> str:
        return f"Question {number(self.key)}, {self.asks}"

    def _fail(
        self, problem: str, page: str, happened: str = "", got: str = "", wanted: str = "", expected: str = ""
    ) -> NoReturn:
        hint = Hint(f"{self._title()}: {problem}", got, expected, page)
        values = f"got {got}\n{wanted} {expected}\n" if got else ""
        lines = f"{hint.problem}\n{values}Read: {page}.\n{happened}".splitlines()
        raise CheckFailed("\n".join(map(_wrapped, lines)), hint) from None


def _alike(got: Numbers, output: Numbers | None, how: str) -> bool:
    """Whether a result is that of a known mistake; all results with NaN or infinity in them count as one."""
    if output is None:
        return False
    return same(got, output, how) or not (finite(got) or finite(output))


def _differ(now: object, before: object) -> bool:
    return not np.array_equal(np.asarray(now), np.asarray(before))


def _wrapped(line: str) -> str:
    return textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return _first(_shown, value)
    array = np.asarray(value)
    array = array if array.ndim <= DIMENSIONS else array.ravel()  # a summary of many dimensions leaves out nothing
    return np.array2string(array, precision=6, separator=", ", threshold=40).replace("\n", "")


def _shape(value: Numbers) -> str:
    return _first(_shape, value) if isinstance(value, list) else str(value.shape)


def _first(show: Callable[[Numbers], str], pieces: list[Numbers]) -> str:
    """Show the first pieces of many."""
    more = [f"... ({len(pieces)} in all)"] if len(pieces) > PIECES else []
    return f"[{', '.join([*map(show, pieces[:PIECES]), *more])}]"


def _generators(seeds: Sequence[int | None]) -> str:
    return ", then ".join("the same again" if seed is None else f"default_rng({seed})" for seed in seeds)


def _case(data: dict[str, Any]) -> Case:
    ready = {"arguments": tuple(map(_argument, data["arguments"])), "expected": _numbers(data["expected"])}
    return Case(**data | ready | {"seeds": tuple(data.get("seeds", ()))})


def _mistake(data: dict[str, Any]) -> Mistake:
    return Mistake(data["hint"], data["page"], tuple(map(_output, data["outputs"])), data.get("raised"))


def _output(value: object) -> Numbers | None:
    return None if value is None else _numbers(np.nan if value == NOT_FINITE else value)


def _numbers(value: object) -> Numbers:
    return numbers(value, pieces=True)


def _argument(value: object) -> object:
    return np.asarray(value) if isinstance(value, list) else value


def _copy(argument: object) -> object:
    return argument.copy() if isinstance(argument, np.ndarray) else argument
