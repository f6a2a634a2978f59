"""One submitted notebook graded: the student's cells run in the student's process, the tests here."""

import base64
import binascii
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode

from mbcourse.grading.confined.remote import Names, SandboxSetup, Stopped, StudentProcess
from mbcourse.grading.judge import execute, judge
from mbcourse.grading.mending import UNREADABLE, Unreadable, mended, without_answers
from mbcourse.grading.outcome import CORRUPT, KILLED, MISSING, TIMEOUT, Result, Test, storable
from mbcourse.grading.released import Cell, Released

NOT_HANDED_IN = "**No notebook of this name was handed in.**"
WHOLE = 10  # a notebook's cells together may take so many times what one of them may
RESTARTS = 10  # processes that a notebook may end before the rest of it counts as ended too
TWICE = 2  # a process that ended is tried once more: somebody else may have ended it
LONGEST = 400_000  # characters of an output's text
ROOM = 20 * 2**20  # characters of the outputs of all cells but tests
LEFT_OUT = {"output_type": "stream", "name": "stdout", "text": "[The notebook shows too much: this was left out.]\n"}
PICTURES = {"image/png", "image/jpeg"}


def grade(
    text: str | None,
    released: Released,
    setup: SandboxSetup,
    seconds: float,
    kept: Mapping[str, tuple[Test, list[Any]]] | None = None,
) -> Result:
    """Grade a notebook.

    Parameters
    ----------
    text : str or None
        The file that was handed in; None where there is none.
    released : Released
        The assignment's notebook.
    setup : SandboxSetup
        Where the student's cells run.
    seconds : float
        Time that a cell may take.
    kept : mapping, optional
        Tests that have been judged before, with their outputs: they are not run again.
    """
    began = time.monotonic()
    if text is None:
        return _without_running(released, MISSING, NOT_HANDED_IN, began)
    try:
        notebook = mended(text, released)
    except Unreadable:
        return _without_running(released, CORRUPT, UNREADABLE, began)
    tests = _run(notebook, released, NotebookSession(setup, seconds), seconds, kept or {})
    in_order = tuple(tests[name] for name in released.tests)
    return Result(nbformat.writes(notebook), in_order, setup.tier, time.monotonic() - began)


class NotebookSession:
    """A student's processes, one after the other where a cell ends one: the next goes on where that one was."""

    def __init__(self, setup: SandboxSetup, seconds: float) -> None:
        self._setup, self._seconds = setup, seconds
        self._ends = time.monotonic() + WHOLE * seconds
        self._ran: list[str] = []
        self._students: list[StudentProcess] = []

    def run(self, source: str) -> list[dict[str, Any]]:
        """Run a cell and return its outputs; what ended the process is one of them."""
        for _ in range(TWICE):
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
        """Return the process that has run the cells so far."""
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
    kept: Mapping[str, tuple[Test, list[Any]]],
) -> dict[str, Test]:
    """Run the cells in their order, put the outputs into the notebook, and return what became of each test."""
    tests: dict[str, Test] = {}
    names: Names = {"__name__": "__main__"}
    room = ROOM
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    try:
        for count, cell in enumerate(code, 1):
            cell.execution_count = count
            test = released.tests.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
            if test:
                tests[test.name], outputs = kept.get(test.name) or _judged(test, names, session, seconds)
            else:
                outputs = session.run(cell.source)
                if cell.metadata.get("nbgrader", {}).get("locked"):
                    execute(cell.source, names)
                room -= len(json.dumps(outputs))
            cell.outputs = list(_checked(outputs if test or room >= 0 else [LEFT_OUT], count))
    finally:
        session.close()
    return tests


def _judged(test: Cell, names: Names, session: NotebookSession, seconds: float) -> tuple[Test, list[Any]]:
    assert test.points is not None
    for _ in range(TWICE):
        broke_protocol = False
        try:
            student = session.student()
            judged = judge(test.name, test.source, test.points, names, student, seconds)
            broke_protocol = student.broke_protocol
        except Stopped as stopped:
            judged = _lost(test, stopped.outcome, f"{stopped}.")
        if judged[0].outcome != KILLED or broke_protocol:
            break
    return judged


def _lost(test: Cell, outcome: str, hint: str) -> tuple[Test, list[Any]]:
    error = {"output_type": "error", "ename": outcome, "evalue": hint, "traceback": [hint]}
    return Test(test.name, outcome, 0.0, test.points or 0.0, hint), [error]


def _without_running(released: Released, outcome: str, why: str, began: float) -> Result:
    """Return the result of a file without answers: no points for any test."""
    notebook = without_answers(released, why)
    tests = {}
    for cell in notebook.cells:
        test = released.tests.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        if test:
            tests[test.name], outputs = _lost(test, outcome, why.strip("*"))
            cell.outputs = list(_checked(outputs, None))
    in_order = tuple(tests[name] for name in released.tests)
    return Result(nbformat.writes(notebook), in_order, "", time.monotonic() - began)


def _checked(outputs: Iterable[Any], count: int | None) -> Iterator[NotebookNode]:
    """Yield those outputs that are what a notebook stores: text, and pictures that hold no script.

    HTML, Markdown, LaTeX and SVG are left out: whoever marks by hand opens the notebook in a browser.
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
            yield nbformat.v4.new_output(kind, data=_forms(output.get("data")), **more)


def _forms(data: Any) -> dict[str, str]:
    forms = data if isinstance(data, dict) else {}
    shown = {mime: forms[mime] for mime in PICTURES & forms.keys() if _is_base64(forms[mime])}
    return shown | ({"text/plain": _text(forms["text/plain"])} if "text/plain" in forms else {})


def _is_base64(text: Any) -> bool:
    try:
        return isinstance(text, str) and bool(base64.b64decode("".join(text.split()), validate=True))
    except (binascii.Error, ValueError):
        return False


def _text(text: Any) -> str:
    return storable(text, LONGEST)
