"""A test run in the grader's process gives the verdict that it would give beside the answer, and cannot be reached."""

import ast
from contextlib import redirect_stdout
from dataclasses import astuple
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings

from mbcourse import checks
from mbcourse.checks import CheckFailed
from mbcourse.grading.confined import remote
from mbcourse.grading.confined.remote import StudentProcess
from mbcourse.grading.judge import LOOKS_AT_ARGUMENTS, judge
from mbcourse.grading.outcome import FAILED, KILLED, PASSED, TIMEOUT
from tests.grading.values import VALUES, alike

PATIENCE = 30.0


class StudentSession:
    """A student's process, the names that tests see, and the latest outputs."""

    def __init__(self, sandbox_setup, *cells):
        self.student, self.names = StudentProcess(sandbox_setup), {}
        for cell in cells:
            with self.student.within(PATIENCE):
                self.outputs = self.student.run(cell)

    def judge(self, test, points=1.0, seconds=PATIENCE):
        judged, self.outputs = judge("test", test, points, self.names, self.student, seconds)
        return judged

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.student.alive:
            self.student.close()


def verdict(outputs, score):
    """A score, and the error that a test cell shows: its kind and its text."""
    errors = [(output["ename"], output["evalue"]) for output in outputs if output["output_type"] == "error"]
    return score, errors


def in_one_process(answer, test, points):
    """The verdict of a test that runs beside the answer, as under nbgrader."""
    names = {}
    body = ast.parse(test)
    last = ast.Expression(body.body.pop().value) if isinstance(body.body[-1], ast.Expr) else None
    with redirect_stdout(StringIO()):
        exec(answer, names)
        try:
            exec(compile(body, "test", "exec"), names)
            value = last and eval(compile(last, "test", "eval"), names)
        except (Exception, SystemExit) as error:
            return 0.0, [(type(error).__name__, str(error))]
    return (points if value is None else value), []


ARRAYS = "import numpy as np\ndef f(x):\n    return 2 * x"
PAIRS = {
    "right": ("def f(x):\n    return 2 * x", "assert f(2) == 4"),
    "wrong": ("def f(x):\n    return x", "assert f(2) == 4, f'{f(2)} is not 4'"),
    "array": (ARRAYS, "import numpy as np\nassert np.array_equal(f(np.arange(3)), [0, 2, 4])"),
    "kinds": (ARRAYS, "import numpy as np\nassert f(np.float32([1])).dtype == np.float32 and type(f([1])) is list"),
    "keywords": ("def f(a, *b, c=3, **d):\n    return a, b, c, d", "assert f(1, 2, e=5) == (1, (2,), 3, {'e': 5})"),
    "helpers": ("def g(x):\n    return x + 1\ndef f(x):\n    return g(g(x))", "assert f(g(0)) == 3"),
    "recursion": ("def f(n):\n    return n and n + f(n - 1)", "assert f(5) == 15"),
    "too deep": ("def f(n):\n    return f(n + 1)", "f(0)"),
    "data": ("limit = {'a': (1.5, None)}", "assert limit == {'a': (1.5, None)}\nassert limit is not None"),
    "state": ("seen = []\ndef f(x):\n    seen.append(x)\n    return len(seen)", "assert [f(0), f(0)] == [1, 2]"),
    "no such name": ("x = 1", "assert f(1)"),
    "points": ("def f():\n    return 1", "f() / 2"),
    "no points": ("def f():\n    return 0.0", "f()"),
    "expected error": (
        "def f(x):\n    raise ValueError('negative')",
        "try:\n    f(-1)\nexcept ValueError as error:\n    assert str(error) == 'negative'\nelse:\n    raise TypeError",
    ),
    "own error": (
        "class Own(KeyError):\n    pass\ndef f():\n    raise Own('a')",
        "try:\n    f()\nexcept LookupError as error:\n    raise AssertionError(type(error).__name__)",
    ),
    "another error": ("def f():\n    return 1 / 0", "f()"),
    "exit": ("def f():\n    raise SystemExit(3)", "f()"),
    "generator": ("def f(n):\n    for i in range(n):\n        yield i * i", "assert list(f(200))[-1] == 199**2"),
    "endless": (
        "import itertools\nf = itertools.count",
        "import itertools\nassert [*itertools.islice(f(5), 3)] == [5, 6, 7]",
    ),
    "later error": ("def f():\n    yield 1\n    raise ValueError('later')", "assert next(f()) == 1"),
    "error at its place": (
        "def f():\n    yield 1\n    raise ValueError('later')",
        "g = f()\nassert next(g) == 1\nnext(g)",
    ),
    "in generators": ("def f():\n    yield iter([1, 2])", "assert [list(inner) for inner in f()] == [[1, 2]]"),
    "random": (
        "def f(rng, n):\n    return rng.normal(size=n)",
        "import numpy as np\nrng, same = np.random.default_rng(1), np.random.default_rng(1)\n"
        "assert np.array_equal(f(rng, 3), same.normal(size=3)) and rng.random() == same.random()",
    ),
    "random generator": (
        "def f(rng, n):\n    for _ in range(n):\n        yield rng.random()",
        "import numpy as np\nrng, same = np.random.default_rng(1), np.random.default_rng(1)\n"
        "assert list(f(rng, 100)) == [same.random() for _ in range(100)] and rng.random() == same.random()",
    ),
    "spawned generators": (
        "def f(rng, n):\n    return [child.random() for child in rng.spawn(n)]",
        "import numpy as np\nrng, same = np.random.default_rng(1), np.random.default_rng(1)\n"
        "assert f(rng, 3) + f(rng, 2) == [child.random() for child in same.spawn(5)]\n"
        "assert rng.spawn(1)[0].random() == same.spawn(1)[0].random()",
    ),
    "in place": (
        "def f(x, l):\n    x[0] = 7\n    l.append(7)",
        f"# {LOOKS_AT_ARGUMENTS}\nimport numpy as np\nx, l = np.zeros(2), []\nf(x, l)\nassert (x[0], l) == (7.0, [7])",
    ),
}


