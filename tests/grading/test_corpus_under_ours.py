"""Our marks compared with nbgrader's: the same for every answer of the corpus, and the same gradebook row by row.

And with what `mbcourse check` tells the student: what fails there gets no points, and what deserves all passes there.
"""

import pytest

from exercises import corpus
from mbcourse import checks
from mbcourse.checks.notebook import check_notebook
from mbcourse.grading.course import Course
from mbcourse.grading.run import run
from mbcourse.grading.workers.task import Options
from tests.exercises.course import Course as Stock
from tests.exercises.course import fill, wrong_marks
from tests.grading import tiny
from tests.sampling import last_of
from tests.warm.provisioners import provisioned

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

EACH = 12  # submissions of each assignment whose gradebooks are compared


def graded(course, pool, assignment, **options):
    summary = run(Course(course.root), assignment, pool, Options(**options))
    assert summary.failed == {}
    return summary


def hand_in(course, assignment, notebooks):
    """Hand in a notebook for each list of answers."""
    release = course.release(assignment)
    for number, answers in enumerate(notebooks):
        filled = fill(release, {answer.question: answer.source for answer in answers})
        course.submit(assignment, f"student-{number:02}", filled)


def all_wrong_marks(course, assignment, notebooks):
    """The answers that did not get the mark that they deserve, in any of the submissions."""
    scores = [course.scores(assignment, f"student-{number:02}") for number in range(len(notebooks))]
    return [
        wrong
        for answers, each in zip(notebooks, scores, strict=True)
        for wrong in wrong_marks(assignment, answers, each)
    ]


def disagreements(course, assignment, notebooks):
    """Where the student's check and grading contradict each other, a line each."""
    source = corpus.Source(assignment)
    for number, answers in enumerate(notebooks):
        student = f"student-{number:02}"
        passed = check_notebook(course.submitted(assignment, student) / f"{assignment}.ipynb").passed
        for test, score in course.scores(assignment, student).items():
            if score and test not in passed:
                yield f"{student}: {test} fails in the check and gets {score:g}"
        for answer in answers:
            if answer.percent == 100 and not set(source.tests(answer.question)) <= set(passed):
                yield f"{student}: {answer.question} {answer.name} deserves all points and fails in the check"


@pytest.mark.parametrize("assignment", last_of(checks.assignments()))
def test_answers_get_the_marks_that_they_deserve(assignment, tmp_path, pool):
    sample = [next(corpus.notebooks(assignment))]
    course = Stock(tmp_path)
    hand_in(course, assignment, sample)
    graded(course, pool, assignment)
    assert all_wrong_marks(course, assignment, sample) == []
    assert list(disagreements(course, assignment, sample)) == []


@pytest.mark.prove
@pytest.mark.parametrize("assignment", checks.assignments())
def test_every_answer_gets_the_mark_that_it_deserves(assignment, tmp_path, pool):
    notebooks = list(corpus.notebooks(assignment))
    course = Stock(tmp_path)
    hand_in(course, assignment, notebooks)
    graded(course, pool, assignment)
    assert all_wrong_marks(course, assignment, notebooks) == []
    assert list(disagreements(course, assignment, notebooks)) == []


def test_the_gradebook_is_nbgraders_own_row_by_row(tmp_path, pool):
    """The submissions have hand-marked cells, a task, partial points, errors, and deleted answers and tests."""
    ours, stock = tiny.course(tmp_path / "ours"), tiny.course(tmp_path / "stock")
    graded(ours, pool, tiny.NAME)
    with provisioned("warm"):  # a cold kernel does the same, in ten times the time
        stock.autograde_all(tiny.NAME)
    assert tiny.rows(ours) == tiny.rows(stock)
    assert sorted(map(str, ours.exported())) == sorted(map(str, stock.exported()))


@pytest.mark.prove
@pytest.mark.parametrize("assignment", checks.assignments())
def test_the_gradebook_is_nbgraders_own_for_a_dozen_submissions_of_each_assignment(assignment, tmp_path, pool):
    notebooks = list(corpus.notebooks(assignment))[:EACH]
    courses = Stock(tmp_path / "ours"), Stock(tmp_path / "stock")
    for course in courses:
        hand_in(course, assignment, notebooks)
    graded(courses[0], pool, assignment)
    courses[1].autograde_all(assignment)
    assert tiny.rows(courses[0], assignment) == tiny.rows(courses[1], assignment)
