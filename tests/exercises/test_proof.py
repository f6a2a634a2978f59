"""The instructors' answers changed in one place lose marks, unless listed as right."""

import pytest

from exercises import corpus, make_proof, mutants
from mbcourse import checks
from mbcourse.checks.question import SECRET

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # raised by a mutant

EVERY = 40  # of the mutants that ought to lose marks, `make test` runs one in so many
EACH_QUESTION = pytest.mark.parametrize(
    ("assignment", "question"),
    [(assignment, question) for assignment in checks.assignments() for question in corpus.Source(assignment).solutions],
)


@EACH_QUESTION
def test_a_sample_of_the_mutants_loses_marks_and_the_listed_ones_keep_them(assignment, question):
    made = mutants.mutants(corpus.Source(assignment).solutions[question])
    listed = make_proof.equivalent(assignment, question)
    assert listed <= set(made), "listed, but no mutant of this answer any more"
    sample = listed | set([what for what in made if what not in listed][::EVERY])
    assert mutants.surviving(assignment, question, {what: made[what] for what in sample}) == listed


@pytest.mark.prove
@EACH_QUESTION
def test_every_mutant_that_keeps_full_marks_is_listed(assignment, question):
    assert make_proof.surviving(assignment, question) == make_proof.equivalent(assignment, question)


@pytest.mark.prove
@pytest.mark.parametrize("secret", ["a", "b", "c", "d"])
@pytest.mark.parametrize("assignment", checks.assignments())
def test_the_course_secret_changes_no_mark(assignment, secret, monkeypatch):
    monkeypatch.setenv(SECRET, secret)
    answers = corpus.answers(assignment)
    marks = {answer: corpus.percent(assignment, answer.question, answer.source) for answer in answers}
    assert {answer.name: mark for answer, mark in marks.items() if mark != answer.percent} == {}


@pytest.mark.prove
def test_the_table_says_what_marking_every_answer_and_mutant_says():
    assert make_proof.PROOF.read_text("utf-8") == make_proof.proof(make_proof.mark, make_proof.surviving)


def test_only_questions_that_exist_are_listed():
    for assignment in checks.assignments():
        assert set(mutants.listed(assignment)) <= set(corpus.Source(assignment).solutions)


def test_a_mutant_that_never_ends_loses_marks():
    endless = "def predict(x, w, h):\n    while True:\n        pass"
    assert mutants.surviving("ps1", "q1", {"endless": endless}) == set()


def test_the_mutants_of_a_small_function():
    made = mutants.mutants("def f(x):\n    return x[0] - 1")
    kinds = ["x[0] + 1", "1 - x[0]", "x[0]", "x[1] - 1", "x[-1] - 1", "x - 1", "x[0] - 2"]
    assert {f"return x[0] - 1 → return {kind}" for kind in kinds} <= set(made)
    assert "return x[0] - 1 → pass" in made
    assert made["return x[0] - 1 → return x - 1"] == "def f(x):\n    return x - 1"
