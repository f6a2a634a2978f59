"""Tests run here, in the grader's process; what a student defined is called in the student's.

A name in a test cell that neither the cell nor the assignment's locked cells define is the student's. Of a function the
test gets a stand-in: calling it sends the arguments across and brings the result back as plain data, so that the test
can be neither seen nor changed by what it tests.
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
from mbcourse.grading.outcome import FAILED, OUT_OF_MEMORY, PASSED, Test, storable

# A test cell that says so looks at arguments that the function may have changed in place.
LOOKS_AT_ARGUMENTS = "The arguments must come back unchanged."


def judge(
    name: str, source: str, points: float, names: Names, student: StudentProcess, seconds: float
) -> tuple[Test, Any]:
    """Run a test cell and return what became of it, and its outputs as a notebook stores them.

    Parameters
    ----------
    name, source, points : str, str, float
        The test cell.
    names : dict
        What the assignment's locked cells and earlier tests defined; the cell's own definitions are added.
    student : StudentProcess
        The process that ran the student's cells.
    seconds : float
        Time for all calls in the cell together.
    """
    began, printed = time.monotonic(), StringIO()
    score, outcome, hint = points, PASSED, ""
    parts: dict[str, str] = {}
    shown: list[dict[str, Any]] = []
    try:
        with student.within(seconds), redirect_stdout(printed), redirect_stderr(StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            student.changes = LOOKS_AT_ARGUMENTS in source
            value = _execute(source, names, student)
            if student.stopped:  # and the test went on all the same
                raise student.stopped
        if value is not None:
            score = _as_score(value, points)
            shown = [{"output_type": "execute_result", "data": {"text/plain": repr(score)}}]
    except Stopped as stopped:
        score, outcome, hint = 0.0, stopped.outcome, f"{stopped}."
        shown = [_error(stopped.outcome.capitalize(), hint, [])]
    except (Exception, SystemExit, KeyboardInterrupt) as error:
        score, outcome, hint = 0.0, OUT_OF_MEMORY if _ran_out_of_memory(error) else FAILED, storable(str(error), TEXT)
        if isinstance(error, CheckFailed):
            parts = {part: storable(text, TEXT) for part, text in asdict(error.hint).items()}
        shown = [_error(type(error).__name__, hint, _lines(error, source))]
    said = printed.getvalue()
    stream = [{"output_type": "stream", "name": "stdout", "text": said}] if said else []
    return Test(name, outcome, score, points, hint, time.monotonic() - began, **parts), stream + shown


def execute(source: str, names: Names) -> None:
    """Run a locked cell on this side; what it prints is printed on the student's."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        exec(compile(_transformed(source), "<locked cell>", "exec"), names)


def _execute(source: str, names: Names, student: StudentProcess) -> object:
    """Run a cell and return the value of its last line, if that is an expression."""
    body, last, loaded = _compiled(source)
    theirs = student.names([name for name in loaded if name not in names])
    scope = names | theirs
    try:
        exec(body, scope)
        return None if last is None else eval(last, scope)
    finally:
        names.update({name: value for name, value in scope.items() if theirs.get(name, names) is not value})


@cache
def _compiled(source: str) -> tuple[CodeType, CodeType | None, tuple[str, ...]]:
    """Return a test cell as code, its last expression apart, and the names that it uses, Python's own left out."""
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
    """Return a cell as plain Python: a notebook's may hold magics."""
    return str(TransformerManager().transform_cell(source))


def _as_score(value: Any, points: float) -> float:
    """Return the value of a test's last line as a score; what is no number gives full points, as in nbgrader."""
    if isinstance(value, str | bytes) or not hasattr(value, "__float__"):
        return points
    score = float("nan") if isinstance(value, bool | np.bool_) else float(value)
    if not 0 <= score <= points:
        raise ValueError(f"the test cell ends in {value!r}, which is no number from 0 to {points:g}")
    return score


def _error(name: str, text: str, trace: list[str]) -> dict[str, Any]:
    return {"output_type": "error", "ename": name, "evalue": text, "traceback": [*trace, f"{name}: {text}"]}


def _lines(error: BaseException, source: str) -> list[str]:
    """Return the line of the test that failed, for whoever marks by hand; feedback leaves it out."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<test cell>"]
    lines = source.splitlines()
    return [f"line {frame.lineno}: {lines[frame.lineno - 1].strip()}" for frame in frames if frame.lineno]


def _ran_out_of_memory(error: BaseException) -> bool:
    return isinstance(error, MemoryError) or "can't allocate memory" in str(error)
