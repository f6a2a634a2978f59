"""A whole notebook checked as it will be handed in: its cells are all there, it runs, and how far each question is.

The notebook runs from the top in a fresh kernel, in its own folder, under the conditions of grading (`checks.exam`);
the file is only read. Needs the packages of the extra ``student``.
"""

import json
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode

from mbcourse import checks
from mbcourse.checks import cells, exam
from mbcourse.checks.answer import exception
from mbcourse.checks.assignment import Assignment, ByHand
from mbcourse.checks.progress import Progress

TIMEOUT = 20  # seconds for a cell that a student may change, and for the checks of a question
PREPARING = 60  # seconds for a locked cell: the first import of a package can be slow, and installing one is
SHORT = 30  # words: below, a text can hardly say all that a question asks
CODE_STUB, TEXT_STUB = "raise NotImplementedError", "Your answer here."
NOT_STARTED, THERE = "not started", "there, marked by hand"
ONE_CELL = f'Write in the cell that was handed out with "{TEXT_STUB}"; a text in another cell is not found.'

PROBE = """\
import dataclasses, json
from mbcourse import checks
from mbcourse.checks.progress import progress
found = progress(checks.{assignment}.{key}, get_ipython().user_ns)
print("\\n" + json.dumps(dataclasses.asdict(found)))
"""
FIGURE = """\
import json
from mbcourse.checks.figure import lacks
print("\\n" + json.dumps({{"lacks": lacks({name!r}, get_ipython().user_ns.get({name!r}))}}))
"""


@dataclass(frozen=True)
class State:
    """State of one question, or of its part that is marked by hand."""

    key: str
    what: str
    said: str
    done: bool
    hint: str = ""


@dataclass(frozen=True)
class Report:
    """What a check found: the state of each question, and troubles that would stand in the way of grading."""

    assignment: str
    states: tuple[State, ...]
    troubles: tuple[str, ...]

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
    """
    path = Path(path)
    notebook = _read(path)
    assignment = _assignment(path, notebook)
    troubles = [*_misnamed(path, assignment), *cells.troubles(notebook, assignment)]
    run = _run(notebook, _probes(assignment), path.parent)
    states = [_question_state(q.key, q.name, len(q.parts), run.printed.get(q.key)) for q in assignment.questions]
    states += _by_hand_states(notebook, assignment, run)
    states.sort(key=lambda state: int(state.key.removeprefix("q")))
    return Report(assignment.name, tuple(states), (*troubles, *run.troubles))


def _read(path: Path) -> NotebookNode:
    try:
        with warnings.catch_warnings():  # of copied cells, which are reported with the others
            warnings.simplefilter("ignore")
            notebook: NotebookNode = nbformat.read(path, as_version=4)
            nbformat.validate(notebook)
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}") from error
    except Exception as error:  # nbformat raises many kinds
        raise ValueError(f"{path} is no Jupyter notebook, or is damaged. {cells.REPAIR}") from error
    return notebook


def _assignment(path: Path, notebook: NotebookNode) -> Assignment:
    """Tell the assignment from what the cells call, and where they call nothing from the file's name."""
    called = Counter(name for cell in notebook.cells for name in re.findall(r"\bchecks\.(ps\d+)\.", cell.source))
    for name in [*(name for name, _ in called.most_common()), *re.findall(r"ps\d+", path.name)]:
        if name in checks.assignments():
            return getattr(checks, name)  # type: ignore[no-any-return]
    known = ", ".join(checks.assignments())
    raise ValueError(f"{path} is none of the problem sets that this version of mbcourse checks ({known})")


def _misnamed(path: Path, assignment: Assignment) -> Iterator[str]:
    if path.name != f"{assignment.name}.ipynb":
        yield f"Hand the notebook in as {assignment.name}.ipynb: under the name {path.name} it is not found."


