"""A whole notebook: each test gets the points it deserves, even if processes end or are killed in between."""

import os
import signal
import threading
import time
from pathlib import Path

import nbformat
import pytest

from mbcourse.grading import notebook as grading
from mbcourse.grading.confined import remote
from mbcourse.grading.confined.remote import StudentProcess
from mbcourse.grading.notebook import grade
from mbcourse.grading.outcome import CORRUPT, FAILED, INSIDE, KILLED, MISSING, OUT_OF_MEMORY, OUTSIDE, PASSED, TIMEOUT
from mbcourse.grading.placement import Placement
from tests.grading import tiny
from tests.grading.tiny import cell
from tests.sampling import first_of_each

PATIENCE = 30.0
# Three questions, so that there is one before and one after a question that breaks something.
CELLS = (
    cell("locked", "setup", "FIRST = 1"),
    cell("answer", "a", "def a():\n    return FIRST"),
    cell("test", "a-test", "assert a() == FIRST", 1),
    cell("answer", "b", "def b():\n    return 2"),
    cell("test", "b-test", "assert b() == 2", 2),
    cell("test", "b-again", "assert b() == 2", 2),
    cell("answer", "c", "def c():\n    return a() + 2"),
    cell("test", "c-test", "assert c() == 3", 4),
)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return tiny.released(tmp_path_factory.mktemp("course"), CELLS)


@pytest.fixture
def graded(released, sandbox_setup):
    def graded(answers, seconds=PATIENCE, reused=None):
        return grade(tiny.submission(CELLS, answers), released, sandbox_setup, seconds, reused)

    return graded


def outcomes(result):
    return [test.outcome for test in result.tests]


def outputs(result, name):
    cells = nbformat.reads(result.notebook, as_version=4).cells
    return next(each.outputs for each in cells if each.metadata.get("nbgrader", {}).get("grade_id") == name)


def test_a_right_notebook_gets_all_its_points(graded, sandbox_setup):
    result = graded({})
    assert (result.score, result.points, result.tier) == (9, 9, sandbox_setup.tier)
    assert [test.name for test in result.tests] == ["a-test", "b-test", "b-again", "c-test"]


