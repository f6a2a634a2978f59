"""``--compare N``: submissions judged both ways show where a test outside gives another mark than nbgrader would."""

import pytest

from mbcourse.cli import main
from mbcourse.grading.both_ways import judge_both_ways
from mbcourse.grading.course import Course
from mbcourse.grading.outcome import Result
from mbcourse.grading.run import run
from mbcourse.grading.workers.task import Options
from tests.exercises.course import fill
from tests.grading import tiny

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's, when it first meets a student

IDENTITY = "x = [1]\nassert double(x) is not x"  # outside, a result is a copy


@pytest.fixture
def course(tmp_path):
    course = tiny.course(tmp_path / "course", {})
    tiny.write_source(course.root, tiny.changed("double-number", IDENTITY))
    release = course.release(tiny.NAME)
    for number in range(4):
        answer = "def double(x):\n    return x" if number == 2 else tiny.DOUBLE
        course.submit(tiny.NAME, f"student-{number}", fill(release, {"double": answer}))
    return course


def test_a_test_that_disagrees_is_listed_by_the_command_and_in_the_report(course, pool, capsys):
    summary = run(Course(course.root), tiny.NAME, pool, Options(judge="outside"), compare=4)
    both_ways = summary.both_ways[tiny.NAME]
    assert both_ways.students == tuple(f"student-{number}" for number in range(4))
    (disagreement,) = both_ways.disagreements
    assert (disagreement.student, disagreement.test) == ("student-2", "double-number")
    assert (disagreement.outside, disagreement.inside) == ("passed, 1", "failed, 0")
    line = "student-2, double-number: passed, 1 outside; failed, 0 inside."
    assert line in summary.as_text()
    assert main(["report", tiny.NAME, "--course", str(course.root)]) == 0
    assert line in (course.root / "report" / tiny.NAME / "report.html").read_text("utf-8")
    capsys.readouterr()


def test_where_places_are_proven_none_disagrees(course, pool):
    summary = run(Course(course.root), tiny.NAME, pool, Options(), compare=2)
    assert summary.placements[tiny.NAME]["double-number"].where == "inside"
    assert summary.both_ways[tiny.NAME].disagreements == ()
    assert summary.both_ways[tiny.NAME].students == ("student-0", "student-2")


def test_an_error_with_one_submission_is_said_of_that_one():
    def start(text, placements):
        return lambda: Result(text, (), "", 1 / len(text))

    both_ways = judge_both_ways({"ada": "", "emmy": "{}"}, {}, start)
    assert [(each.student, each.test) for each in both_ways.disagreements] == [("ada", "every test")]
    assert "ZeroDivisionError" in "".join(both_ways.lines())
