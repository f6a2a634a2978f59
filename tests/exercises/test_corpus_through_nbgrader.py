"""The whole corpus through nbgrader itself: every answer gets the mark in its file's name."""

from collections import defaultdict
from itertools import zip_longest

import pytest

from exercises import corpus
from mbcourse import checks

from .course import Course, fill, wrong_marks

# nbgrader's own, when it first meets a student.
pytestmark = [pytest.mark.prove, pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")]


@pytest.mark.parametrize("assignment", checks.assignments())
def test_every_answer_gets_its_mark_from_nbgrader(assignment, tmp_path):
    course = Course(tmp_path)
    release = course.release(assignment)
    by_question = defaultdict(list)
    for answer in corpus.answers(assignment):
        by_question[answer.question].append(answer)
    wrong = []
    # Questions do not depend on each other, so that one notebook holds an answer to each.
    for number, answers in enumerate(zip_longest(*by_question.values())):
        handed_in = [answer for answer in answers if answer]
        course.submit(assignment, f"student-{number}", fill(release, {a.question: a.source for a in handed_in}))
        wrong += wrong_marks(assignment, handed_in, course.autograde(assignment, f"student-{number}"))
    assert wrong == []
