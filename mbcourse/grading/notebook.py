"""Grading one submitted notebook: the student's cells run in the student's process, its tests outside or inside it."""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import nbformat
from nbformat import NotebookNode

from mbcourse.grading.confined.remote import Names, SandboxSetup, Stopped, StudentProcess
from mbcourse.grading.confined.standins import NeedsInside
from mbcourse.grading.inside import judge_inside
from mbcourse.grading.judge import judge, run_locked_cell
from mbcourse.grading.mending import mended, without_answers
from mbcourse.grading.outcome import (
    CORRUPT,
    FAILED,
    INSIDE,
    JUDGED,
    KILLED,
    MISSING,
    NOT_JUDGED,
    NOWHERE,
    OUTSIDE,
    TIMEOUT,
    WITH,
    Result,
    Test,
)
from mbcourse.grading.outputs import allowed_outputs, size_of
from mbcourse.grading.placement import AS_CHECKED, Placement, borrowed
from mbcourse.grading.released import Cell, Released
from mbcourse.grading.submitted_notebook import Unreadable

ONLY_PLAIN = "here an answer may return only plain data: numbers, texts, arrays, and lists or dicts of them."
NOT_HANDED_IN = "no notebook was handed in"
WHOLE = 10  # the time for all cells that are not tests together, as a multiple of the time for one
MOST = 20  # the same for everything, tests included: so long can one submission keep others waiting
RESTARTS = 10  # processes that a notebook may end; then it gets no further one
ATTEMPTS = 2  # at a cell or test whose process was killed: it may have been killed from outside
ROOM = 20 * 2**20  # characters of the outputs of all cells
LEFT_OUT = {"output_type": "stream", "name": "stdout", "text": "[The notebook shows too much: this was left out.]\n"}


def grade(
    text: str | None,
    released: Released,
    setup: SandboxSetup,
    seconds: float,
    reused: Mapping[str, tuple[Test, list[Any]]] | None = None,
    placements: Mapping[str, Placement] | None = None,
    missing: str = NOT_HANDED_IN,
) -> Result:
    """Grade a notebook.

    If a test that is judged outside asks what only the student's process can answer, all are judged inside, unless
    their placement is fixed: then the test fails.

    Parameters
    ----------
    text : str or None
        The file that was handed in; None if there is none.
    released : Released
        The assignment's notebook.
    setup : SandboxSetup
        How the student's processes are started and confined.
    seconds : float
        Time that a cell may take.
    reused : mapping, optional
        Tests that were judged before, by name, with their outputs; they are not run again.
    placements : mapping, optional
        Where each test is judged, by its name; by default outside, by the course's checks.
    missing : str, optional
        Why ``text`` is None.

    Returns
    -------
    Result
        The outcome of each test, and the notebook with its outputs. A file that is missing or is not a notebook gets
        no points, and has a problem.

    Examples
    --------
    >>> from mbcourse.grading.confined.sandbox import Limits
    >>> test = Cell("q1-values", "code", "assert x == 1", True, False, False, 2.0, "")
    >>> setup = SandboxSetup(None, "namespaces", Limits(), ())  # no process is started for such a file
    >>> result = grade("not JSON", Released("ps1", "ps1", {}, (test,)), setup, 60.0)
    >>> result.tests[0].outcome, result.score, result.points
    ('corrupt', 0.0, 2.0)
    """
    began = time.monotonic()
    if text is None:
        return without_running(released, MISSING, missing, began)
    placements = placements or {}
    session = NotebookSession(setup, seconds)
    try:
        notebook = mended(text, released)
        if placements and (question := borrowed(notebook, released, placements)):
            raise _AsksInside("", question)
        tests = _run(notebook, released, session, reused or {}, placements)
    except Unreadable as error:
        return without_running(released, CORRUPT, str(error), began)
    except _AsksInside as asking:
        notebook = mended(text, released)
        placements = {name: _moved(placements.get(name, AS_CHECKED), name, asking) for name in released.tests}
        session = NotebookSession(setup, seconds, began)
        tests = _run(notebook, released, session, {}, placements)
    in_order = tuple(tests[name] for name in released.tests)
    took, interrupted = time.monotonic() - began, tuple(session.interrupted)
    return Result(nbformat.v4.writes(notebook), in_order, setup.tier, took, "", interrupted, session.waited)


class _AsksInside(Exception):
    """Something asks what only the student's process can answer: the test, empty for a locked cell, and what."""

    def __init__(self, test: str, question: str) -> None:
        super().__init__(test, question)
        self.test, self.question = test, question


