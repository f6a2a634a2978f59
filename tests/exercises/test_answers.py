"""Every answer of the corpus gets the mark in its name and the hint that its mistake deserves, as the tables say.

`make test` takes the first answer to each question for each mark and each way in which a check can answer it.
"""

import pytest

from exercises import corpus, make_checks, make_proof
from mbcourse import checks
from mbcourse.checks.pages import address
from tests.sampling import first_of_each

# An answer that raises a warning is a wrong answer among others; it must not end the test.
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

RIGHT_AT_LEAST, WRONG_AT_LEAST = 5, 12
EACH_ANSWER = pytest.mark.parametrize(
    ("assignment", "answer"),
    first_of_each(
        [(name, answer) for name in checks.assignments() for answer in corpus.answers(name)],
        kinds=lambda name, a: [(name, a.question, a.percent), (name, a.question, bool(a.hint), bool(a.says))],
        name=lambda name, a: f"{name}-{a.question}-{a.name}",
    ),
)
EACH_ASSIGNMENT = pytest.mark.parametrize("assignment", checks.assignments())


def message(assignment: str, answer: corpus.Answer) -> str:
    """What the public check says about an answer, in one line; nothing if it passes."""
    question = getattr(getattr(checks, assignment), answer.question)
    try:
        question.check(corpus.function(assignment, answer.question, answer.source))
    except checks.CheckFailed as failed:
        return " ".join(str(failed).split())
    return ""


@EACH_ANSWER
def test_answer_gets_the_mark_in_its_name(assignment, answer):
    assert make_proof.mark(assignment, answer) == answer.percent


@EACH_ANSWER
def test_public_check_names_the_mistake(assignment, answer):
    said = message(assignment, answer)
    if answer.hint:
        assert f": {answer.hint} Read: " in said
    elif answer.says:
        assert answer.says in said
    else:
        assert said == ""


def test_stored_tables_agree_with_the_answers_and_the_lists():
    assert make_proof.PROOF.read_text("utf-8") == make_proof.proof(make_proof.named, make_proof.equivalent), (
        "run: make exercises"
    )
    assert make_proof.HINTS.read_text("utf-8") == make_proof.hints(), "run: make exercises"


@EACH_ASSIGNMENT
def test_instructors_solution_gets_everything_and_the_stub_nothing(assignment):
    for question, solution in corpus.Source(assignment).solutions.items():
        assert corpus.percent(assignment, question, solution) == 100
        name = getattr(getattr(checks, assignment), question).name
        stub = f"def {name}(*arguments):\n    raise NotImplementedError('your answer here')"
        assert corpus.percent(assignment, question, stub) == 0


@EACH_ASSIGNMENT
def test_each_question_has_enough_right_and_wrong_answers(assignment):
    for question in corpus.Source(assignment).solutions:
        percents = [answer.percent for answer in corpus.answers(assignment) if answer.question == question]
        assert percents.count(100) >= RIGHT_AT_LEAST
        assert len(percents) - percents.count(100) >= WRONG_AT_LEAST


@EACH_ASSIGNMENT
def test_stored_checks_are_what_the_tool_makes(assignment):
    stored = (make_checks.CHECKS / f"{assignment}.json").read_text("utf-8")
    assert stored == make_checks.text(assignment), "run: make exercises"


@EACH_ASSIGNMENT
def test_pages_to_read_are_in_the_book(assignment):
    for question in getattr(checks, assignment).questions:
        own_text = f"The text of question {question.key.removeprefix('q')}"
        for page in {question.page, *(mistake.page for mistake in question.mistakes)} - {own_text}:
            assert address(page), page


def test_stored_addresses_of_pages_are_what_the_tool_makes():
    assert (make_checks.CHECKS / "pages.json").read_text("utf-8") == make_checks.pages(), "run: make exercises"
