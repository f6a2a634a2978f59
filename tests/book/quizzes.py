"""The quizzes of a notebook as they are written: options in the text of a cell, the key in its metadata."""

import re
from dataclasses import dataclass
from itertools import zip_longest

from nbformat import NotebookNode

QUIZ = re.compile(r"^(?P<fence>:{3,})\{quiz\}\n.*?^(?P=fence)$", re.M | re.S)
OPTION = re.compile(r"^- \[.\] ", re.M)


@dataclass
class Quiz:
    """A quiz; ``key`` has the feedback to each option."""

    text: str
    key: list[str]

    @property
    def options(self) -> int:
        return len(OPTION.findall(self.text))

    @property
    def rights(self) -> int:
        return sum(feedback.startswith("Right. ") for feedback in self.key)


def quizzes(cell: NotebookNode) -> list[Quiz]:
    """Return the quizzes of a cell; one without a key, or a key without a quiz, has an empty one."""
    texts = [found[0] for found in QUIZ.finditer(cell.source)] if cell.cell_type == "markdown" else []
    return [Quiz(*pair) for pair in zip_longest(texts, cell.metadata.get("quiz", []), fillvalue="")]