def _probes(assignment: Assignment) -> dict[str, str]:
    """Return code that prints the state of a question as JSON, for each question and each named work by hand."""
    probes = {q.key: PROBE.format(assignment=assignment.name, key=q.key) for q in assignment.questions}
    return probes | {item.name: FIGURE.format(name=item.name) for item in assignment.by_hand if item.name}


@dataclass(frozen=True)
class _Run:
    """What the probes printed, the ids of the student's cells that stopped with an error, and what to say of them."""

    printed: dict[str, Any]
    stopped: set[str | None]
    troubles: list[str]


def _run(notebook: NotebookNode, probes: dict[str, str], folder: Path) -> _Run:
    """Run the student's cells, then the probes."""
    own = [cell for cell in notebook.cells if cell.cell_type == "code" and not cells.is_test(cell)]
    copies = [nbformat.v4.new_code_cell(cell.source, metadata=cells.marks(cell)) for cell in own]
    asked = [nbformat.v4.new_code_cell(source) for source in probes.values()]
    run = nbformat.v4.new_notebook(cells=[*copies, *asked])
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
    troubles, at = [], 0

    def note(cell: NotebookNode, cell_index: int) -> None:
        nonlocal at
        at = cell_index

    client.on_cell_start = note
    try:
        client.execute()
    except DeadKernelError:
        where = _named(own[at]) if at < len(own) else f"the check of {list(probes)[at - len(own)]}"
        troubles.append(f"{where} ended the kernel; what follows it was not checked.")
    answers = list(zip(own, run.cells, strict=False))
    troubles += [f"{_named(cell)} stops with {error}." for cell, ran in answers for error in _errors(ran)]
    stopped = {cells.grade_id(cell) for cell, ran in answers if any(o.output_type == "error" for o in ran.outputs)}
    printed = {key: _printed(cell) for key, cell in zip(probes, run.cells[len(own) :], strict=True)}
    return _Run(printed, stopped, troubles)


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


def _printed(cell: NotebookNode) -> Any:
    """Return what a probe printed; its error as text; None where it did not run."""
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stdout":
            return json.loads(output.text.splitlines()[-1])
    return next(_errors(cell), None)


def _question_state(key: str, name: str, parts: int, printed: Any) -> State:
    if isinstance(printed, dict):
        progress = Progress(**printed)
        if not progress.started:
            return State(key, name, NOT_STARTED, False)
        said = f"{progress.passed} of {progress.of} public checks passed"
        return State(key, name, said, progress.done, progress.hint)
    return State(key, name, f"0 of {parts} public checks passed", False, printed or "It could not be checked.")


def _by_hand_states(notebook: NotebookNode, assignment: Assignment, run: _Run) -> Iterator[State]:
    work = cells.by_hand(notebook)
    code, texts = (iter([cell for cell in work if cell.cell_type == kind]) for kind in ("code", "markdown"))
    for item in assignment.by_hand:
        cell = next(code if item.name else texts, None)
        said = _by_hand_said(item, cell, run) if cell else NOT_STARTED
        hint = ONE_CELL if cell and said == NOT_STARTED and item.name is None else ""
        yield State(item.key, item.what, said, said == THERE, hint)


def _by_hand_said(item: ByHand, cell: NotebookNode, run: _Run) -> str:
    """Say how far a work is that a person marks: a text from its cell, anything else from the variable of its name."""
    if item.name is None:
        return _text_said(cell.source.replace(TEXT_STUB, ""))
    if not cell.source.strip() or CODE_STUB in cell.source:
        return NOT_STARTED
    if cells.grade_id(cell) in run.stopped:
        return "not there: its cell stops with an error"
    if not isinstance(found := run.printed.get(item.name), dict):
        return "not checked"
    return f"not there: {found['lacks']}" if found["lacks"] else THERE


def _text_said(text: str) -> str:
    words = len(re.findall(r"\w[^\s]*", text))
    if words < SHORT:
        return f"{words} word{'s' * (words != 1)}: very short for all that is asked" if words else NOT_STARTED
    return THERE
