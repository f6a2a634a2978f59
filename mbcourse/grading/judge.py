"""The judge: it runs a test cell in this process, and what the student defined in the student's process.

A name in a test cell that neither the cell nor the assignment's locked cells define is the student's. For a student's
function the test gets a stand-in: calling it sends the arguments to the student's process and returns the result as
plain data, so that an answer can neither see nor change the test.
"""

import ast
import builtins
import time
import traceback
import warnings
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict
from functools import cache
from io import StringIO
from types import CodeType
from typing import Any

import numpy as np
from IPython.core.inputtransformer2 import TransformerManager

from mbcourse.checks.hint import CheckFailed
from mbcourse.grading.confined.remote import TEXT, Names, Stopped, StudentProcess
from mbcourse.grading.confined.standins import NeedsInside
from mbcourse.grading.outcome import FAILED, OUT_OF_MEMORY, OUTSIDE, PASSED, Test, storable
from mbcourse.grading.reading import reads_of

# Only a test cell with this text in it sees changes that a function made to its arguments in place.
LOOKS_AT_ARGUMENTS = "The arguments must come back unchanged."


def judge(
    name: str, source: str, points: float, names: Names, student: StudentProcess, seconds: float, checked: bool = True
) -> tuple[Test, Any]:
    """Run a test cell and return its outcome, and its outputs as a notebook stores them.

    Parameters
    ----------
    name : str
        The test cell's id.
    source : str
        Its source.
    points : float
        The most it can give.
    names : dict
        What the assignment's locked cells and earlier tests defined; the cell's own definitions are added.
    student : StudentProcess
        The process that ran the student's cells.
    seconds : float
        Time for all calls in the cell together.
    checked : bool, default True
        Whether the test leaves it to the course's checks to look at results, see `mbcourse.grading.reading.Reading`.
        Otherwise all changes of arguments are seen, and what is not plain data has a stand-in.

    Returns
    -------
    Test
        The outcome. The score is the value of the cell's last line if that is a number, otherwise all points.
    list of dict
        The outputs.

    Raises
    ------
    NeedsInside
        If the test asks what only the student's process can answer.

    Examples
    --------
    >>> from mbcourse.grading.notebook import NotebookSession
    >>> student = NotebookSession(setup, 60.0).student()  # doctest: +SKIP
    >>> test, outputs = judge("q1-values", "assert predict(2) == 4", 2.0, {}, student, 60.0)  # doctest: +SKIP
    >>> test.outcome, test.score  # doctest: +SKIP
    ('passed', 2.0)
    """
    began, printed = time.monotonic(), StringIO()
    score, outcome, hint = points, PASSED, ""
    parts: dict[str, str] = {}
    outputs: list[dict[str, Any]] = []
    try:
        with student.within(seconds), redirect_stdout(printed), redirect_stderr(StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            student.changes, student.exact = not checked or LOOKS_AT_ARGUMENTS in source, not checked
            value = _run_test_cell(source, names, student)
            if student.question:  # a library swallowed it
                raise NeedsInside(student.question)
            if student.stopped:  # the test caught it
                raise student.stopped
        if value is not None:
            score = _as_score(value, points)
            outputs = [{"output_type": "execute_result", "data": {"text/plain": repr(score)}}]
    except Stopped as stopped:
        score, outcome, hint = 0.0, stopped.outcome, f"{stopped}."
        outputs = [_error(stopped.outcome.capitalize(), hint, [])]
    except (Exception, SystemExit, KeyboardInterrupt) as error:
        score, outcome, hint = 0.0, OUT_OF_MEMORY if _ran_out_of_memory(error) else FAILED, storable(str(error), TEXT)
        if isinstance(error, CheckFailed):
            told = asdict(error.hint)
            parts = {part: storable(told[part], TEXT) for part in ("problem", "got", "expected", "page")}
        outputs = [_error(type(error).__name__, hint, _lines(error, source))]
    if text := printed.getvalue():
        outputs = [{"output_type": "stream", "name": "stdout", "text": text}, *outputs]
    seconds = time.monotonic() - began
    return Test(name, outcome, score, points, hint, seconds, **parts, judged=OUTSIDE), outputs


def run_locked_cell(source: str, names: Names) -> None:
    """Run a locked cell in this process too, without its output, which the student's process shows.

    Parameters
    ----------
    source : str
        The cell's source.
    names : dict
        What earlier cells defined; the cell's own definitions are added.

    Examples
    --------
    >>> names = {}
    >>> run_locked_cell("LIMIT = 3; print('ready')", names)
    >>> names["LIMIT"]
    3
    """
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        exec(compile(_transformed(source), "<locked cell>", "exec"), names)


def _run_test_cell(source: str, names: Names, student: StudentProcess) -> object:
    """Run a test cell and return the value of its last line if that is an expression, otherwise None."""
    body, last, loaded = _compiled(source)
    student_names = student.names([name for name in loaded if name not in names])
    scope = names | student_names
    shared = {name: names[name] for name in reads_of(source) & names.keys()} if student.exact else {}
    student.require_same(shared)
    try:
        exec(body, scope)
        value = None if last is None else eval(last, scope)
    finally:
        names.update({name: value for name, value in scope.items() if student_names.get(name, names) is not value})
    student.require_same(shared)
    return value


@cache
def _compiled(source: str) -> tuple[CodeType, CodeType | None, tuple[str, ...]]:
    """Return a test cell's code, that of its last expression apart, and the names it uses without Python's own."""
    tree = ast.parse(_transformed(source))
    loaded = dict.fromkeys(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    return (
        compile(tree, "<test cell>", "exec"),
        compile(ast.Expression(last.value), "<test cell>", "eval") if isinstance(last, ast.Expr) else None,
        tuple(name for name in loaded if not hasattr(builtins, name)),
    )


@cache
def _transformed(source: str) -> str:
    """Return a cell's source as plain Python, its magics replaced by calls."""
    return str(TransformerManager().transform_cell(source))


def _as_score(value: Any, points: float) -> float:
    """Return the value of a test's last line as a score; what is not a number gives all points, as in nbgrader."""
    if isinstance(value, str | bytes) or not hasattr(value, "__float__"):
        return points
    score = float("nan") if isinstance(value, bool | np.bool_) else float(value)
    if not 0 <= score <= points:
        raise ValueError(f"the test cell ends in {value!r}, which is not a number from 0 to {points:g}")
    return score


def _error(name: str, text: str, trace: list[str]) -> dict[str, Any]:
    return {"output_type": "error", "ename": name, "evalue": text, "traceback": [*trace, f"{name}: {text}"]}


def _lines(error: BaseException, source: str) -> list[str]:
    """Return the line of the test that failed, for whoever marks by hand; the feedback page leaves it out."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<test cell>"]
    lines = source.splitlines()
    return [f"line {frame.lineno}: {lines[frame.lineno - 1].strip()}" for frame in frames if frame.lineno]


def _ran_out_of_memory(error: BaseException) -> bool:
    return isinstance(error, MemoryError) or "can't allocate memory" in str(error)
