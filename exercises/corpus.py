"""The answers that prove the tests: reading them, and marking them by nbgrader's rule in this process.

``answers/<assignment>/q2__50__forgot_weights.py`` is an answer to question 2 that deserves 50 % of its automatic
points. How a file begins says what its public check must answer:

- a docstring is the hint that names the mistake (a second paragraph: the page to read instead of the question's);
- ``# says: TEXT`` is a phrase of the message for a mistake that any function can have, such as returning None;
- neither: the answer passes its public check, either because it is right, or because only the hidden tests see it.
"""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from functools import cache
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

import nbformat

from mbcourse.checks import exam
from mbcourse.checks.question import number

EXERCISES = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Answer:
    """One file of the corpus: the question, the mark it deserves in percent, and its code."""

    question: str
    percent: int
    name: str
    source: str

    @property
    def hint(self) -> str | None:
        """The hint for this mistake, in one line, or None."""
        return self._paragraph(0)

    @property
    def page(self) -> str | None:
        """The page for this mistake where it is not the question's."""
        return self._paragraph(1)

    @property
    def says(self) -> str | None:
        """A phrase of the message for a mistake that any function can have."""
        first = self.source.partition("\n")[0]
        return first.removeprefix("# says: ") if first.startswith("# says: ") else None

    def _paragraph(self, number: int) -> str | None:
        paragraphs = (ast.get_docstring(ast.parse(self.source)) or "").split("\n\n")
        return " ".join(paragraphs[number].split()) or None if number < len(paragraphs) else None


def assignments() -> list[str]:
    """Names of the assignments, in order."""
    return sorted((path.parent.name for path in (EXERCISES / "source").glob("*/*.ipynb")), key=number)


def answers(assignment: str) -> list[Answer]:
    """All answers of an assignment, by question and name."""
    files = sorted((EXERCISES / "answers" / assignment).glob("q*__*__*.py"))
    return [
        Answer(question, int(percent), name, path.read_text("utf-8"))
        for path in files
        for question, percent, name in [path.stem.split("__")]
    ]


def notebooks(assignment: str) -> Iterator[list[Answer]]:
    """Deal all answers of an assignment into notebooks with at most one to each question, which do not cascade.

    Each notebook is a mix: each question begins elsewhere in the list of its answers, where the wrong ones come first.
    """
    by_question = defaultdict(list)
    for answer in answers(assignment):
        by_question[answer.question].append(answer)
    begins = (number * len(known) // len(by_question) for number, known in enumerate(by_question.values()))
    rotated = (known[begin:] + known[:begin] for begin, known in zip(begins, by_question.values(), strict=True))
    for dealt in zip_longest(*rotated):
        yield [answer for answer in dealt if answer]


class Source:
    """The instructor's notebook of an assignment, taken apart into its kinds of cells."""

    def __init__(self, assignment: str) -> None:
        self.path = EXERCISES / "source" / assignment / f"{assignment}.ipynb"
        self.notebook = nbformat.read(self.path, as_version=4)

    def cells(self, *, grade: bool, solution: bool) -> Iterator[tuple[str, nbformat.NotebookNode]]:
        """Cells that nbgrader knows, with their ids, of one kind: tests, solutions, both in one, or neither."""
        for cell in self.notebook.cells:
            meta = cell.metadata.get("nbgrader")
            if meta and (meta.grade, meta.solution) == (grade, solution):
                yield meta.grade_id, cell

    @property
    def setup(self) -> list[str]:
        """Source of the locked cells that give what the questions work with."""
        return [cell.source for _, cell in self.cells(grade=False, solution=False)]

    @property
    def solutions(self) -> dict[str, str]:
        """The instructor's answer to each question that is graded automatically."""
        return {key: cell.source for key, cell in self.cells(grade=False, solution=True)}

    def tests(self, question: str | None = None) -> dict[str, tuple[str, float]]:
        """Source and points of the test cells of one question, or of all."""
        return {
            key: (cell.source, cell.metadata.nbgrader.points)
            for key, cell in self.cells(grade=True, solution=False)
            if question in (None, key.partition("-")[0])
        }


@cache
def _setup(assignment: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {}
    with redirect_stdout(StringIO()):
        for source in Source(assignment).setup:
            exec(source, namespace)
    return namespace


def namespace(assignment: str, source: str) -> dict[str, Any]:
    """Names of a notebook whose setup cells and one answer have run; an answer that raises defines what it did."""
    names = dict(_setup(assignment))
    with redirect_stdout(StringIO()), suppress(Exception):
        exec(compile(source, "<answer>", "exec"), names)
    return names


def function(assignment: str, question: str, source: str) -> Callable[..., object]:
    """The function that an answer's source defines for a question."""
    solution = ast.parse(Source(assignment).solutions[question])
    name = next(node.name for node in solution.body if isinstance(node, ast.FunctionDef))
    found: Callable[..., object] = namespace(assignment, source)[name]
    return found


def percent(assignment: str, question: str, source: str) -> int:
    """Mark an answer as nbgrader would: whole percent of the question's automatic points, such as 67 for 2 of 3.

    A test cell that raises gives nothing; one that ends in a number gives that number; any other its full points.
    """
    tests = Source(assignment).tests(question)
    with exam.during():
        scores = [_score(test, points, namespace(assignment, source)) for test, points in tests.values()]
    return round(100 * sum(scores) / sum(points for _, points in tests.values()))


def full_marks(assignment: str, question: str, source: str) -> bool:
    """Whether an answer gets all automatic points of its question; the first test cell to take any away ends this."""
    tests = Source(assignment).tests(question).values()
    with exam.during():
        return all(_score(test, points, namespace(assignment, source)) == points for test, points in tests)


def _score(test: str, points: float, names: dict[str, Any]) -> float:
    tree = ast.parse(test)
    last = ast.Expression(tree.body.pop().value) if isinstance(tree.body[-1], ast.Expr) else None
    try:
        with redirect_stdout(StringIO()):
            exec(compile(tree, "<test>", "exec"), names)
            value = None if last is None else eval(compile(last, "<test>", "eval"), names)
    except Exception:
        return 0.0
    return points if value is None else float(value)