@pytest.mark.parametrize(("answer", "test"), PAIRS.values(), ids=PAIRS)
def test_a_plain_test_gives_the_verdict_that_it_gives_beside_the_answer(sandbox_setup, answer, test):
    expected = in_one_process(answer, test, 1.0)
    with StudentSession(sandbox_setup, answer) as session:
        judged = session.judge(test)
        assert verdict(session.outputs, judged.score) == expected
        assert judged.outcome == (FAILED if expected[1] else PASSED)


@pytest.fixture(scope="module")
def echo(sandbox_setup):
    with StudentSession(
        sandbox_setup, "import torch\ndef echo(*values, **named):\n    return [*values, named]"
    ) as session:
        yield session


def test_a_checks_hint_arrives_in_its_parts(sandbox_setup):
    def wrong(x, w, h):
        return w * x + h + 1

    with pytest.raises(CheckFailed) as refused:
        checks.ps1.q1(wrong)
    with StudentSession(sandbox_setup, "def wrong(x, w, h):\n    return w * x + h + 1") as session:
        failed = session.judge("from mbcourse import checks\nchecks.ps1.q1(wrong)")
        bare = session.judge("assert False, 'no parts'")
    hint = refused.value.hint
    assert hint.got and hint.expected and hint.page
    assert failed.hint.endswith(f"\n{hint.address}") and hint.address
    assert (failed.problem, failed.got, failed.expected, failed.page, hint.address) == astuple(hint)
    assert (bare.hint, bare.problem, bare.got) == ("no parts", "", "")


@given(VALUES)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_arguments_and_results_are_what_they_were(echo, value):
    with echo.student.within(PATIENCE):
        assert alike(echo.student.call("echo", (value,), {"a": value}), [value, {"a": value}])


def test_an_iterator_is_fetched_as_far_as_the_test_goes(sandbox_setup):
    answer = (
        "drawn = []\ndef f():\n    n = 0\n    while True:\n        drawn.append(n)\n        yield n\n        n += 1"
    )
    with StudentSession(sandbox_setup, answer) as session:
        assert session.judge("g = f()\nassert drawn == []").outcome == PASSED
        assert session.judge("assert [next(g), next(g)] == [0, 1] and len(drawn) < 100").outcome == PASSED


