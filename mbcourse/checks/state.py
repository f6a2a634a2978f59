"""How far a question is: not started, failing, passing. Whatever lists a notebook's questions reads it from here."""

import json
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from mbcourse.checks.figure import lacks
from mbcourse.checks.hint import CheckFailed, NoAnswerYet
from mbcourse.checks.question import WIDTH, ByHand, Question, number

TEXT_STUB = "Your answer here."  # what the cell of a text holds when it is handed out
SHORT = 30  # words: below, a text can hardly say all that a question asks
ONE_CELL = f'Write in the cell that was handed out with "{TEXT_STUB}"; a text in another cell is not found.'


class Stage(StrEnum):
    """How far the answer to a question is."""

    NOT_STARTED = "not started"  # it is as it was handed out
    MISSING = "missing"  # nothing of the name that the question asks for is there
    FAILS = "fails"
    PASSES = "passes"  # every public check; or it is there for a person to mark
    UNSEEN = "unseen"  # it could not be looked at


@dataclass(frozen=True)
class State:
    """State of a question with public checks, or of a work that is marked by hand.

    Attributes
    ----------
    key, what : str
        For example ``"q2"``, and the name of the function or the kind of the work.
    stage : Stage
        How far it is.
    passed, of : int
        Public checks that pass, and all of them: none for a work that is marked by hand.
    problem : str
        What keeps a work from being marked, in a few words.
    hint : str
        What helps the student to go on: of a question what the first check that fails says.
    """

    key: str
    what: str
    stage: Stage
    passed: int = 0
    of: int = 0
    problem: str = ""
    hint: str = ""

    @classmethod
    def from_json(cls, text: str) -> "State":
        """Read what `to_json` wrote."""
        data = json.loads(text)
        return cls(**data | {"stage": Stage(data["stage"])})

    def to_json(self) -> str:
        """Write it as one line of text."""
        return json.dumps(asdict(self))

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.stage is Stage.PASSES

    @property
    def said(self) -> str:
        """The state in words, as ``mbcourse check`` lists it."""
        if self.stage is Stage.NOT_STARTED:
            return "not started"
        if self.of:
            return f"{self.passed} of {self.of} public checks passed"
        said = {
            Stage.MISSING: f"not there: {self.problem}",
            Stage.FAILS: self.problem,
            Stage.PASSES: "there, marked by hand",
            Stage.UNSEEN: "not checked",
        }
        return said[self.stage]


def state_in(namespace: Mapping[str, object], asked: Question | ByHand) -> State:
    """Return the state of a question by what a notebook's names hold; texts, which have no names, are not seen.

    Parameters
    ----------
    namespace : mapping
        The notebook's names.
    asked : Question or ByHand
        What is looked for.
    """
    if isinstance(asked, Question):
        return _of_function(namespace, asked)
    if asked.name is None:
        return State(asked.key, asked.what, Stage.UNSEEN)
    problem = lacks(asked.name, namespace)
    return State(asked.key, asked.what, Stage.MISSING if problem else Stage.PASSES, problem=problem)


def state_of_text(asked: ByHand, text: str) -> State:
    """Return the state of a text by its cell's source."""
    words = len(re.findall(r"\w[^\s]*", text.replace(TEXT_STUB, "")))
    if not words:
        return State(asked.key, asked.what, Stage.NOT_STARTED, hint=ONE_CELL)
    if words < SHORT:
        problem = f"{words} word{'s' * (words != 1)}: very short for all that is asked"
        return State(asked.key, asked.what, Stage.FAILS, problem=problem)
    return State(asked.key, asked.what, Stage.PASSES)


def missing(question: Question) -> State:
    """Return the state of a question whose function is not there."""
    hint = f"The notebook defines no function {question.name}: write {question.asks}."
    return State(question.key, question.name, Stage.MISSING, of=len(question.parts), hint=hint)


def difference(graded: State, at_end: State, cell: str) -> str:
    """Say, for the student, where a state differs at the end of the notebook from where grading looks; else nothing.

    Parameters
    ----------
    graded, at_end : State
        Of one question or work: where its tests stand, or right below its cell; and at the end of the notebook.
    cell : str
        The id of the cell for the answer.

    Examples
    --------
    >>> graded, at_end = State("q1", "predict", Stage.FAILS, of=1), State("q1", "predict", Stage.PASSES, 1, 1)
    >>> print(difference(graded, at_end, "q1"))
    predict is right at the end of the notebook, but not where its tests stand, and
    grading looks there: move the correction into the cell q1.
    >>> print(difference(at_end, graded, "q1"))
    predict is right where its tests stand, and grading looks there. At the end of
    the notebook it is not: a cell below its tests changes it, or what it uses.
    """
    if Stage.UNSEEN in (graded.stage, at_end.stage):
        return ""
    place = "where its tests stand" if graded.of else f"right below the cell {cell}"
    now, later = _rank(graded), _rank(at_end)
    if now < later:
        better = "right" if at_end.done else "better"
        told = (
            f"{graded.what} is {better} at the end of the notebook, but not {place}, and grading looks there: "
            f"move the correction into the cell {cell}."
        )
    elif now > later:
        right = "right" if graded.done else "better"
        told = (
            f"{graded.what} is {right} {place}, and grading looks there. At the end of the notebook it is not: "
            f"a cell below {'its tests' if graded.of else 'that'} changes it, or what it uses."
        )
    else:
        told = ""
    return textwrap.fill(told, WIDTH, break_long_words=False, break_on_hyphens=False)


def _rank(state: State) -> tuple[bool, int]:
    return state.done, state.passed


def in_order(states: Iterable[State]) -> list[State]:
    """Return states in the order of the questions."""
    return sorted(states, key=lambda state: number(state.key))


def _of_function(namespace: Mapping[str, object], question: Question) -> State:
    key, name, of = question.key, question.name, len(question.parts)
    if name not in namespace:
        return missing(question)
    hints = []
    for part in question.parts:
        try:
            question.check(namespace[name], part)  # type: ignore[arg-type]
        except NoAnswerYet:
            return State(key, name, Stage.NOT_STARTED, of=of)
        except CheckFailed as failed:
            hints.append(str(failed))
    stage = Stage.FAILS if hints else Stage.PASSES
    return State(key, name, stage, passed=of - len(hints), of=of, hint=next(iter(hints), ""))