def _moved(placement: Placement, test: str, asking: _AsksInside) -> Placement:
    """Return where a test is judged instead: inside, or nowhere if it may not be moved there."""
    if placement.where == OUTSIDE:
        reason = asking.question if asking.test in (test, "") else f"{WITH}{asking.test}"
        return replace(placement, where=NOWHERE if placement.fixed else INSIDE, reason=reason)
    return placement


class NotebookSession:
    """A student's processes, one at a time: if one ends, a new one first runs the cells that had run before.

    Parameters
    ----------
    setup : SandboxSetup
        How the processes are started and confined.
    seconds : float
        Time that a cell may take.
    began : float, optional
        The time of `time.monotonic` from which the time for everything counts; by default now.

    Attributes
    ----------
    interrupted : list of str
        The cells that took too long.
    waited : bool
        Whether one of them had too little of a processor to say that it takes too long.

    Examples
    --------
    With the ``setup`` that `mbcourse.grading.workers.task.do` makes:

    >>> session = NotebookSession(setup, 60.0)  # doctest: +SKIP
    >>> [output["output_type"] for output in session.run("print('hello')")]  # doctest: +SKIP
    ['stream']
    >>> session.close()  # doctest: +SKIP
    """

    def __init__(self, setup: SandboxSetup, seconds: float, began: float | None = None) -> None:
        self._setup, self._seconds = setup, seconds
        self._ends = (time.monotonic() if began is None else began) + MOST * seconds
        self._cells_end = time.monotonic() + WHOLE * seconds
        self.interrupted: list[str] = []
        self.waited = False
        self._ran: list[str] = []
        self._students: list[StudentProcess] = []

    def run(self, source: str, name: str = "") -> list[dict[str, Any]]:
        """Run a cell and return its outputs; if the process stopped, the output is an error that says how."""
        student = None
        for _ in range(ATTEMPTS):
            try:
                student = self.student()
                with student.within(self._left_for_cells()):
                    outputs = student.run(source)
                self._ran.append(source)
                return [*outputs, self._interruption(name, student)] if student.interrupted else outputs
            except Stopped as stopped:
                outcome, text = stopped.outcome, str(stopped)
                if outcome != KILLED:
                    self.note_interruption(name, student)
                    break
        return [{"output_type": "error", "ename": outcome, "evalue": text, "traceback": []}]

    def student(self) -> StudentProcess:
        """Return a process that has run the cells so far.

        Raises
        ------
        Stopped
            If too many processes have ended, or the time for the whole notebook is over.
        """
        if not self._students or not self._students[-1].alive:
            if len(self._students) > RESTARTS:
                raise Stopped(KILLED, f"this notebook has ended {len(self._students)} processes")
            student = StudentProcess(self._setup)
            self._students.append(student)
            for source in self._ran:
                with student.within(self._left_for_cells()):
                    student.run(source)
        return self._students[-1]

    def left(self) -> float:
        """Return the time that a test may still take.

        Raises
        ------
        Stopped
            If the time for everything is over.
        """
        return self._until(self._ends, MOST)

    def note_interruption(self, name: str, student: StudentProcess | None) -> None:
        """Note that a cell or a test took too long; no process if there was no time left to begin."""
        self.interrupted.append(name)
        self.waited |= student is not None and student.waited

    def add(self, source: str) -> None:
        """Note that a cell ran in the process, so that a new one runs it too."""
        self._ran.append(source)

    def close(self) -> None:
        """End the last process."""
        if self._students and self._students[-1].alive:
            self._students[-1].close()

    def _left_for_cells(self) -> float:
        return min(self.left(), self._until(self._cells_end, WHOLE))

    def _until(self, end: float, multiple: int) -> float:
        left = end - time.monotonic()
        if left <= 0:
            raise Stopped(TIMEOUT, f"the notebook took more than {multiple * self._seconds:g} seconds")
        return min(left, self._seconds)

    def _interruption(self, name: str, student: StudentProcess) -> dict[str, Any]:
        self.note_interruption(name, student)
        text = f"this cell was interrupted: it took more than {self._seconds:g} seconds"
        return {"output_type": "error", "ename": TIMEOUT, "evalue": text, "traceback": []}