def test_changed_arguments_are_seen_only_by_a_test_that_says_so(sandbox_setup):
    test = "import numpy as np\nx = np.zeros(2)\nf(x)\nassert x[0] == 0"
    with StudentSession(sandbox_setup, "def f(x):\n    x[0] = 7") as session:
        assert session.judge(test).outcome == PASSED
        assert session.judge(f"# {LOOKS_AT_ARGUMENTS}\n{test}").outcome == FAILED


def test_arguments_change_only_into_what_they_could_become(sandbox_setup):
    """An array keeps its shape and type, whatever comes back, and a tuple stays what it is."""
    answer = "def f(x, l, t):\n    x.resize(5, refcheck=False)\n    l[:] = [object()]\n    return t"
    test = f"# {LOOKS_AT_ARGUMENTS}\nimport numpy as np\nx, l, t = np.zeros(2), [1], (1,)\nf(x, l, t)\n"
    with StudentSession(sandbox_setup, answer) as session:
        assert session.judge(f"{test}assert x.shape == (2,) and t == (1,) and type(l[0]).__name__ == 'object'").score


def test_the_line_of_an_error_is_told(sandbox_setup):
    test = "try:\n    f()\nexcept ZeroDivisionError as error:\n    raise AssertionError(' '.join(error.__notes__))"
    with StudentSession(sandbox_setup, "def f():\n    a = 1\n    return a / 0") as session:
        assert session.judge(test).hint == "in line 3 of its cell, 'return a / 0',"


def test_the_failing_line_of_the_test_is_for_the_marker_and_not_in_the_hint(sandbox_setup):
    with StudentSession(sandbox_setup, "def f():\n    return 1") as session:
        assert session.judge("secret = 42\nassert f() == secret, 'not right'").hint == "not right"
        assert session.outputs[-1]["traceback"] == [
            "line 2: assert f() == secret, 'not right'",
            "AssertionError: not right",
        ]


def test_printed_text_reaches_the_test_and_the_notebook(sandbox_setup):
    with StudentSession(sandbox_setup, "def predict(x, w, h):\n    print(h + w * (x - 2.0))") as session:
        judged = session.judge("from mbcourse import checks\nchecks.ps1.q1(predict, 'values')")
        assert "the function prints its result; it has to return it" in " ".join(judged.hint.split())
        session.judge("predict(1.0, 2.0, 3.0)")
        assert {"output_type": "stream", "name": "stdout", "text": "1.0\n"} in session.outputs


@pytest.mark.parametrize(
    "answer", ["def predict(x, w, h):\n    return h + w * (x - 2.0)", "def predict(x, w, h):\n    return h"]
)
def test_our_checks_say_the_same_as_beside_the_answer(sandbox_setup, answer):
    test = "from mbcourse import checks\nchecks.ps1.q1(predict, 'values')"
    expected = in_one_process(answer, test, 1.0)
    with StudentSession(sandbox_setup, answer) as session:
        judged = session.judge(test)
        assert (judged.score, session.outputs[-1].get("evalue")) == (
            expected[0],
            expected[1][0][1] if expected[1] else None,
        )


def test_warnings_are_no_mistake(sandbox_setup):
    answer = "import warnings, sys, numpy as np\ndef f():\n    warnings.warn('old')\n    return np.log(np.zeros(1))[0]"
    with StudentSession(sandbox_setup, answer) as session:
        assert session.judge("assert f() < 0").outcome == PASSED
        assert session.outputs == []


def test_names_are_the_tests_own_once_it_sets_them(sandbox_setup):
    with StudentSession(sandbox_setup, "limit = 1\ndef f():\n    return limit") as session:
        assert session.judge("limit = 5\nassert (limit, f()) == (5, 1)").outcome == PASSED
        assert session.judge("assert limit == 5").outcome == PASSED  # as a later test in the same kernel sees it


def test_builtins_are_never_the_students(sandbox_setup):
    with StudentSession(sandbox_setup, "len = abs = lambda x: 0\ndef f():\n    return [1, 2]") as session:
        assert session.judge("assert len(f()) == 2 and abs(-1) == 1").outcome == PASSED


