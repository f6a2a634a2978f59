"""`mbcourse check` and grading look at an answer at the same moment: where its tests stand.

That is after grading has put back what was changed, deleted, moved or copied. Each situation has a question of its own
in the first problem set, so that one notebook holds them all.
"""

import copy
import json
import random
from dataclasses import dataclass

import pytest
from nbformat.v4 import new_code_cell
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from exercises import corpus
from mbcourse import checks
from mbcourse.checks import cells
from mbcourse.checks.notebook import check_notebook
from mbcourse.checks.state import Stage
from mbcourse.grading import grade_notebook
from mbcourse.grading.assignments import from_source
from mbcourse.grading.mending import mended
from tests.exercises.course import Course

from .notebooks import ASSIGNMENTS, answer, saved, solved

ELSEWHERE = "at the end of the notebook, but not where its tests stand, and grading looks there"


@dataclass(frozen=True)
class Situation:
    """What was done around a question, and what it comes to: the parts that pass, and what the check says."""

    question: str
    passes: bool
    said: str = ""


SITUATIONS = {
    "corrected below the test": Situation("q1", False, f"predict is right {ELSEWHERE}: move the correction into the"),
    "a global changed for the tests": Situation("q2", False, f"weighted_loss is right {ELSEWHERE}"),
    "broken below the tests": Situation(
        "q3", True, "gradient is right where its tests stand, and grading looks there."
    ),
    "tests edited": Situation("q4", False),
    "tests deleted, the name taken further down": Situation("q5", False),
    "answer copied, the copy wrong": Situation("q6", False),
    "test moved above the answer": Situation("q7", True),
}


def beside(listed, name, source, shift=1):
    """Insert a cell of the student's below the cell of this id, or above it."""
    place = next(place for place, cell in enumerate(listed) if cells.grade_id(cell) == name)
    listed.insert(place + shift, new_code_cell(source))


def changed():
    """The instructor's notebook after all that."""
    wrong = {key: answer("ps1", key, name) for key, name in (("q1", "forgot_anchor"), ("q4", "prints"))}
    notebook = solved("ps1", **wrong, figure="figure, axes = plt.subplots()")
    listed, right = notebook.cells, corpus.Source("ps1").solutions
    known = {cells.grade_id(cell): cell for cell in listed}
    beside(listed, "q1-values", right["q1"])
    beside(listed, "q2", "ANCHOR = 3.0")
    beside(listed, "q2-weights", "ANCHOR = 2.0")
    listed.append(new_code_cell("gradient = None"))
    for part in ("plane", "curved"):
        known[f"q4-{part}"].source = "assert True"
    beside(listed, "q5-repeat", "descend = None")
    for part in ("path", "history", "rates", "repeat"):
        listed.remove(known[f"q5-{part}"])
    copied = copy.deepcopy(known["q6"])
    copied.source, copied.id = answer("ps1", "q6", "curvature_itself"), "copied"
    listed.insert(listed.index(known["q6-weights"]) + 1, copied)
    listed.remove(known["q7-values"])
    listed.insert(listed.index(known["q7"]), known["q7-values"])
    beside(listed, "figure", "axes.plot([1, 2])")
    listed.remove(known["written"])
    return notebook


def reusing_sum():
    """The second problem set, right but for a cell that takes a name which only hidden lines of a test need."""
    notebook = solved("ps2")
    beside(notebook.cells, "q5", "sum = 0")
    return notebook


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory):
    """What the check and grading find in that notebook: the check's report, and the score of each test."""
    path = saved(changed(), tmp_path_factory.mktemp("handed-in"), "ps1")
    graded = grade_notebook(path, corpus.Source("ps1").path, unsafe=True)
    return check_notebook(path), {test.name: test.score for test in graded.tests}


@pytest.mark.parametrize("situation", SITUATIONS.values(), ids=SITUATIONS)
def test_the_check_says_what_grading_will_find(looked_at, situation):
    report, scores = looked_at
    tests = corpus.Source("ps1").tests(situation.question)
    assert {name: name in report.passed for name in tests} == dict.fromkeys(tests, situation.passes)
    deserved = {name: situation.passes * points for name, (_, points) in tests.items()}
    assert {name: scores[name] for name in tests} == deserved
    state = next(state for state in report.states if state.key == situation.question)
    assert state.done == situation.passes
    hint = " ".join(state.hint.split())
    assert hint.startswith(situation.said) if situation.said else "end of the notebook" not in hint


def test_a_figure_is_looked_at_right_below_its_cell_and_a_deleted_text_is_not_there(looked_at):
    report, _ = looked_at
    states = {state.what: state for state in report.states}
    assert states["figure"].said == "not there: figure is empty, it has no lines yet"
    hint = " ".join(states["figure"].hint.split())
    where = "not right below the cell figure, and grading looks there: move the correction into the cell figure."
    assert hint == f"figure is right at the end of the notebook, but {where}"
    assert states["written answer"].stage is Stage.NOT_STARTED


def test_names_that_the_tests_or_an_answer_need_and_a_cell_above_takes_are_told(looked_at, tmp_path):
    report, _ = looked_at
    told = "A cell above the tests of {} gives another meaning to {}, which they or the answer need: take another name"
    assert [each for each in report.problems if "meaning" in each] == [f"{told.format('q2', 'ANCHOR')} there."]
    taken = reusing_sum()
    taken.cells = [cell for cell in taken.cells if cells.grade_id(cell) != "figure"]
    report = check_notebook(saved(taken, tmp_path, "ps2"))
    assert [each for each in report.problems if "meaning" in each] == [f"{told.format('q5', 'sum')} there."]


@pytest.mark.prove
@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own, when it first meets a student
def test_nbgrader_finds_the_same(looked_at, tmp_path):
    _, scores = looked_at
    course = Course(tmp_path)
    course.release("ps1")
    course.submit("ps1", "ada", changed())
    assert scores.items() <= course.autograde("ps1", "ada").items()
    course.release("ps2")
    course.submit("ps2", "ada", reusing_sum())
    lost = [name for name, score in course.autograde("ps2", "ada").items() if not score]
    assert lost == ["q5-sizes", "figure", "written"]


def damaged(notebook, draw):
    """Change, delete, copy and move some cells of a notebook, and add some."""
    listed = notebook.cells
    for _ in range(draw.randint(1, 12)):
        cell, place = draw.choice(listed), draw.randrange(len(listed))
        change = draw.choice(["edit", "delete", "copy", "move", "add"])
        if change == "edit":
            cell.source += f"\n# {draw.random()}"
        elif change == "add":
            listed.insert(place, new_code_cell(f"scratch = {draw.random()}"))
        else:
            listed[:] = [each for each in listed if each is not cell] if change != "copy" else listed
            listed[place:place] = [] if change == "delete" else [copy.deepcopy(cell)]
    return json.dumps(notebook)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_check_runs_the_cells_that_grading_runs_whatever_was_done_to_them(assignment):
    """In the same order; but for the copies of tests that count neither here nor there, and for hidden lines."""
    settings = PyFileConfigLoader("nbgrader_config.py", str(corpus.EXERCISES)).load_config()
    graded = from_source(corpus.Source(assignment).path, Config(settings))
    checked = cells.released(getattr(checks, assignment))
    tests = {cell.source for cell in checked.cells if cell.is_test}
    draw = random.Random(assignment)
    for _ in range(40):
        text = damaged(solved(assignment), draw)
        runs = [
            [cells.grade_id(cell) if cells.is_test(cell) else cell.source for cell in mended(text, released).cells]
            for released in (graded, checked)
        ]
        assert [each for each in runs[0] if each not in tests] == runs[1]
