"""Grading one submitted notebook: the student's cells run in the student's process, the tests in this one."""

import base64
import binascii
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode

from mbcourse.grading.confined.remote import Names, SandboxSetup, Stopped, StudentProcess
from mbcourse.grading.judge import judge, run_locked_cell
from mbcourse.grading.mending import UNREADABLE, Unreadable, mended, without_answers
from mbcourse.grading.outcome import CORRUPT, KILLED, MISSING, TIMEOUT, Result, Test, storable
from mbcourse.grading.released import Cell, Released

NOT_HANDED_IN = "**No notebook of this name was handed in.**"
WHOLE = 10  # the time for all cells together, as a multiple of the time for one
RESTARTS = 10  # processes that a notebook may end; then it gets no further one
ATTEMPTS = 2  # at a cell or test whose process was killed: it may have been killed from outside
LONGEST = 400_000  # characters of an output's text
ROOM = 20 * 2**20  # characters of the outputs of all cells that are not tests
LEFT_OUT = {"output_type": "stream", "name": "stdout", "text": "[The notebook shows too much: this was left out.]\n"}
PICTURES = {"image/png", "image/jpeg"}


def grade(
    text: str | None,
    released: Released,
    setup: SandboxSetup,
    seconds: float,
    reused: Mapping[str, tuple[Test, list[Any]]] | None = None,
) -> Result:
    """Grade a notebook.

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

    Returns
    -------
    Result
        The outcome of each test, and the notebook with its outputs. A file that is missing or is not a notebook gets
        no points.

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
        return _without_running(released, MISSING, NOT_HANDED_IN, began)
    try:
        notebook = mended(text, released)
    except Unreadable:
        return _without_running(released, CORRUPT, UNREADABLE, began)
    tests = _run(notebook, released, NotebookSession(setup, seconds), seconds, reused or {})
    in_order = tuple(tests[name] for name in released.tests)
    return Result(nbformat.writes(notebook), in_order, setup.tier, time.monotonic() - began)


class NotebookSession:
    """A student's processes, one at a time: if one ends, a new one first runs the cells that had run before.

    Parameters
    ----------
    setup : SandboxSetup
        How the processes are started and confined.
    seconds : float
        Time that a cell may take.

    Examples
    --------
    With the ``setup`` that `mbcourse.grading.workers.task.do` makes:

    >>> session = NotebookSession(setup, 60.0)  # doctest: +SKIP
    >>> [output["output_type"] for output in session.run("print('hello')")]  # doctest: +SKIP
    ['stream']
    >>> session.close()  # doctest: +SKIP
    """

    def __init__(self, setup: SandboxSetup, seconds: float) -> None:
        self._setup, self._seconds = setup, seconds
        self._ends = time.monotonic() + WHOLE * seconds
        self._ran: list[str] = []
        self._students: list[StudentProcess] = []

    def run(self, source: str) -> list[dict[str, Any]]:
        """Run a cell and return its outputs; if the process stopped, the output is an error that says how."""
        for _ in range(ATTEMPTS):
            try:
                student = self.student()
                with student.within(self._left()):
                    outputs = student.run(source)
                self._ran.append(source)
                return outputs
            except Stopped as stopped:
                outcome, text = stopped.outcome, str(stopped)
                if outcome != KILLED:
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
                with student.within(self._left()):
                    student.run(source)
        return self._students[-1]

    def close(self) -> None:
        """End the last process."""
        if self._students and self._students[-1].alive:
            self._students[-1].close()

    def _left(self) -> float:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise Stopped(TIMEOUT, f"the notebook took more than {WHOLE * self._seconds:g} seconds")
        return min(left, self._seconds)


def _run(
    notebook: NotebookNode,
    released: Released,
    session: NotebookSession,
    seconds: float,
    reused: Mapping[str, tuple[Test, list[Any]]],
) -> dict[str, Test]:
    """Run the cells in order, put their outputs into the notebook, and return the outcome of each test."""
    tests: dict[str, Test] = {}
    names: Names = {"__name__": "__main__"}
    room = ROOM
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    try:
        for count, cell in enumerate(code, 1):
            cell.execution_count = count
            test = released.tests.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
            if test:
                tests[test.name], outputs = reused.get(test.name) or _judged(test, names, session, seconds)
            else:
                outputs = session.run(cell.source)
                if cell.metadata.get("nbgrader", {}).get("locked"):
                    run_locked_cell(cell.source, names)
                room -= len(json.dumps(outputs))
            cell.outputs = list(_allowed_outputs(outputs if test or room >= 0 else [LEFT_OUT], count))
    finally:
        session.close()
    return tests


def _judged(test: Cell, names: Names, session: NotebookSession, seconds: float) -> tuple[Test, list[Any]]:
    """Return the outcome of a test and its outputs."""
    assert test.points is not None
    for _ in range(ATTEMPTS):
        broke_protocol = False
        try:
            student = session.student()
            judged = judge(test.name, test.source, test.points, names, student, seconds)
            broke_protocol = student.broke_protocol
        except Stopped as stopped:
            judged = _without_points(test, stopped.outcome, f"{stopped}.")
        if judged[0].outcome != KILLED or broke_protocol:
            break
    return judged


def _without_points(test: Cell, outcome: str, hint: str) -> tuple[Test, list[Any]]:
    """Return a test that could not be judged, and its output."""
    error = {"output_type": "error", "ename": outcome, "evalue": hint, "traceback": [hint]}
    return Test(test.name, outcome, 0.0, test.points or 0.0, hint), [error]


def _without_running(released: Released, outcome: str, note: str, began: float) -> Result:
    """Return the result of a submission without answers: no points for any test."""
    notebook = without_answers(released, note)
    tests = {}
    for cell in notebook.cells:
        test = released.tests.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        if test:
            tests[test.name], outputs = _without_points(test, outcome, note.strip("*"))
            cell.outputs = list(_allowed_outputs(outputs, None))
    in_order = tuple(tests[name] for name in released.tests)
    return Result(nbformat.writes(notebook), in_order, "", time.monotonic() - began)


def _allowed_outputs(outputs: Iterable[Any], count: int | None) -> Iterator[NotebookNode]:
    """Yield the outputs that may be stored in the notebook: text, and pictures that cannot contain a script.

    HTML, Markdown, LaTeX and SVG are left out, because whoever marks by hand opens the notebook in a browser.
    """
    for output in outputs:
        kind = output.get("output_type") if isinstance(output, dict) else None
        if kind == "stream":
            name = "stderr" if output.get("name") == "stderr" else "stdout"
            yield nbformat.v4.new_output("stream", name=name, text=_text(output.get("text")))
        elif kind == "error":
            trace = output.get("traceback")
            lines = [_text(line) for line in trace] if isinstance(trace, list) else []
            name, value = _text(output.get("ename")), _text(output.get("evalue"))
            yield nbformat.v4.new_output("error", ename=name, evalue=value, traceback=lines)
        elif kind in ("display_data", "execute_result"):
            more = {"execution_count": count} if kind == "execute_result" else {}
            yield nbformat.v4.new_output(kind, data=_allowed_data(output.get("data")), **more)


def _allowed_data(data: Any) -> dict[str, str]:
    """Return the pictures and the plain text of an output's data."""
    by_type = data if isinstance(data, dict) else {}
    pictures = {mime: by_type[mime] for mime in PICTURES & by_type.keys() if _is_base64(by_type[mime])}
    return pictures | ({"text/plain": _text(by_type["text/plain"])} if "text/plain" in by_type else {})


def _is_base64(text: Any) -> bool:
    try:
        return isinstance(text, str) and bool(base64.b64decode("".join(text.split()), validate=True))
    except (binascii.Error, ValueError):
        return False


def _text(text: Any) -> str:
    return storable(text, LONGEST)