@pytest.mark.parametrize("last", ["True", "float('nan')", "-1", "1.5", "np.float64('inf')"])
def test_a_last_line_that_is_no_score_fails_where_nbgrader_would_take_it(sandbox_setup, last):
    with StudentSession(sandbox_setup, "") as session:
        judged = session.judge(f"import numpy as np\n{last}")
        assert (judged.outcome, judged.score) == (FAILED, 0.0)
        assert "not a number from 0 to 1" in judged.hint


@pytest.mark.parametrize("last", ["'a'", "None", "b'a'", "[1]", "print(1)"])
def test_a_last_line_that_is_no_number_gives_full_points_as_in_nbgrader(sandbox_setup, last):
    with StudentSession(sandbox_setup, "") as session:
        assert session.judge(last, points=2.0).score == 2.0


def test_a_test_hands_over_data_only(sandbox_setup):
    with StudentSession(sandbox_setup, "def f(x):\n    return x") as session:
        assert "plain data" in session.judge("f(iter([1]))").hint
        assert session.judge("assert type(f(len)).__name__ == 'builtin_function_or_method'").outcome == PASSED


def test_too_slow_a_call_costs_its_test_alone(sandbox_setup):
    answer = "import time\ndef f(n):\n    time.sleep(n)\n    return n"
    with StudentSession(sandbox_setup, answer) as session:
        judged = session.judge("f(60)", seconds=0.5)
        assert (judged.outcome, judged.hint) == (TIMEOUT, "no result after 0.5 seconds.")
        assert session.student.alive
        assert session.judge("assert f(0) == 0").outcome == PASSED


def test_the_time_is_for_all_calls_of_a_test_together(sandbox_setup):
    with StudentSession(sandbox_setup, "import time\ndef f():\n    time.sleep(0.2)") as session:
        assert session.judge("for _ in range(100):\n    f()", seconds=1.0).outcome == TIMEOUT


def test_one_that_cannot_be_stopped_is_ended(sandbox_setup, monkeypatch):
    monkeypatch.setattr(remote, "GRACE", 0.3)
    answer = """def f():
        while True:
            try:
                while True:
                    pass
            except KeyboardInterrupt:
                pass"""
    with StudentSession(sandbox_setup, answer) as session:
        judged = session.judge("f()", seconds=0.3)
        assert (judged.outcome, session.student.alive) == (TIMEOUT, False)
        assert "ignored an interrupt" in judged.hint


@pytest.mark.parametrize("end", ["os._exit(0)", "os.kill(os.getpid(), 9)", "ctypes.string_at(0)"])
def test_one_that_ends_its_process_is_killed_and_no_more(sandbox_setup, end):
    with StudentSession(sandbox_setup, f"import ctypes, os\ndef f():\n    {end}") as session:
        assert (session.judge("f()").outcome, session.student.alive) == (KILLED, False)


@pytest.mark.parametrize("catch", ["Exception", "BaseException"])
def test_no_test_passes_by_catching_that_a_process_ended(sandbox_setup, catch):
    with StudentSession(sandbox_setup, "import os\ndef f():\n    os._exit(0)") as session:
        assert session.judge(f"try:\n    f()\nexcept {catch}:\n    pass").outcome == KILLED


def test_a_result_that_is_too_large_to_send_ends_the_process(sandbox_setup):
    with StudentSession(sandbox_setup, "def f(n):\n    return 'a' * n") as session:
        judged = session.judge(f"f({remote.REPLY + 1})")
        assert judged.outcome == KILLED and "bytes" in judged.hint


@pytest.mark.parametrize(("calls", "outcome"), [(5, PASSED), (7, KILLED)])
def test_so_do_results_that_are_too_large_together(sandbox_setup, calls, outcome):
    each = remote.REPLIES * 3 // 4 // 6 // 8  # numbers: a sixth of what may come, as base64 sends it
    with StudentSession(sandbox_setup, "import numpy as np\ndef f(n):\n    return np.zeros(n)") as session:
        assert session.judge(f"for _ in range({calls}):\n    f({each})").outcome == outcome
        assert session.student.alive == (outcome == PASSED)