def _run(
    notebook: NotebookNode,
    released: Released,
    session: NotebookSession,
    reused: Mapping[str, tuple[Test, list[Any]]],
    placements: Mapping[str, Placement],
) -> dict[str, Test]:
    """Run the cells in order, put their outputs into the notebook, and return the outcome of each test."""
    tests: dict[str, Test] = {}
    names: Names = {"__name__": "__main__"}
    needs_names = any(placements.get(name, AS_CHECKED).where == OUTSIDE for name in released.tests)
    room = ROOM
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    try:
        for count, cell in enumerate(code if released.language == "python" else [], 1):
            cell.execution_count = count
            mark = cell.metadata.get("nbgrader", {})
            test = released.tests.get(mark.get("grade_id"))
            if test:
                placement = placements.get(test.name, AS_CHECKED)
                tests[test.name], outputs = reused.get(test.name) or _judged(test, placement, names, session)
                cell.metadata[JUDGED] = tests[test.name].judged or NOWHERE  # feedback shows it
            else:
                outputs = session.run(cell.source, mark.get("grade_id", f"cell {count}"))
                if needs_names and mark.get("locked"):
                    _run_locked_cell(cell, names)
            cell.outputs = list(allowed_outputs(outputs, count))
            room -= size_of(cell.outputs)
            if room < 0:  # an error is a test's outcome, and comes last
                cell.outputs = [*allowed_outputs([LEFT_OUT], count), *(cell.outputs[-1:] if test else [])]
    finally:
        session.close()
    return {name: tests.get(name) or _not_judged(test, placements[name]) for name, test in released.tests.items()}


def _run_locked_cell(cell: NotebookNode, names: Names) -> None:
    """Run a locked cell in this process too, where the tests that are judged outside find its names."""
    try:
        run_locked_cell(cell.source, names)
    except (Exception, SystemExit) as error:
        name = cell.metadata.nbgrader["grade_id"]
        raise _AsksInside("", f"the locked cell {name} does not run outside ({type(error).__name__})") from error


def _judged(test: Cell, placement: Placement, names: Names, session: NotebookSession) -> tuple[Test, list[Any]]:
    """Return the outcome of a test and its outputs."""
    assert test.points is not None
    if placement.where == NOWHERE:
        return _not_judged(test, placement), []
    student = None
    for _ in range(ATTEMPTS):
        broke_protocol = False
        try:
            student = session.student()
            judged = _judged_once(test, placement, names, student, session.left())
            broke_protocol = student.broke_protocol
        except Stopped as stopped:
            judged = _without_points(test, stopped.outcome, f"{stopped}.")
        except NeedsInside as question:
            if not placement.fixed:
                raise _AsksInside(test.name, str(question)) from question
            judged = _without_points(test, FAILED, f"{question}; {ONLY_PLAIN}")
        if judged[0].outcome != KILLED or broke_protocol:
            break
    outcome, outputs = judged
    if outcome.outcome == TIMEOUT:
        session.note_interruption(test.name, student)
    if placement.where == INSIDE:
        session.add(test.source)  # later cells may use what it defined
    return replace(outcome, judged=placement.where, reason=placement.reason), outputs


def _not_judged(test: Cell, placement: Placement) -> Test:
    return Test(test.name, NOT_JUDGED, 0.0, test.points or 0.0, reason=placement.reason)


def _judged_once(
    test: Cell, placement: Placement, names: Names, student: StudentProcess, seconds: float
) -> tuple[Test, list[Any]]:
    points = test.points or 0.0
    if placement.where == INSIDE:
        return judge_inside(test.name, test.source, points, student, seconds, placement.guarded)
    return judge(test.name, test.source, points, names, student, seconds, placement.checked)


def _without_points(test: Cell, outcome: str, hint: str) -> tuple[Test, list[Any]]:
    """Return a test that could not be judged, and its output."""
    error = {"output_type": "error", "ename": outcome, "evalue": hint, "traceback": [hint]}
    return Test(test.name, outcome, 0.0, test.points or 0.0, hint), [error]


def without_running(released: Released, outcome: str, problem: str, began: float) -> Result:
    """Return the result of a submission whose answers were not run to the end: no points for any test.

    Parameters
    ----------
    released : Released
        The assignment's notebook.
    outcome : str
        The outcome of each test.
    problem : str
        Why, as a sentence without its capital letter and full stop.
    began : float
        The time of `time.monotonic` at which grading it began.

    Examples
    --------
    >>> without_running(Released("ps1", "ps1", {}, ()), MISSING, NOT_HANDED_IN, time.monotonic()).problem
    'no notebook was handed in'
    """
    notebook = without_answers(released, problem)
    tests = {}
    for cell in notebook.cells:
        test = released.tests.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        if test:
            tests[test.name], outputs = _without_points(test, outcome, f"{problem}.")
            cell.outputs = list(allowed_outputs(outputs, None))
    in_order = tuple(tests[name] for name in released.tests)
    return Result(nbformat.v4.writes(notebook), in_order, "", time.monotonic() - began, problem)
