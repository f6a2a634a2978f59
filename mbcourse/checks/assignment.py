"""An assignment's checks: its questions as attributes, and what is still to do before handing in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from mbcourse.checks.question import ByHand, Question
from mbcourse.checks.state import Stage, State, in_order, state_in

# How the notebook's last cell words a state: of a question with public checks, and of a work marked by hand.
CHECKED = {
    Stage.NOT_STARTED: "no answer yet",
    Stage.MISSING: "no answer yet",
    Stage.FAILS: "fails its public check",
    Stage.PASSES: "passes its public check",
}
MARKED = {Stage.PASSES: "marked by hand", Stage.UNSEEN: "a text, not seen from here"}


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
        What an instructor marks, such as a figure or a text.

    Examples
    --------
    >>> from mbcourse import checks
    >>> checks.ps1.q2.asks
    'weighted_loss(x, y, c, w, h)'
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

    @property
    def asked(self) -> tuple[Question | ByHand, ...]:
        """The questions with public checks, and after them what is marked by hand."""
        return (*self.questions, *self.by_hand)

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

        Examples
        --------
        >>> from mbcourse import checks
        >>> checks.ps1.remaining({"predict": lambda x, w, h: h + w * (x - 2.0)})
        q1   predict                passes its public check
        q2   weighted_loss          no answer yet
        q3   gradient               no answer yet
        q4   central_differences    no answer yet
        q5   descend                no answer yet
        q6   largest_rate           no answer yet
        q7   distances              no answer yet
        q7   figure                 no variable is named figure
        q8   written answer         a text, not seen from here
        Still to do in code: q2, q3, q4, q5, q6, q7.
        This looked at the names as they are now. The command mbcourse check ps1.ipynb
        looks at each answer where its tests stand, as grading does, and at q8 too.
        """
        states = in_order(state_in(namespace, asked) for asked in self.asked)
        for state in states:
            print(f"{state.key:<4} {state.what:<22} {_said(state)}")
        texts = [state.key for state in states if state.stage is Stage.UNSEEN]
        to_do = dict.fromkeys(state.key for state in states if not state.done and state.stage is not Stage.UNSEEN)
        print(f"Still to do in code: {', '.join(to_do)}." if to_do else "Nothing is left to do in code.")
        and_texts = f", and at {', '.join(texts)} too" if texts else ""
        print(f"This looked at the names as they are now. The command mbcourse check {self.name}.ipynb")
        print(f"looks at each answer where its tests stand, as grading does{and_texts}.")


def _said(state: State) -> str:
    return state.problem or (CHECKED if state.of else MARKED)[state.stage]
