"""Magics, shell commands and the notebook's own functions in locked cells, answers and tests, as under nbgrader."""

import pytest

from mbcourse.grading.confined.sandbox import choose
from mbcourse.grading.notebook import grade
from mbcourse.grading.outcome import FAILED, OUTSIDE, PASSED
from mbcourse.grading.placement import AUTO, Placement, place
from tests.grading import tiny
from tests.grading.tiny import cell
from tests.sampling import first_of_each

PATIENCE = 60.0
NO_SHELL = choose(unsafe=True) == "landlock"  # it refuses commands, as the guide says
RETURNS = "def f():\n    return {}"
# A locked cell, an answer with a place for its number, a test: right with 1, wrong with 2.
CASES = {
    "matplotlib in a locked cell": ("%matplotlib inline\nimport matplotlib.pyplot as plt", RETURNS, "assert f() == 1"),
    "matplotlib in an answer": ("x = 1", "%matplotlib inline\n" + RETURNS, "assert f() == 1"),
    "matplotlib in a test": ("x = 1", RETURNS, "%matplotlib inline\nassert f() == 1"),
    "timed locked cell": ("%%time\nx = 1", RETURNS, "assert f() == x"),
    "timed answer": ("x = 1", "%%time\n" + RETURNS, "assert f() == 1"),
    "timed test": ("x = 1", RETURNS, "%%time\nassert f() == 1"),
    "a line timed": ("x = 1", RETURNS, "%time y = f()\nassert y == 1"),
    "a captured test": ("x = 1", RETURNS, "%%capture printed\nassert f() == 1"),
    "captured output": (
        "x = 1",
        "def f():\n    print({})",
        "%%capture printed\nf()",
        "assert printed.stdout == '1\\n'",
    ),
    "a command in a locked cell": ("!echo ready", RETURNS, "assert f() == 1"),
    "a command in an answer": ("x = 1", "out = !echo {}", "assert out == ['1']"),
    "a command in a function": ("x = 1", "def f():\n    out = !echo {}\n    return int(out[0])", "assert f() == 1"),
    "a command in a test": ("x = 1", RETURNS, "number = f()\nout = !echo $number\nassert out == ['1']"),
    "bash in an answer": ("x = 1", "%%bash --out text\necho {}", "assert text == '1\\n'"),
    "get_ipython in a locked cell": (
        "get_ipython().run_line_magic('pylab', '--help') if 0 else None",
        RETURNS,
        "assert f() == 1",
    ),
    "get_ipython in a function": (
        "x = 1",
        "def f():\n    get_ipython().run_line_magic('matplotlib', 'inline')\n    return {}",
        "assert f() == 1",
    ),
    "get_ipython in a test": (
        "x = 1",
        RETURNS,
        "assert get_ipython().run_line_magic('who_ls', 'function') == ['f'] and f() == 1",
    ),
    "display in a function": ("x = 1", "def f():\n    display('shown')\n    return {}", "assert f() == 1"),
    "display in a test": ("x = 1", RETURNS, "display(f())\nassert f() == 1"),
    "a file written": (
        "%%writefile part.py\nONE = 1",
        "import part\ndef f():\n    return part.ONE * {}",
        "assert f() == 1",
    ),
    "a script run": ("%%writefile part.py\nONE = 1", "%run part.py\ndef f():\n    return ONE * {}", "assert f() == 1"),
    "reloading": ("%load_ext autoreload\n%autoreload 2", RETURNS, "assert f() == 1"),
    "an environment variable": (
        "%env LEVEL=1",
        "import os\ndef f():\n    return int(os.environ['LEVEL']) * {}",
        "assert f() == 1",
    ),
}


@pytest.mark.parametrize(
    ("name", "case"),
    first_of_each(CASES.items(), kinds=lambda name, case: name.split(" in a"), name=lambda name, case: name),
)
def test_magics_work_and_right_and_wrong_answers_are_told_apart(tmp_path, sandbox_setup, name, case):
    locked, answer, *tests = case
    if NO_SHELL and any(text in source for source in case for text in ("!echo", "%%bash")):
        return
    cells = [cell("locked", "setup", locked), cell("answer", "f", tiny.STUB.format(answer.format(1)))]
    cells += [cell("test", f"test-{number}", source, 1) for number, source in enumerate(tests)]
    released = tiny.released(tmp_path, cells)

    def graded(text, placements):
        return grade(text, released, sandbox_setup, PATIENCE, placements=placements)

    placements = place(
        released, tiny.submission(cells, {"f": answer.format(1)}), AUTO, lambda *task: lambda: graded(*task)
    )
    outcomes = [
        graded(tiny.submission(cells, {"f": answer.format(number)}), placements).tests[-1].outcome for number in (1, 2)
    ]
    assert outcomes == [PASSED, FAILED], placements


@pytest.mark.parametrize("name", [name for name in CASES if "in a function" in name])
def test_an_answer_may_use_the_notebook_itself_where_its_test_is_judged_outside(tmp_path, sandbox_setup, name):
    """The instructor's answer does not, so that nothing speaks against it."""
    if NO_SHELL and "command" in name:
        return
    _, answer, test = CASES[name]
    cells = (cell("answer", "f", tiny.STUB.format(RETURNS.format(1))), cell("test", "f-test", test, 1))
    released = tiny.released(tmp_path, cells)
    for number, outcome in ((1, PASSED), (2, FAILED)):
        text = tiny.submission(cells, {"f": answer.format(number)})
        placements = {"f-test": Placement(OUTSIDE)}
        (judged,) = grade(text, released, sandbox_setup, PATIENCE, placements=placements).tests
        assert (judged.outcome, judged.judged) == (outcome, OUTSIDE)
