"""A student's notebook run as grading runs it, and what is seen: at each test, below each work, and at the end."""

from dataclasses import dataclass, field
from pathlib import Path

from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode

from mbcourse.checks import cells, kernel, probe
from mbcourse.checks.assignment import Assignment
from mbcourse.checks.kernel import Kernel, Outcome
from mbcourse.checks.question import ByHand, Question
from mbcourse.checks.state import State
from mbcourse.grading.reading import Names, names_of

TIMEOUT = 20  # seconds for a cell that a student may change, and for a test
PREPARING = 60  # seconds for a locked cell: the first import of a package can be slow, and installing one is


@dataclass
class Run:
    """What came of running a notebook; what was not reached is not in it.

    Attributes
    ----------
    tests : dict
        By the id of a test cell, what came of it.
    taken : dict
        By the id of a test cell, the names that it needs and that stood for something else.
    works : dict
        By the name of a variable that shows a work, its state right after the work's cell.
    at_end : dict
        By the name of a function or variable, its state at the end of the notebook.
    stopped : set
        The ids of the cells other than tests that stopped with an error.
    problems : list
        What to say of those, and of a cell that ended the kernel.
    """

    tests: dict[str, Outcome] = field(default_factory=dict)
    taken: dict[str, list[str]] = field(default_factory=dict)
    works: dict[str, State] = field(default_factory=dict)
    at_end: dict[str, State] = field(default_factory=dict)
    stopped: set[str | None] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def hung(self, question: str) -> bool:
        """Whether a test of a question never came to an end."""
        return any(outcome.hung for test, outcome in self.tests.items() if test.partition("-")[0] == question)


def run_notebook(notebook: NotebookNode, assignment: Assignment, folder: Path) -> Run:
    """Run the cells in order, and look at each answer where grading does, and once more at the end."""
    run, doing, needed = Run(), "", _needed(notebook, assignment)
    shows = {cells.grade_id(cell): item for item, cell in cells.works(notebook, assignment) if item.name}
    with kernel.started(folder) as running:
        try:
            for cell in notebook.cells:
                doing, name = _named(cell), str(cells.grade_id(cell))
                if cells.is_test(cell):
                    _run_test(cell, needed[name], run, running)
                elif cell.cell_type == "code":
                    _run_other(cell, run, running)
                    if name in shows:
                        _look(shows[name], assignment, run.works, running)
            for asked in assignment.asked:
                doing = f"The check of {asked.key}"
                if asked.name and not run.hung(asked.key):
                    _look(asked, assignment, run.at_end, running)
        except DeadKernelError:
            run.problems.append(f"{doing} ended the kernel; what follows it was not checked.")
    return run


@dataclass(frozen=True)
class _Needed:
    """Names that a test needs, and those that its question's answer uses."""

    test: frozenset[str]
    answer: frozenset[str]


def _needed(notebook: NotebookNode, assignment: Assignment) -> dict[str, _Needed]:
    """Return what each test needs, by its id."""
    answers = {cells.grade_id(cell): names_of(cell.source) for cell in notebook.cells if cell.cell_type == "code"}
    needed = {}
    for name, names in cells.needs(assignment).items():
        answer = answers.get(name.partition("-")[0], Names(frozenset(), frozenset()))
        needed[name] = _Needed(frozenset(names), answer.used - answer.defined)
    return needed


def _run_test(cell: NotebookNode, needed: _Needed, run: Run, running: Kernel) -> None:
    """Run a test, unless another one of its question never came to an end, and note which names it misses."""
    name = str(cells.grade_id(cell))
    if run.hung(name.partition("-")[0]):
        return
    taken = probe.taken(running, needed.test | needed.answer)
    outcome = run.tests[name] = running.run(cell.source, TIMEOUT)
    run.taken[name] = [each for each in taken if outcome.raised or each in needed.test]


def _run_other(cell: NotebookNode, run: Run, running: Kernel) -> None:
    outcome = running.run(cell.source, PREPARING if cells.is_given(cell) else TIMEOUT)
    if cells.is_given(cell):
        probe.remember(running, names_of(cell.source).defined)
    if outcome.raised:
        run.stopped.add(cells.grade_id(cell))
    if outcome.raised not in ("", NotImplementedError.__name__):
        run.problems.append(f"{_named(cell)} stops with {outcome.error}.")


def _look(asked: Question | ByHand, assignment: Assignment, states: dict[str, State], running: Kernel) -> None:
    if state := probe.look(running, assignment.name, asked):
        states[str(asked.name)] = state


def _named(cell: NotebookNode) -> str:
    first_line = cell.source.strip().partition("\n")[0]
    return f"The cell {cells.grade_id(cell) or repr(first_line)}"
