"""Inside: nbgrader's rules for points, a repetition that costs only time, arguments that come back changed."""

import copy
import logging

import nbformat
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbgrader.utils import determine_grade

from mbcourse.grading.confined.remote import StudentProcess
from mbcourse.grading.inside import judge_inside
from mbcourse.grading.outcome import FAILED, FORGED, PASSED, TIMEOUT
from tests.grading.tiny import cell

PATIENCE = 30.0
POINTS = 2.0


@pytest.fixture(scope="module")
def student(sandbox_setup):
    process = StudentProcess(sandbox_setup)
    with process.within(PATIENCE):
        process.run("import numpy as np, sys, warnings\nfrom fractions import Fraction\nfrom pathlib import Path")
    yield process
    process.close()


LAST_LINES = {
    "nothing": "x = 1",
    "integer": "1",
    "float": "0.5",
    "zero": "0",
    "None": "None",
    "text": "'done'",
    "true": "True",
    "list": "[1]",
    "error": "1 / 0",
    "error after a value": "0.5\nassert False",
    "array": "np.array(1.5)",
    "fraction": "Fraction(1, 2)",
    "infinity in text": "'inf'",
}


@pytest.mark.parametrize("source", LAST_LINES.values(), ids=LAST_LINES.keys())
def test_points_are_those_of_nbgrader(student, source):
    test, outputs = judge_inside("t", source, POINTS, student, PATIENCE)
    shown = cell("test", "t", source, POINTS)
    known = [o for o in outputs if o["output_type"] in ("execute_result", "error")]
    shown.outputs = [nbformat.from_dict(output) for output in known]
    assert test.score == determine_grade(shown, logging.getLogger())[0]


def test_a_number_of_numpys_counts_as_a_number(student):
    """nbgrader gives all points for it, because NumPy 2 shows it as np.float64(0.5)."""
    assert judge_inside("t", "np.float64(0.5)", POINTS, student, PATIENCE)[0].score == 0.5


@pytest.mark.parametrize("source", ["3", "-1", "np.nan", "float('inf')"])
def test_a_number_that_is_no_score_is_a_fault(student, source):
    test, _ = judge_inside("t", source, POINTS, student, PATIENCE)
    assert (test.outcome, test.score) == (FAILED, 0.0)


def test_text_on_stderr_alone_costs_nothing(student):
    test, _ = judge_inside("t", "print('note', file=sys.stderr)\nwarnings.warn('old')", POINTS, student, PATIENCE)
    assert (test.outcome, test.score) == (PASSED, POINTS)


def test_a_test_that_takes_too_long_gets_nothing_and_the_next_one_is_judged(student):
    assert judge_inside("t", "while True: pass", POINTS, student, 0.5)[0].outcome == TIMEOUT
    assert judge_inside("t", "assert True", POINTS, student, PATIENCE)[0].outcome == PASSED


def test_a_repetition_leaves_no_trace(student):
    test, _ = judge_inside("t", "n = 1 + globals().get('n', 0)\nPath(f'n{n}').touch()", POINTS, student, PATIENCE)
    assert test.outcome == PASSED
    check = "assert n == 1 and Path('n1').exists() and not Path('n2').exists()"
    assert judge_inside("t", check, POINTS, student, PATIENCE)[0].outcome == PASSED


ENDS = {
    "ends": "os._exit(0)",
    "is killed": "os.kill(os.getpid(), 9)",
    "raises": "raise KeyError",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
def test_a_repetition_that_ends_costs_nothing(student, end):
    """A second run of the test, in the copy, is told from the first by the parent's process id."""
    with student.within(PATIENCE):
        student.run("import os\nfirst = os.getpid()")
    test, _ = judge_inside("t", f"if os.getpid() != first:\n    {end}", POINTS, student, PATIENCE)
    assert (test.outcome, test.score) == (PASSED, POINTS)


def test_a_process_that_reports_success_for_everything_is_found_out(sandbox_setup):
    process = StudentProcess(sandbox_setup)
    with process.within(PATIENCE):
        process.run("import ast\nclass Pass(ast.NodeTransformer):\n    def visit_Assert(self, node): return ast.Pass()")
        process.run("get_ipython().ast_transformers.append(Pass())")
    test, _ = judge_inside("t", "assert 1 == 2", POINTS, process, PATIENCE)
    process.close()
    assert (test.outcome, test.score) == (FORGED, 0.0)


CHANGES = """
def change(*values, **named):
    for value in (*values, *named.values()):
        if isinstance(value, np.ndarray) and value.size:
            value.flat[0] += 1
        elif isinstance(value, list):
            change(*value)
            value.append(7)
        elif isinstance(value, tuple):
            change(*value)
        elif isinstance(value, dict):
            change(*value.values())
            value["new"] = [8]
        elif isinstance(value, set):
            value.add(9)
"""
VALUES = st.recursive(
    st.integers(-9, 9) | st.text(max_size=3) | st.none() | st.builds(lambda n: np.arange(float(n)), st.integers(0, 3)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=2), inner, max_size=3)
        | st.tuples(inner, inner)
        | st.sets(st.integers(0, 5), max_size=3)
    ),
    max_leaves=8,
)


def text(value):
    """A value as text; sets in order, arrays with their type."""
    if isinstance(value, set):
        return f"set{sorted(value)}"
    if isinstance(value, dict):
        return str([(key, text(item)) for key, item in value.items()])
    if isinstance(value, list | tuple):
        return f"{type(value).__name__}{[text(item) for item in value]}"
    return repr(value)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=VALUES, second=VALUES, named=VALUES)
def test_arguments_come_back_changed_in_place_as_by_a_call_here(student, first, second, named):
    names = {"np": np}
    exec(CHANGES, names)
    here = copy.deepcopy([first, second, named])
    names["change"](here[0], here[1], key=here[2])
    with student.within(PATIENCE):
        student.run(CHANGES)
    student.exact = student.changes = True
    parts = [part for value in (first, second, named) if isinstance(value, list) for part in value]
    with student.within(PATIENCE):
        student.call("change", (first, second), {"key": named})
    assert text([first, second, named]) == text(here)
    after = [part for value in (first, second, named) if isinstance(value, list) for part in value]
    held = [part for part in parts if isinstance(part, list | dict | set | np.ndarray)]
    assert all(any(each is part for each in after) for part in held)  # changed, not replaced