ENDS = {
    "leaves": "import os\nos._exit(0)",
    "kills itself": "import os\nos.kill(os.getpid(), 9)",
    "crashes": "import ctypes\nctypes.string_at(0)",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_function_that_ends_the_process_costs_its_own_tests_alone(graded, end):
    body = end.replace("\n", "\n    ")
    result = graded({"b": f"def b():\n    {body}"})
    assert outcomes(result) == [PASSED, KILLED, KILLED, PASSED]


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_cell_that_ends_the_process_costs_its_own_tests_alone(graded, end):
    result = graded({"b": f"def b():\n    return 2\n{end}"})
    assert outcomes(result) == [PASSED, FAILED, FAILED, PASSED]
    assert outputs(result, "b")[0]["ename"] == KILLED


def test_many_ended_processes_cost_no_more_than_their_time(graded):
    everywhere = {name: f"def {name}():\n    import os\n    os._exit(0)" for name in "abc"}
    assert set(outcomes(graded(everywhere))) == {KILLED}


def test_a_notebook_gets_no_more_processes_after_too_many_have_ended(graded, monkeypatch):
    monkeypatch.setattr(grading, "RESTARTS", 2)
    result = graded({name: f"def {name}():\n    import os\n    os._exit(0)" for name in "abc"})
    assert set(outcomes(result)) == {KILLED}
    assert result.tests[-1].hint == "this notebook has ended 3 processes."


def test_an_endless_cell_keeps_what_it_defined_before(graded):
    assert outcomes(graded({"b": "def b():\n    return 2\nwhile True:\n    pass"}, 1)) == [PASSED] * 4


def test_an_endless_function_costs_its_own_tests_alone(graded):
    result = graded({"b": "def b():\n    while True:\n        pass"}, 1)
    assert outcomes(result) == [PASSED, TIMEOUT, TIMEOUT, PASSED]


SWALLOWS = """
def b():
    while True:
        try:
            while True:
                pass
        except KeyboardInterrupt:
            pass
"""


def test_a_function_that_swallows_interrupts_costs_its_own_tests_alone(graded, monkeypatch):
    monkeypatch.setattr(remote, "GRACE", 0.5)
    assert outcomes(graded({"b": SWALLOWS}, 1)) == [PASSED, TIMEOUT, TIMEOUT, PASSED]


def test_a_function_that_takes_all_memory_costs_its_own_tests_alone(graded):
    result = graded({"b": "def b():\n    return bytearray(8 * 2**30)"})
    assert outcomes(result) == [PASSED, OUT_OF_MEMORY, OUT_OF_MEMORY, PASSED]


def test_all_cells_together_have_a_limit(graded, monkeypatch):
    monkeypatch.setattr(grading, "WHOLE", 1)
    result = graded({name: f"import time\ntime.sleep(0.7)\ndef {name}():\n    return 2" for name in "abc"}, 1)
    assert TIMEOUT in [output.get("ename") for name in "abc" for output in outputs(result, name)]


@pytest.mark.parametrize("cells", [0, 1, 3])
def test_a_process_that_something_else_kills_costs_no_points(graded, monkeypatch, cells):
    """It is killed from outside after so many cells."""
    ran = []

    class KilledAfterCells(StudentProcess):
        def run(self, source):
            if len(ran) == cells:
                signal.pidfd_send_signal(self._process, signal.SIGKILL)
            ran.append(source)
            return super().run(source)

    monkeypatch.setattr(grading, "StudentProcess", KilledAfterCells)
    assert outcomes(graded({})) == [PASSED] * 4
    assert len(ran) > 4  # some ran again


@pytest.mark.parametrize("error", [ProcessLookupError, OSError(22, "Invalid argument")], ids=["gone", "long gone"])
def test_a_process_killed_as_soon_as_it_has_begun_is_replaced(graded, monkeypatch, error):
    begun, open_process = [], os.pidfd_open

    def gone(pid):
        begun.append(pid)
        if len(begun) == 1:
            raise error
        return open_process(pid)

    monkeypatch.setattr(os, "pidfd_open", gone)
    assert outcomes(graded({})) == [PASSED] * 4
    assert len(begun) == 2


def test_a_process_killed_during_a_call_is_asked_again(graded, monkeypatch):
    begun = []

    class KilledInACall(StudentProcess):
        def call(self, name, arguments, keywords):
            if name == "b" and not begun:
                begun.append(self)
                threading.Timer(0.2, lambda: signal.pidfd_send_signal(self._process, signal.SIGKILL)).start()
            return super().call(name, arguments, keywords)

    monkeypatch.setattr(grading, "StudentProcess", KilledInACall)
    assert outcomes(graded({"b": "import time\ndef b():\n    time.sleep(0.6)\n    return 2"})) == [PASSED] * 4
    assert begun


def test_a_process_that_sends_too_much_is_not_tried_again(graded, monkeypatch):
    begun = []

    class Counted(StudentProcess):
        def __init__(self, *arguments):
            begun.append(self)
            super().__init__(*arguments)

    monkeypatch.setattr(grading, "StudentProcess", Counted)
    monkeypatch.setattr(remote, "REPLY", 10_000)
    result = graded({"b": "def b():\n    return list(range(10_000))"})
    assert outcomes(result) == [PASSED, KILLED, KILLED, PASSED]
    assert len(begun) == 3  # the first, and one after each test that ended its process


def test_cells_after_a_restart_see_what_the_earlier_ones_defined(graded):
    result = graded({"b": "import os\nos._exit(0)", "c": "def c():\n    return a() + 2"})
    assert outcomes(result)[3] == PASSED


@pytest.mark.parametrize(("text", "outcome"), [(None, MISSING), ("", CORRUPT), ("{}", CORRUPT), ("[1, 2", CORRUPT)])
def test_a_missing_or_unreadable_notebook_gets_no_points_and_the_outcome_says_why(
    released, sandbox_setup, text, outcome
):
    result = grade(text, released, sandbox_setup, PATIENCE)
    assert (set(outcomes(result)), result.score, result.points, result.tier) == ({outcome}, 0, 9, "")
    assert all(test.hint for test in result.tests)
    nbformat.validate(nbformat.reads(result.notebook, as_version=4))


def test_only_tests_that_are_not_reused_are_run(graded):
    first = graded({})
    reused = {test.name: (test, outputs(first, test.name)) for test in first.tests if test.name != "b-again"}
    again = graded({"b": "def b():\n    return 3"}, reused=reused)
    assert [test.score for test in again.tests] == [1, 2, 0, 4]


def test_outputs_are_stored_unless_they_could_run_in_a_browser(graded):
    shown = "from IPython.display import HTML, SVG, display\ndisplay(HTML('<script>alert(1)</script>'))\n"
    result = graded({"a": f"{shown}display({{'text/html': 'a'}}, raw=True)\nprint('told')\nFIRST"})
    stored = outputs(result, "a")
    assert {mime for output in stored for mime in output.get("data", ())} <= {"text/plain", "image/png", "image/jpeg"}
    assert "told\n" in [output.get("text") for output in stored]
    assert stored[-1]["data"]["text/plain"] == "1"
    nbformat.validate(nbformat.reads(result.notebook, as_version=4))


def test_an_error_shows_the_lines_that_led_to_it_and_no_more(graded):
    (error,) = outputs(graded({"a": "def own():\n    return 1 / 0\n\nown()"}), "a")
    assert (error["ename"], error["evalue"]) == ("ZeroDivisionError", "division by zero")
    lines = [line.strip() for line in "\n".join(error["traceback"]).splitlines() if line.strip()]
    assert lines[2::2] == ["own()", "return 1 / 0"]
    assert lines[-1] == "ZeroDivisionError: division by zero"


def test_no_cell_sees_a_test_or_the_notebook(graded):
    look = "from pathlib import Path\nprint([*Path().rglob('*')])"
    (output,) = outputs(graded({"a": look}), "a")
    assert output["text"] == "[]\n"
    everything = "import gc\nprint([x for x in gc.get_objects() if isinstance(x, dict) and 'a-test' in x])"
    (output,) = outputs(graded({"c": everything}), "c")
    assert output["text"] == "[]\n"


def test_nothing_of_a_notebook_is_left_running(graded, sandbox_setup):
    before = children(sandbox_setup.server.pid)
    graded(
        {"b": "import subprocess\nsubprocess.Popen(['sleep', '1000'], start_new_session=True)\ndef b():\n    return 2"}
    )
    until = time.monotonic() + 20
    while children(sandbox_setup.server.pid) != before and time.monotonic() < until:
        time.sleep(0.02)
    assert children(sandbox_setup.server.pid) == before


def children(pid):
    return set(Path(f"/proc/{pid}/task/{pid}/children").read_text().split())


def test_no_descriptor_stays_open(graded):
    graded({"b": "import os\nos._exit(0)"})
    before = len(os.listdir("/proc/self/fd"))
    graded({"b": "import os\nos._exit(0)"})
    assert len(os.listdir("/proc/self/fd")) == before


# ---- Results and arguments that are too large to be sent

LARGE = {
    "an array of 20 MB": (
        "import numpy as np\ndef f():\n    return np.full(2_500_000, {})",
        "assert f().sum() == 2_500_000",
    ),
    "a list of 3 million numbers": ("def f():\n    return list(range({}, 3_000_000))", "assert len(f()) == 2_999_999"),
    "a text of 20 MB": ("def f():\n    return str({}) * 20_000_000", "assert f().count('1') == 20_000_000"),
    "results that are too large together": (
        "import numpy as np\ndef f():\n    return np.full(1_400_000, {})",
        "assert sum(f().sum() for _ in range(6)) == 6 * 1_400_000",
    ),
    "an array as an argument": (
        "def f(x):\n    return int(x.sum()) * {}",
        "import numpy as np\nassert f(np.ones(2_500_000)) == 2_500_000",
    ),
    "a list as an argument": ("def f(x):\n    return len(x) * {}", "assert f(list(range(3_000_000))) == 3_000_000"),
    "a text as an argument": ("def f(x):\n    return len(x) * {}", "assert f('x' * 70_000_000) == 70_000_000"),
    "a variable": ("x = ['1' * 20_000_000] * {}", "assert len(x) == 1"),
    "an iterator of large items": (
        "def f():\n    yield '1' * 20_000_000\n    yield {}",
        "assert list(f())[1] == 1",
    ),
}


@pytest.mark.parametrize(
    ("name", "answer", "test"),
    first_of_each(
        [(name, *both) for name, both in LARGE.items()],
        kinds=lambda name, answer, test: ["as an argument" in name, name.split()[1]],
        name=lambda name, answer, test: name,
    ),
)
def test_what_is_too_large_to_be_sent_is_judged_inside(tmp_path, sandbox_setup, name, answer, test):
    cells = (cell("answer", "f", tiny.STUB.format(answer.format(1))), cell("test", "f-test", test, 1))
    released = tiny.released(tmp_path, cells)
    outside = {"f-test": Placement(OUTSIDE)}
    for number, outcome in ((1, PASSED), (2, FAILED)):
        text = tiny.submission(cells, {"f": answer.format(number)})
        (judged,) = grade(text, released, sandbox_setup, PATIENCE, placements=outside).tests
        assert (judged.outcome, judged.judged, bool(judged.reason)) == (outcome, INSIDE, True)


def test_a_cell_that_shows_too_much_costs_its_own_output_after_a_test_outside(tmp_path, sandbox_setup):
    """What a cell shows is no question of a test: it moves nothing inside."""
    shows = "class Wide:\n    def __repr__(self):\n        return '\N{SNOWMAN}' * 7_000_000\ndisplay(Wide())\n"
    released = tiny.released(tmp_path, CELLS)
    text = tiny.submission(CELLS, {"b": f"{shows}def b():\n    return 2"})
    placements = dict.fromkeys(released.tests, Placement(OUTSIDE))
    result = grade(text, released, sandbox_setup, PATIENCE, placements=placements)
    assert [(test.outcome, test.judged) for test in result.tests] == [
        *[(PASSED, OUTSIDE), (FAILED, OUTSIDE), (FAILED, OUTSIDE), (PASSED, OUTSIDE)]
    ]


# ---- Tests inside

LEAVES = (
    cell("answer", "a", "def a():\n    return 1"),
    cell("test", "a-test", "left = a()\nassert left == 1", 1),
    cell("answer", "b", "def b():\n    return left + 1"),
    cell("test", "b-test", "assert b() == 2", 2),
)


@pytest.fixture
def graded_inside(tmp_path, sandbox_setup):
    released = tiny.released(tmp_path, LEAVES)
    inside = dict.fromkeys(released.tests, Placement(INSIDE))

    def graded(answers, seconds=PATIENCE):
        return grade(tiny.submission(LEAVES, answers), released, sandbox_setup, seconds, placements=inside)

    return graded


def test_inside_a_process_that_something_else_kills_begins_again_with_the_tests_that_had_run(
    graded_inside, monkeypatch
):
    killed = []

    class KilledBeforeATest(StudentProcess):
        def test(self, source):
            if "b()" in source and not killed:
                killed.append(self)
                signal.pidfd_send_signal(self._process, signal.SIGKILL)
            return super().test(source)

    monkeypatch.setattr(grading, "StudentProcess", KilledBeforeATest)
    assert outcomes(graded_inside({})) == [PASSED, PASSED]
    assert killed


def test_inside_a_copy_that_hangs_is_ended_and_costs_an_honest_answer_nothing(graded_inside, sandbox_setup):
    hangs = "import os, time\nos.register_at_fork(after_in_child=lambda: time.sleep(600))\ndef a():\n    return 1"
    before = children(sandbox_setup.server.pid)
    assert outcomes(graded_inside({"a": hangs}, 1)) == [PASSED, PASSED]
    until = time.monotonic() + 20
    while children(sandbox_setup.server.pid) != before and time.monotonic() < until:
        time.sleep(0.02)
    assert children(sandbox_setup.server.pid) == before
