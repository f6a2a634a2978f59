"""Late penalties: the policy's laws, and that nbgrader and `mbcourse grade` take off the same."""

import json
import shutil
from datetime import datetime, timedelta

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets import TraitError
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from exercises import corpus
from mbcourse.grading import outcome
from mbcourse.grading.course import Course
from mbcourse.grading.gradebook import Recorder
from mbcourse.grading.outcome import Result
from mbcourse.grading.plugins.feedback import FeedbackExporter
from mbcourse.grading.plugins.late import DAY, LatePolicy

SCORES = st.floats(0, 1000)
LATE = st.floats(0.001, 100 * DAY)
SETTINGS = st.fixed_dictionaries(
    {
        "penalty_method": st.sampled_from(["none", "zero", "per_day"]),
        "per_day": st.floats(0, 200),
        "unit": st.sampled_from(["percent", "points"]),
        "most_percent": st.floats(0, 100),
        "grace_minutes": st.floats(0, 10_000),
    }
)
POLICY = {"penalty_method": "per_day", "per_day": 10, "grace_minutes": 30}
DUE = datetime(2026, 3, 1, 12)


def penalty(score: float, late: float, **settings: object) -> float:
    """Points taken off, 0 for none."""
    return LatePolicy(**settings).late_submission_penalty("ada", score, late) or 0.0


@given(SCORES, LATE, SETTINGS)
def test_a_penalty_is_never_negative_and_never_more_than_the_score(score, late, settings):
    assert 0 <= penalty(score, late, **settings) <= score


@given(SCORES, LATE, LATE, SETTINGS)
def test_who_is_later_pays_no_less(score, late, more, settings):
    assert penalty(score, late + more, **settings) >= penalty(score, late, **settings)


@given(SCORES, LATE, SETTINGS, st.floats(0, 1000))
def test_more_grace_costs_no_more(score, late, settings, more):
    longer = settings | {"grace_minutes": settings["grace_minutes"] + more}
    assert penalty(score, late, **longer) <= penalty(score, late, **settings)


@given(SCORES, SCORES, LATE, SETTINGS)
def test_the_order_of_equally_late_work_stays(score, other, late, settings):
    low, high = sorted((score, other))
    assert low - penalty(low, late, **settings) <= high - penalty(high, late, **settings) + 1e-9 * high


@given(SCORES, LATE, SETTINGS)
def test_the_policy_none_takes_nothing(score, late, settings):
    assert penalty(score, late, **settings | {"penalty_method": "none"}) == 0


@given(SCORES, st.integers(1, 30), st.floats(0.001, 1))
def test_a_day_counts_when_it_has_begun(score, days, part):
    expected = pytest.approx(min(score, days * score * 0.1))
    assert penalty(score, (days - 1 + part) * DAY, penalty_method="per_day", per_day=10) == expected


@pytest.mark.parametrize(
    ("late", "expected"),
    [(60, 0), (30 * 60, 0), (30 * 60 + 1, 2), (DAY, 2), (DAY + 1, 4), (100 * DAY, 10)],
)
def test_points_a_day_after_a_grace_up_to_a_cap(late, expected):
    settings = {"penalty_method": "per_day", "unit": "points", "per_day": 2, "grace_minutes": 30, "most_percent": 50}
    assert penalty(20, late, **settings) == expected


@pytest.mark.parametrize(
    "settings",
    [{"penalty_method": "weekly"}, {"per_day": -1}, {"unit": "marks"}, {"most_percent": 101}, {"grace_minutes": -1}],
)
def test_a_setting_that_makes_no_sense_is_refused(settings):
    with pytest.raises(TraitError):
        LatePolicy(**settings)


def small_notebook() -> nbformat.NotebookNode:
    """An assignment with one answer and one test of 10 points, 8 of which anybody gets."""
    meta = {"schema_version": 3, "grade": False, "solution": True, "locked": False, "task": False}
    answer = nbformat.v4.new_code_cell("x = 1", metadata={"nbgrader": meta | {"grade_id": "q1"}})
    locked = meta | {"grade": True, "solution": False, "locked": True, "points": 10, "grade_id": "q1-test"}
    return nbformat.v4.new_notebook(cells=[answer, nbformat.v4.new_code_cell("8.0", metadata={"nbgrader": locked})])


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A course with a policy, in which three students handed in on time, within the grace, and two days late."""
    root = tmp_path_factory.mktemp("course")
    shutil.copy(corpus.EXERCISES / "nbgrader_config.py", root)
    with (root / "nbgrader_config.py").open("a") as file:
        file.writelines(f"c.LatePolicy.{name} = {json.dumps(value)}\n" for name, value in POLICY.items())
    source = root / "source" / "small" / "small.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(small_notebook(), source)
    assert api(root).generate_assignment("small")["success"]
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "mini-batch") as gradebook:
        gradebook.update_or_create_assignment("small", duedate=DUE)
    for student, late in (("early", -1), ("within", 20), ("late", 60 * 24 + 1)):
        folder = root / "submitted" / student / "small"
        folder.mkdir(parents=True)
        shutil.copy(root / "release" / "small" / "small.ipynb", folder)
        (folder / "timestamp.txt").write_text(f"{DUE + timedelta(minutes=late)} UTC")
    return root


def api(root) -> NbGraderAPI:
    config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config())
    config.CourseDirectory.root = str(root)
    return NbGraderAPI(config=config)


def penalties(root) -> dict[str, float]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "mini-batch") as gradebook:
        return {s.student_id: s.late_submission_penalty for s in gradebook.assignment_submissions("small")}


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own, when it first meets a student
def test_nbgrader_and_our_grading_take_off_the_same(root):
    course = Course(root)
    (released,) = course.released("small")
    graded = nbformat.read(root / "release" / "small" / "small.ipynb", as_version=4)
    graded.cells[1].outputs = [
        nbformat.v4.new_output("execute_result", data={"text/plain": "8.0"}, execution_count=1),
    ]
    result = Result(nbformat.writes(graded), (outcome.Test("q1-test", outcome.PASSED, 8.0, 10.0),), "namespaces", 0.1)
    with Recorder(course.directory, course.penalties) as recorder:
        for student in ("early", "within", "late"):
            recorder.record(released, student, result, {})
    ours = penalties(root)
    shutil.rmtree(root / "autograded")
    (root / "gradebook.db").rename(root / "ours.db")
    assert api(root).generate_assignment("small", force=True)["success"]
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "mini-batch") as gradebook:
        gradebook.update_or_create_assignment("small", duedate=DUE)
    assert api(root).autograde("small", "*")["success"]
    assert ours == {"early": 0, "within": 0, "late": pytest.approx(1.6)}
    assert penalties(root) == ours


def test_a_feedback_page_shows_no_mark_below_zero():
    """As nbgrader's GetGrades hands it over, already less the penalty, after marks by hand went down."""
    about = {"notebook": "small", "score": -1.5, "max_score": 10.0, "late_penalty": 2.0}
    page, _ = FeedbackExporter().from_notebook_node(nbformat.v4.new_notebook(), {"nbgrader": about})
    assert "(Score: 0.0 / 10.0)" in page and "2.0 points taken off" in page
