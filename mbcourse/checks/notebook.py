"""A whole notebook checked as it will be graded: its cells are all there, it runs, and how far each question is.

What runs is what grading would run, as `mbcourse.grading.mending` makes it of the file: locked cells as they were
handed out, each test at its place. So a question is looked at when its tests run, and not at the end of the notebook.
The notebook runs from the top in a fresh kernel, in its own folder; the file is only read. Needs the packages of the
extra ``student``.
"""

import re
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from mbcourse import checks
from mbcourse.checks import cells
from mbcourse.checks.assignment import Assignment
from mbcourse.checks.hint import NoAnswerYet
from mbcourse.checks.kernel import Outcome
from mbcourse.checks.notebook_text import decoded
from mbcourse.checks.question import ByHand, Question
from mbcourse.checks.run import Run, run_notebook
from mbcourse.checks.state import Stage, State, difference, in_order, missing, state_of_text
from mbcourse.grading.mending import LACKED, mended

CODE_STUB = "raise NotImplementedError"


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes
    ----------
    assignment : str
        For example ``"ps1"``.
    states : tuple of State
        How far each question is, in order.
    passed : tuple of str
        The ids of the test cells whose public checks pass, in order.
    problems : tuple of str
        What would stand in the way of grading, a sentence each.
    """

    assignment: str
    states: tuple[State, ...]
    passed: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def to_do(self) -> list[str]:
        """Questions that still need work, in order."""
        return list(dict.fromkeys(state.key for state in self.states if not state.done))


def check_notebook(path: str | Path) -> Report:
    """Check a student's notebook.

    Parameters
    ----------
    path : str or Path
        The notebook. It is not changed.

    Returns
    -------
    Report
        The state of each question, and what else would go wrong in grading.

    Raises
    ------
    ValueError
        If the file cannot be read as a notebook, or belongs to no assignment.

    Examples
    --------
    >>> report = check_notebook("exercises/handout/ps1.ipynb")
    >>> report.states[0].said
    'not started'
    >>> report.to_do
    ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8']
    """
    path = Path(path)
    text, notebook = _read(path)
    assignment = _assignment(path, notebook)
    problems = [*_misnamed(path, assignment), *cells.problems(notebook, assignment)]
    graded = mended(text, cells.released(assignment))
    run = run_notebook(graded, assignment, path.parent)
    questions = (_question_state(question, run) for question in assignment.questions)
    works = (_by_hand_state(item, cell, run) for item, cell in cells.works(graded, assignment))
    passed = tuple(name for name, outcome in run.tests.items() if not outcome.raised)
    problems += [*run.problems, *_taken_names(run)]
    return Report(assignment.name, tuple(in_order([*questions, *works])), passed, tuple(problems))


def _read(path: Path) -> tuple[str, NotebookNode]:
    """Return the text of a file, and the notebook in it."""
    try:
        text = decoded(path.read_bytes())
        with warnings.catch_warnings():  # of copied cells, which are reported with the others
            warnings.simplefilter("ignore")
            notebook: NotebookNode = nbformat.reads(text, as_version=4)
            nbformat.validate(notebook)
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}") from error
    except Exception as error:  # nbformat raises many kinds
        raise ValueError(f"{path} is not a Jupyter notebook, or is damaged. {cells.REPAIR}") from error
    return text, notebook


def _assignment(path: Path, notebook: NotebookNode) -> Assignment:
    """Tell the assignment from what the cells call, and where they call nothing from the file's name."""
    called = Counter(name for cell in notebook.cells for name in re.findall(r"\bchecks\.(ps\d+)\.", cell.source))
    for name in [*(name for name, _ in called.most_common()), *re.findall(r"ps\d+", path.name)]:
        if name in checks.assignments():
            return getattr(checks, name)  # type: ignore[no-any-return]
    known = ", ".join(checks.assignments())
    raise ValueError(f"{path} is not one of the problem sets that this version of mbcourse checks ({known})")


def _misnamed(path: Path, assignment: Assignment) -> Iterator[str]:
    if path.name != f"{assignment.name}.ipynb":
        yield f"Hand the notebook in as {assignment.name}.ipynb: under the name {path.name} it is not found."


def _taken_names(run: Run) -> Iterator[str]:
    """Say which names that the tests of a question or its answer need stood for something else there."""
    by_question: dict[str, set[str]] = {}
    for test, names in run.taken.items():
        by_question.setdefault(test.partition("-")[0], set()).update(names)
    for key, taken in by_question.items():
        if taken:
            listed = ", ".join(sorted(taken))
            yield (
                f"A cell above the tests of {key} gives another meaning to {listed}, which they or the answer need: "
                "take another name there."
            )


def _outcomes(question: Question, run: Run) -> list[Outcome]:
    """Return what came of the tests of a question that were run."""
    names = (f"{question.key}-{part}" for part in question.parts)
    return [run.tests[name] for name in names if name in run.tests]


def _question_state(question: Question, run: Run) -> State:
    """Return how far a question is by what came of its tests, and say where the end of the notebook differs."""
    key, name, of, outcomes = question.key, question.name, len(question.parts), _outcomes(question, run)
    failed = [outcome for outcome in outcomes if outcome.raised]
    state = State(key, name, Stage.FAILS, passed=len(outcomes) - len(failed), of=of)
    if any(outcome.raised == NoAnswerYet.__name__ for outcome in failed):
        state = replace(state, stage=Stage.NOT_STARTED, passed=0)
    elif any(outcome.error == f"NameError: name {name!r} is not defined" for outcome in failed):
        state = missing(question)
        if key in run.stopped:
            state = replace(state, hint=f"The cell {key} stops with an error before it defines {name}.")
    elif failed:
        state = replace(state, hint=failed[0].error)
    elif len(outcomes) < of:
        state = replace(state, stage=Stage.UNSEEN, hint="It could not be checked.")
    else:
        state = replace(state, stage=Stage.PASSES)
    return _with_difference(state, state, run.at_end.get(name), key)


def _by_hand_state(item: ByHand, cell: NotebookNode, run: Run) -> State:
    """Return how far a work is: a text by its cell, anything else by its cell and the variable of its name."""
    source = "" if LACKED in cell.source else cell.source  # a cell that was missing, and that grading puts back
    if item.name is None:
        return state_of_text(item, source)
    here, grade_id = run.works.get(item.name), cells.grade_id(cell)
    state = here or State(item.key, item.what, Stage.UNSEEN)
    if not source.strip() or CODE_STUB in source:
        state = State(item.key, item.what, Stage.NOT_STARTED)
    elif grade_id in run.stopped:
        state = State(item.key, item.what, Stage.MISSING, problem="its cell stops with an error")
    return _with_difference(state, here, run.at_end.get(item.name), str(grade_id))


def _with_difference(state: State, here: State | None, at_end: State | None, cell: str) -> State:
    """Add to a state what differs at the end of the notebook, if anything does."""
    told = difference(here, at_end, cell) if here and at_end else ""
    return replace(state, hint="\n".join(filter(None, (told, state.hint))))
