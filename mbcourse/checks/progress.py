"""How far the answer to a question is: what the check of a whole notebook asks inside the notebook's kernel."""

from collections.abc import Mapping
from dataclasses import dataclass

from mbcourse.checks.hint import CheckFailed, NoAnswerYet
from mbcourse.checks.question import Question


@dataclass(frozen=True)
class Progress:
    """Public checks of one question: how many there are, how many pass, and what the first that does not says."""

    passed: int
    of: int
    started: bool = True
    hint: str = ""

    @property
    def done(self) -> bool:
        """Whether every public check passes."""
        return self.passed == self.of


def progress(question: Question, namespace: Mapping[str, object]) -> Progress:
    """Run each public check of a question on the function of its name in a notebook's names."""
    of = len(question.parts)
    if question.name not in namespace:
        return Progress(0, of, hint=f"The notebook defines no function {question.name}: write {question.asks}.")
    hints = []
    for part in question.parts:
        try:
            question.check(namespace[question.name], part)  # type: ignore[arg-type]
        except NoAnswerYet as untouched:
            return Progress(0, of, started=False, hint=str(untouched))
        except CheckFailed as failed:
            hints.append(str(failed))
    return Progress(of - len(hints), of, hint=next(iter(hints), ""))
