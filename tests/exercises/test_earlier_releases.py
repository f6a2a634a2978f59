"""A notebook that was handed out by an earlier release is graded and checked as if it were of the present one.

`releases/VERSION/ASSIGNMENT.json` is what students got: the file `exercises/handout/ASSIGNMENT.ipynb` of that release.
"""

from pathlib import Path

import nbformat
import pytest

from exercises import corpus
from mbcourse.checks.notebook import check_notebook
from mbcourse.grading import grade_notebook
from tests.sampling import first_of_each
from tests.students.notebooks import saved

from .course import Course, fill, wrong_marks

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

NOTEBOOKS = sorted(Path(__file__).with_name("releases").glob("*/*.json"))
EACH_NOTEBOOK = pytest.mark.parametrize(
    "path",
    first_of_each([(p,) for p in NOTEBOOKS], kinds=lambda p: [p.stem], name=lambda p: "-".join(p.parts[-2:])),
)


def check_both_graders(path, tmp_path):
    """Compare what answers in a notebook of an earlier release get from both graders with what they deserve."""
    assignment, handed_out = path.stem, nbformat.read(path, as_version=4)
    course = Course(tmp_path)
    course.release(assignment)
    answers = next(corpus.notebooks(assignment))
    assert len({answer.percent for answer in answers}) > 1
    course.submit(assignment, "ada", fill(handed_out, {answer.question: answer.source for answer in answers}))
    scores = course.autograde(assignment, "ada")
    assert wrong_marks(assignment, answers, scores) == []
    handed_in = course.submitted(assignment, "ada") / f"{assignment}.ipynb"
    ours = grade_notebook(handed_in, corpus.Source(assignment).path, unsafe=True)
    assert {test.name: test.score for test in ours.tests}.items() <= scores.items()


def test_answers_get_the_marks_that_they_deserve_from_both_graders(tmp_path):
    check_both_graders(NOTEBOOKS[0], tmp_path)


@pytest.mark.prove
@EACH_NOTEBOOK
def test_answers_in_every_notebook_get_the_marks_that_they_deserve_from_both_graders(path, tmp_path):
    check_both_graders(path, tmp_path)


@EACH_NOTEBOOK
def test_the_students_check_finds_every_answer_in_it(path, tmp_path):
    source = corpus.Source(path.stem)
    right = source.solutions | {key: cell.source for key, cell in source.cells(grade=True, solution=True)}
    report = check_notebook(saved(fill(nbformat.read(path, as_version=4), right), tmp_path, path.stem))
    assert (report.to_do, report.problems) == ([], ())
