"""Where tests are judged: outside only what is proven, inside together what hangs together, nowhere what is broken."""

from dataclasses import asdict, replace

import nbformat
import pytest

from mbcourse.grading.outcome import INSIDE, OUTSIDE
from mbcourse.grading.placement import AUTO, NOWHERE, Placement, borrowed, place
from mbcourse.grading.workers.task import Options, Task, do
from tests.grading import tiny
from tests.grading.tiny import STUB, cell


@pytest.fixture
def placed(tmp_path, sandbox_setup):
    """Place the tests of an assignment that has these cells."""

    def placed(*cells, choice=AUTO, proven=True, **fields):
        released = replace(tiny.released(tmp_path, cells), **fields)

        def grade(text, placements):
            placed = {name: asdict(placement) for name, placement in placements.items()}
            return do(Task(text, released.to_json(), Options(), {}, placed), sandbox_setup.server)

        return place(
            released,
            nbformat.writes(tiny.notebook(cells)) if proven else None,
            choice,
            lambda *task: lambda: grade(*task),
        )

    return placed


def where(placements):
    return [placement.where for placement in placements.values()]


F = cell("answer", "f", STUB.format("def f(x):\n    return [x]"))
OUT = cell("test", "plain", "assert f(1) == [1]", 1)
IN = cell("test", "typed", "assert isinstance(f(1), list)", 1)


def test_a_test_goes_where_its_reading_and_the_proof_allow(placed):
    assert where(placed(F, OUT, IN)) == [OUTSIDE, INSIDE]
    assert where(placed(F, OUT, IN, choice=OUTSIDE)) == [OUTSIDE, OUTSIDE]
    assert where(placed(F, OUT, IN, choice=INSIDE)) == [INSIDE, INSIDE]


def test_without_the_instructors_notebook_nothing_is_proven(placed):
    assert where(placed(F, OUT, proven=False)) == [INSIDE]


def test_a_name_that_an_outside_test_leaves_to_a_later_cell_takes_all_inside(placed):
    leaves = cell("test", "leaves", "size = 3\nassert f(1) == [1]", 1)
    reads = cell("answer", "g", STUB.format("def g():\n    return [0] * size"))
    assert where(placed(F, leaves, reads, cell("test", "g-test", "assert g() == [0, 0, 0]", 1))) == [INSIDE, INSIDE]
    own = cell("answer", "g", STUB.format("size = 3\ndef g():\n    return [0] * size"))
    assert where(placed(F, leaves, own, IN)) == [OUTSIDE, INSIDE]


def test_what_the_instructors_answer_fails_is_judged_nowhere(placed):
    broken = cell("test", "broken", "assert f(1) == [2], 'a slip'", 1)
    placements = placed(F, OUT, broken)
    assert where(placements) == [OUTSIDE, NOWHERE] and "a slip" in placements["broken"].reason


def test_another_language_is_judged_nowhere(placed):
    placements = placed(F, OUT, kernelspec={"name": "ir", "language": "R"})
    assert where(placements) == [NOWHERE] and "R" in placements["plain"].reason


def test_a_test_whose_repetition_cannot_fail_is_not_guarded(placed):
    script = cell("test", "script", "%%script cat\nnothing of this is Python", 1)
    placements = placed(F, script, IN)
    assert where(placements) == [INSIDE, INSIDE]
    assert (placements["script"].guarded, placements["typed"].guarded) == (False, True)


def test_an_answer_that_uses_what_a_test_outside_defines_is_seen(tmp_path):
    cells = (F, cell("test", "t", "import math\nassert f(1) == [1]", 1), cell("answer", "g", "def g(): return 1"))
    released = tiny.released(tmp_path, cells)
    outside, inside = {"t": Placement(OUTSIDE)}, {"t": Placement(INSIDE)}
    answers = ({"g": "def g(): return math.pi"}, {})
    uses, other = (nbformat.reads(tiny.submission(cells, each), as_version=4) for each in answers)
    assert "math" in borrowed(uses, released, outside)
    assert borrowed(uses, released, inside) == borrowed(other, released, outside) == ""
