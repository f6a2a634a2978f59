"""A whole notebook checked as it will be handed in: its cells are all there, it runs, and how far each question is.

The notebook runs from the top in a fresh kernel, in its own folder, under the conditions of grading (`checks.exam`);
the file is only read. Needs the packages of the extra ``student``.
"""

import re
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode

from mbcourse import checks
from mbcourse.checks import cells, exam
from mbcourse.checks.answer import exception
from mbcourse.checks.assignment import Assignment
from mbcourse.checks.notebook_text import decoded
from mbcourse.checks.question import ByHand, Question
from mbcourse.checks.state import Stage, State, in_order, state_of_text

TIMEOUT = 20  # seconds for a cell that a student may change, and for the checks of a question
PREPARING = 60  # seconds for a locked cell: the first import of a package can be slow, and installing one is
CODE_STUB = "raise NotImplementedError"

PROBE = """\
from mbcourse import checks
from mbcourse.checks.question import ByHand
from mbcourse.checks.state import state_in
print("\\n" + state_in(get_ipython().user_ns, {asked}).to_json())
"""


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes
    ----------
    assignment : str
        For example ``"ps1"``.
    states : tuple of State
        How far each question is, in order.
    problems : tuple of str
        What would stand in the way of grading, a sentence each.
    """

    assignment: str
    states: tuple[State, ...]
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
    notebook = _read(path)
    assignment = _assignment(path, notebook)
    problems = [*_misnamed(path, assignment), *cells.problems(notebook, assignment)]
    run = _run(notebook, assignment, path.parent)
    states = [*_question_states(assignment, run), *_by_hand_states(notebook, assignment, run)]
    return Report(assignment.name, tuple(in_order(states)), (*problems, *run.problems))


def _read(path: Path) -> NotebookNode:
    try:
        with warnings.catch_warnings():  # of copied cells, which are reported with the others
            warnings.simplefilter("ignore")
            notebook: NotebookNode = nbformat.reads(decoded(path.read_bytes()), as_version=4)
            nbformat.validate(notebook)
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}") from error
    except Exception as error:  # nbformat raises many kinds
        raise ValueError(f"{path} is not a Jupyter notebook, or is damaged. {cells.REPAIR}") from error
    return notebook


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


@dataclass(frozen=True)
class _Run:
    """What came of running a notebook.

    ``seen`` holds by name of function or variable the state of each, or in words why it was not seen; ``stopped`` the
    ids of the student's cells that stopped with an error; ``problems`` what to say of those.
    """

    seen: dict[str | None, State | str]
    stopped: set[str | None]
    problems: list[str]


def _run(notebook: NotebookNode, assignment: Assignment, folder: Path) -> _Run:
    """Run the student's cells, then for each question one that prints its state."""
    own = [cell for cell in notebook.cells if cell.cell_type == "code" and not cells.is_test(cell)]
    copies = [nbformat.v4.new_code_cell(cell.source, metadata=cells.marks(cell)) for cell in own]
    asked = [each for each in assignment.asked if each.name]
    probes = [nbformat.v4.new_code_cell(_probe(assignment, each)) for each in asked]
    run = nbformat.v4.new_notebook(cells=[*copies, *probes])
    client = NotebookClient(
        run,
        kernel_name="python3",
        timeout_func=_seconds,
        interrupt_on_timeout=True,
        allow_errors=True,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR", exam.KERNEL_ARGUMENT],
        resources={"metadata": {"path": str(folder)}},
    )
    problems, at = [], 0

    def note(cell: NotebookNode, cell_index: int) -> None:
        nonlocal at
        at = cell_index

    client.on_cell_start = note
    try:
        client.execute()
    except DeadKernelError:
        where = _named(own[at]) if at < len(own) else f"the check of {asked[at - len(own)].key}"
        problems.append(f"{where} ended the kernel; what follows it was not checked.")
    answers = list(zip(own, run.cells, strict=False))
    problems += [f"{_named(cell)} stops with {error}." for cell, ran in answers for error in _errors(ran)]
    stopped = {cells.grade_id(cell) for cell, ran in answers if any(o.output_type == "error" for o in ran.outputs)}
    seen = {each.name: _seen(cell) for each, cell in zip(asked, run.cells[len(own) :], strict=True)}
    return _Run(seen, stopped, problems)


def _probe(assignment: Assignment, asked: Question | ByHand) -> str:
    known = f"checks.{assignment.name}.{asked.key}" if isinstance(asked, Question) else repr(asked)
    return PROBE.format(asked=known)


def _seconds(cell: NotebookNode) -> int:
    return PREPARING if cells.is_given(cell) else TIMEOUT


def _named(cell: NotebookNode) -> str:
    first_line = cell.source.strip().partition("\n")[0]
    return f"The cell {cells.grade_id(cell) or repr(first_line)}"


def _errors(cell: NotebookNode) -> Iterator[str]:
    for output in cell.outputs:
        if output.output_type == "error" and output.ename == "KeyboardInterrupt":
            yield f"no result after {_seconds(cell)} seconds; perhaps a loop never ends"
        elif output.output_type == "error" and output.ename != "NotImplementedError":
            yield exception(output.ename, output.evalue)


def _seen(cell: NotebookNode) -> State | str:
    """Return the state that a probe printed, or in words why it printed none."""
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stdout":
            return State.from_json(output.text.splitlines()[-1])
    return next(_errors(cell), "It could not be checked.")


def _question_states(assignment: Assignment, run: _Run) -> Iterator[State]:
    for question in assignment.questions:
        seen = run.seen[question.name]
        unseen = partial(State, question.key, question.name, Stage.UNSEEN, of=len(question.parts))
        yield unseen(hint=seen) if isinstance(seen, str) else seen


def _by_hand_states(notebook: NotebookNode, assignment: Assignment, run: _Run) -> Iterator[State]:
    work = cells.by_hand(notebook)
    code, texts = (iter([cell for cell in work if cell.cell_type == kind]) for kind in ("code", "markdown"))
    for item in assignment.by_hand:
        yield _by_hand_state(item, next(code if item.name else texts, None), run)


def _by_hand_state(item: ByHand, cell: NotebookNode | None, run: _Run) -> State:
    """Return how far a work is: a text by its cell, anything else by its cell and the variable of its name."""
    if cell and item.name is None:
        return state_of_text(item, cell.source)
    if not cell or not cell.source.strip() or CODE_STUB in cell.source:
        return State(item.key, item.what, Stage.NOT_STARTED)
    if cells.grade_id(cell) in run.stopped:
        return State(item.key, item.what, Stage.MISSING, problem="its cell stops with an error")
    seen = run.seen[item.name]
    return State(item.key, item.what, Stage.UNSEEN) if isinstance(seen, str) else seen
