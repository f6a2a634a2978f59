"""Tests judged inside: run where the answers ran, as nbgrader does, and once more with an end that must fail.

What such a test says is in the hands of the code that it tests. The repetition catches code that makes every test
succeed: a copy of the process, made before the test, runs it with a false assertion at its end, and must report an
error.
"""

import random
import re
import time
from typing import Any

from mbcourse.grading.confined.remote import TEXT, StudentProcess
from mbcourse.grading.outcome import FAILED, FORGED, INSIDE, OUT_OF_MEMORY, PASSED, TIMEOUT, Test, storable

REPORTS_ALL = "the answer's process reports success for whatever it runs, even for a test that cannot pass"
NUMBER = re.compile(r"(?:np\.(?:float|int|uint)\d+\()?(?P<value>[-+.\w]+)\)?")  # as NumPy 2 shows its own numbers

Outputs = list[dict[str, Any]]


def judge_inside(
    name: str, source: str, points: float, student: StudentProcess, seconds: float, guarded: bool = True
) -> tuple[Test, Outputs]:
    """Run a test cell in the student's process and return its outcome and its outputs.

    Parameters
    ----------
    name, source, points : str, str, float
        The test cell.
    student : StudentProcess
        The process that ran the student's cells.
    seconds : float
        Time that the cell may take.
    guarded : bool, default True
        Whether a test that passes is repeated with an end that must fail.

    Raises
    ------
    Stopped
        If the process ended or had to be ended.

    Examples
    --------
    >>> from mbcourse.grading.notebook import NotebookSession
    >>> student = NotebookSession(setup, 60.0).student()  # doctest: +SKIP
    >>> test, outputs = judge_inside("q1-values", "assert predict(2) == 4", 2.0, student, 60.0)  # doctest: +SKIP
    >>> test.outcome, test.judged  # doctest: +SKIP
    ('passed', 'inside')
    """
    began = time.monotonic()
    with student.within(seconds):  # a test that is not repeated needs no copy of the process
        outputs, in_time = student.test(source) if guarded else (student.run(source), not student.interrupted)
    outcome, score, hint = _outcome(outputs, points) if in_time else (TIMEOUT, 0.0, _too_late(seconds))
    if guarded and score > 0:
        with student.within(seconds):
            repeated = student.repeat(f"{source}\n{_false_assertion()}")
        if not any(map(_is_error, repeated)):
            outcome, score, hint = FORGED, 0.0, f"{REPORTS_ALL}."
    if outcome != PASSED and not any(map(_is_error, outputs)):
        outputs = [*outputs, {"output_type": "error", "ename": outcome.capitalize(), "evalue": hint, "traceback": []}]
    return Test(name, outcome, score, points, hint, time.monotonic() - began, judged=INSIDE), outputs


def _outcome(outputs: Outputs, points: float) -> tuple[str, float, str]:
    """Return outcome, score and hint by nbgrader's rule for outputs; text on stderr alone costs nothing."""
    for output in filter(_is_error, outputs):
        ran_out = output.get("ename") == "MemoryError"
        return OUT_OF_MEMORY if ran_out else FAILED, 0.0, storable(output.get("evalue", ""), TEXT)
    score = next((_score(output, points) for output in outputs if _is_result(output)), points)
    if not 0 <= score <= points:
        return FAILED, 0.0, f"the test cell ends in {score:g}, which is not a number from 0 to {points:g}"
    return PASSED, score, ""


def _score(output: dict[str, Any], points: float) -> float:
    """Return the number that a cell shows, all points if it shows anything else."""
    data = output.get("data")
    match = NUMBER.fullmatch(str(data.get("text/plain", ""))) if isinstance(data, dict) else None
    try:
        return float(match["value"]) if match else points
    except ValueError:
        return points


def _is_error(output: Any) -> bool:
    return isinstance(output, dict) and output.get("output_type") == "error"


def _is_result(output: Any) -> bool:
    return isinstance(output, dict) and output.get("output_type") == "execute_result"


def _too_late(seconds: float) -> str:
    return f"no result after {seconds:g} seconds."


def _false_assertion() -> str:
    left, right = random.sample(range(10**9), 2)
    return f"assert {left} == {right}"
