"""An assignment's checks: its questions as attributes, and what is still to do before handing in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from mbcourse.checks.figure import lacks
from mbcourse.checks.hint import CheckFailed, NoAnswerYet
from mbcourse.checks.question import Question

PASSES, FAILS, OPEN = "passes its public check", "fails its public check", "no answer yet"
BY_HAND, UNSEEN = "marked by hand", "a text, not seen from here"


@dataclass(frozen=True)
class ByHand:
    """A question that a person marks; ``name`` is the variable that shows whether it was answered, if one does."""

    key: str
    what: str
    name: str | None


@dataclass(frozen=True)
class Assignment:
    """The checks of one assignment; ``assignment.q2`` is its second question.

    Attributes
    ----------
    name : str
        For example ``"ps1"``.
    version : int
        As in `Question`.
    questions : tuple of Question
        Those with public checks.
    by_hand : tuple
        What an instructor marks, the figure and the text.
    """

    name: str
    version: int
    questions: tuple[Question, ...]
    by_hand: tuple[ByHand, ...]

    @classmethod
    def from_json(cls, name: str, text: str) -> "Assignment":
        """Read the checks of the assignment called ``name`` from the text of its file."""
        data = json.loads(text)
        questions = (Question.from_data(name, key, data["version"], q) for key, q in data["questions"].items())
        return cls(name, data["version"], tuple(questions), tuple(ByHand(**item) for item in data["by_hand"]))

    def __getattr__(self, key: str) -> Question:
        for question in self.__dict__.get("questions", ()):
            if question.key == key:
                return question  # type: ignore[no-any-return]
        raise AttributeError(f"{self.__dict__.get('name')} has no question {key!r} that can be checked")

    def remaining(self, namespace: Mapping[str, object]) -> None:
        """Print the state of each question, and those that still need work; texts, which have no names, are not seen.

        Parameters
        ----------
        namespace : mapping
            The notebook's names, ``globals()``: the answers are looked up in it.
        """
        states = [(q.key, q.name, self._state(q, namespace)) for q in self.questions]
        for item in self.by_hand:
            states.append((item.key, item.what, self._by_hand_state(item, namespace)))
        states.sort(key=lambda state: int(state[0].removeprefix("q")))
        for key, what, state in states:
            print(f"{key:<4} {what:<22} {state}")
        to_do = dict.fromkeys(key for key, _, state in states if state not in (PASSES, BY_HAND, UNSEEN))
        print(f"Still to do in code: {', '.join(to_do)}." if to_do else "Nothing is left to do in code.")
        if texts := [key for key, _, state in states if state == UNSEEN]:
            print(f"The command mbcourse check {self.name}.ipynb looks at the text of {', '.join(texts)} too.")

    @staticmethod
    def _state(question: Question, namespace: Mapping[str, object]) -> str:
        if question.name not in namespace:
            return OPEN
        try:
            question.check(namespace[question.name])  # type: ignore[arg-type]
        except NoAnswerYet:
            return OPEN
        except CheckFailed:
            return FAILS
        return PASSES

    @staticmethod
    def _by_hand_state(item: ByHand, namespace: Mapping[str, object]) -> str:
        if item.name is None:
            return UNSEEN
        return lacks(item.name, namespace.get(item.name)) or BY_HAND
