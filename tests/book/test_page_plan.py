"""Every chapter has the parts that the course promises, from objectives to exercises with solutions."""

import re

import pytest

from tests.book.pages import CHAPTERS, markdown, notebook
from tests.book.quizzes import QUIZ, quizzes


@pytest.fixture(params=CHAPTERS)
def text(request):
    return "\n\n".join(markdown(request.param))


def boxes(text, kind):
    """Return the content of each box of a kind."""
    return re.findall(rf"^(:{{3,}})\{{admonition\}}[^\n]*\n:class: {kind}\n(.*?)^\1$", text, re.M | re.S)


def test_header_says_what_a_reader_will_be_able_to_do(text):
    ((_, goals),) = boxes(text, "mb-goals")
    assert len(re.findall(r"^- [A-Z].*\?$", goals, re.M)) >= 2, "goals are questions"
    assert "\nPrerequisites\n: " in goals


@pytest.mark.parametrize("entry", CHAPTERS)
def test_prediction_is_a_quiz_with_one_right_answer(entry):
    predictions = [
        (box, quizzes(cell)) for cell in notebook(entry).cells for _, box in boxes(cell.source, "mb-predict")
    ]
    assert predictions
    for prediction, asked in predictions:
        (quiz,) = [quiz for quiz in asked if quiz.text in prediction]
        assert 3 <= quiz.options <= 4
        assert quiz.rights == 1


@pytest.mark.parametrize("entry", CHAPTERS)
def test_what_answers_a_prediction_is_folded(entry):
    """Below each prediction, and before the next, cells have the tag `answer`."""
    cells = [
        "P" if boxes(cell.source, "mb-predict") else "A" if is_folded(cell) else "" for cell in notebook(entry).cells
    ]
    assert re.fullmatch(r"(PA+)+", "".join(cells)), "the tag `answer` folds what answers the prediction above"


def is_folded(cell):
    return "answer" in cell.metadata.get("tags", [])


@pytest.mark.parametrize("entry", CHAPTERS)
def test_three_questions_recall_earlier_chapters(entry):
    asked = [quizzes(cell) for cell in notebook(entry).cells if boxes(cell.source, "mb-recall")]
    assert [len(group) for group in asked] == ([] if entry == CHAPTERS[0] else [3])


def test_mistake_check_and_summary_are_there(text):
    assert boxes(text, "mb-mistake")
    checks = boxes(text, "mb-check")
    assert checks and all(QUIZ.search(check) for _, check in checks)
    assert len(boxes(text, "mb-summary")) == 1
    assert "{cite:" in text.split("\n## References\n")[1]


def test_exercises_say_what_to_hand_in_and_have_solutions(text):
    exercises = boxes(text, "mb-exercise")
    assert 3 <= len(exercises) <= 5
    for _, exercise in exercises:
        for part in ("\nDeliverable\n: ", "\nSuccess criterion\n: "):
            assert part in exercise
        assert "{dropdown} Solution" in exercise or "{order-lines}" in exercise, (
            "lines to order are answered at the end"
        )
    kinds = "conceptual|lines to order|short code|extended"
    titles = re.findall(rf"\{{admonition\}} Exercise (\d) \((?:{kinds})\)$", text, re.M)
    assert titles == [str(number) for number in range(1, len(exercises) + 1)]


@pytest.mark.parametrize("entry", CHAPTERS)
def test_numbers_are_guarded(entry):
    cells = [cell for cell in notebook(entry).cells if "hide-cell" in cell.metadata.get("tags", [])]
    guards = [cell for cell in cells if "code_prompt_show" not in cell.metadata.get("mystnb", {})]
    assert guards
    assert all("assert" in cell.source and not cell.outputs for cell in guards)
