"""The directive ``quiz``: what it makes of a question and its key, and what it says of one that is not complete."""

import pytest
from bs4 import BeautifulSoup

from tests.book.pages import BOOK
from tests.book.small_books import build

CONFIG = """
import sys
sys.path.insert(0, {folder!r})
extensions = ["myst_nb", "playground", "quiz"]
nb_execution_mode = "off"
myst_enable_extensions = ["colon_fence", "dollarmath", "tasklist"]
html_static_path = [{assets!r}]
"""
ONE = """:::{quiz}
Is $1 + 1$ even?

- [ ] Yes, **it** is
- [ ] No
:::"""
ONE_KEY = ["Right. It is 2.\n\nTwice *1*.", "Not this one. It is 2."]
NUMBER = """:::{quiz}
:tolerance: 0.01

How much is a half?

- [ ] −0.5
- [ ] 0.5
- [ ] another number
:::"""
NUMBER_KEY = ["Not this one. Its sign is wrong.", "Right. It is.", "Not this one. Divide 1 by 2."]
SEVERAL, SEVERAL_KEY = ONE.replace("- [ ] No", "- [ ] So it is\n- [ ] No"), [ONE_KEY[0], *ONE_KEY]
RUN = ONE.replace("{quiz}\n", "{quiz}\n:run: run=60,0.1,given&run=5,0.1,reshuffle&axis=updates\n")
PLAYED = f"{RUN}\n\n:::{{playground}}\n:runs: 1 0.1 given\n:::"
FULL = ONE.replace("- [ ] Yes, **it** is", "- [ ] Yes\n\n  It is 2.\n")

# The text of a cell, and `quiz` in its metadata.
RIGHT = {
    "one": (ONE, [ONE_KEY]),
    "several": (SEVERAL, [SEVERAL_KEY]),
    "number": (NUMBER, [NUMBER_KEY]),
    "two": (f"{ONE}\n\n## Further down\n\n::::{{admonition}} Box\n{NUMBER}\n::::", [ONE_KEY, NUMBER_KEY]),
    "run": (PLAYED, [ONE_KEY]),
    "none": ("Text.", None),
}
WRONG = {
    "empty": (":::{quiz}\n:::", [ONE_KEY], "write the question"),
    "no-options": (":::{quiz}\nA question without options?\n:::", [ONE_KEY], "write the question"),
    "no-question": (":::{quiz}\n- [ ] Options\n- [ ] without a question\n:::", [ONE_KEY], "write the question"),
    "no-box": (ONE.replace("- [ ] No", "- No"), [ONE_KEY], "option B has no box"),
    "a-tick": (ONE.replace("- [ ] Yes", "- [x] Yes"), [ONE_KEY], "option A: write one line with an empty box"),
    "feedback": (FULL, [ONE_KEY], "option A: write one line with an empty box"),
    "no-metadata": (ONE, None, "2 options, but no list"),
    "no-key": (f"{SEVERAL}\n\n{ONE}", [SEVERAL_KEY], "cell quizzes, quiz 2: 2 options, but no list"),
    "flat-key": (ONE, ONE_KEY, "2 options, but no list"),
    "short-key": (ONE, [ONE_KEY[:1]], "2 options, but 1 texts"),
    "long-key": (ONE, [SEVERAL_KEY], "2 options, but 3 texts"),
    "no-verdict": (ONE, [["Yes. It is 2.", ONE_KEY[1]]], "the feedback to option A begins with"),
    "no-reason": (ONE, [[ONE_KEY[0], "Not this one."]], "the feedback to option B begins with"),
    "none-right": (ONE, [ONE_KEY[1:] * 2], "at least one option is right"),
    "all-right": (ONE, [ONE_KEY[:1] * 2], "at least one is not"),
    "tolerance": (NUMBER.replace("0.01", "small"), [NUMBER_KEY], "'small' is not a number"),
    "not-a-number": (NUMBER.replace("] 0.5", "] a half"), [NUMBER_KEY], "'a half' is not a number"),
    "too-close": (NUMBER.replace("−0.5", "0.496"), [NUMBER_KEY], "0.496 and 0.5 are the same within"),
}
WRONG_RUNS = {
    "run-order": (PLAYED.replace("reshuffle", "sorted"), "order is 'sorted'"),
    "run-rate": (PLAYED.replace("60,0.1", "60,2"), "rate is 2.0: give at most 1.5"),
    "run-batch": (PLAYED.replace("60,0.1", "61,0.1"), "batch is 61"),
    "run-axis": (PLAYED.replace("axis=updates", "axis=seconds"), "axis is 'seconds'"),
    "run-start": (PLAYED.replace("axis=updates", "start=25,0"), "start has slope 25"),
    "run-name": (PLAYED.replace("axis=updates", "epoch=9"), "setting is 'epoch'"),
    "run-nowhere": (RUN, "the page has no playground"),
}
SPARE = (ONE, [ONE_KEY, NUMBER_KEY])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build a page for each question; return what reads a page, and what Sphinx said of each."""
    root = tmp_path_factory.mktemp("quizzes")
    config = CONFIG.format(folder=str(BOOK / "_extensions"), assets=str(BOOK / "_assets"))
    runs = {name: (text, [ONE_KEY]) for name, (text, _) in WRONG_RUNS.items()}
    (root / "text.md").write_text(f"---\norphan: true\n---\n\n# Page\n\n{ONE}\n", encoding="utf-8")
    return build(root, config, "quiz", "quizzes", RIGHT | WRONG | runs | {"spare": SPARE})


def feedback(page: BeautifulSoup, question: str) -> dict[str, str]:
    """Return the feedback to each option of a question at the end of the page."""
    answers = page.select(f".mb-answers #{question}-answers > details.mb-answer")
    return {a.summary.get_text(): a.select_one(".mb-feedback").get_text(" ", strip=True) for a in answers}


def test_options_stand_below_the_question_and_answers_at_the_end(built):
    page, said = built("one")
    assert said == ""
    quiz = page.select_one(".mb-quiz[data-kind=one]")
    assert [option.get_text() for option in quiz.select("ol > li")] == ["Yes, it is", "No"]
    assert [option["type"] for option in quiz.select("ol > li > label > input")] == ["radio", "radio"]
    assert feedback(page, "quiz-1") == {"A.": "Right. It is 2. Twice 1 .", "B.": "Not this one. It is 2."}
    assert ["data-right" in answer.attrs for answer in page.select(".mb-answer")] == [True, False]
    assert page.select(".mb-quiz details, .mb-quiz .mb-run, .mb-quiz :checked") == []


def test_several_right_options_are_boxes_to_check(built):
    page, _ = built("several")
    quiz = page.select_one(".mb-quiz[data-kind=several]")
    assert [option["type"] for option in quiz.select("input")] == ["checkbox"] * 3


def test_numbers_have_their_values_and_the_last_option_none(built):
    page, said = built("number")
    assert said == ""
    quiz = page.select_one(".mb-quiz[data-kind=number]")
    assert quiz["data-tolerance"] == "0.01"
    assert [field["type"] for field in quiz.select("input")] == ["text"]
    assert [answer.get("data-value") for answer in page.select(".mb-answer")] == ["-0.5", "0.5", None]


def test_two_questions_and_their_answers_lead_to_each_other(built):
    page, said = built("two")
    assert said == ""
    assert list(feedback(page, "quiz-1")) == ["A.", "B."] and list(feedback(page, "quiz-2")) == ["A.", "B.", "C."]
    (end,) = page.select(".mb-answers")
    assert end.h2.get_text() == "Answers"
    assert end.find_next_siblings() == [] and not end.find_parent(class_="admonition")
    for number, quiz in enumerate(page.select(".mb-quiz"), 1):
        (there,), (back,) = quiz.select(".mb-number a"), end.select(f"#quiz-{number}-answers > p > a")
        assert (there.get_text(), there["href"]) == (f"Question {number}", f"#quiz-{number}-answers")
        assert (back.get_text(), back["href"]) == (f"Question {number}", f"#quiz-{number}")
        assert quiz.select(f"#quiz-{number}")


def test_only_a_page_with_a_quiz_loads_the_script(built):
    page, _ = built("one")
    assert len(page.select("script[src*='scripts/quiz.js'][defer]")) == 1


def test_a_page_without_a_quiz_has_neither_script_nor_answers(built):
    page, _ = built("none")
    assert page.select("script[src*='scripts/quiz.js'], .mb-answers") == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_missing_is_said_of_the_quiz_in_its_cell(built, name):
    page, said = built(name)
    assert WRONG[name][2] in said
    assert "cell quizzes, quiz" in said
    assert len(page.select(".mb-quiz")) == (name == "no-key")


def test_a_key_too_many_is_said(built):
    _, said = built("spare")
    assert "cell quizzes: `quiz` in its metadata has 2 keys for 1 of them" in said


def test_a_page_of_text_has_no_place_for_a_key(built):
    page, said = built("text")
    assert "a quiz stands in a Markdown cell of a notebook" in said
    assert page.select(".mb-quiz") == []


def test_a_run_is_a_link_to_the_playground(built):
    page, said = built("run")
    assert said == ""
    assert page.select_one(".mb-run")["href"] == "#playground?run=60,0.1,given&run=5,0.1,reshuffle&axis=updates"


@pytest.mark.parametrize("name", WRONG_RUNS)
def test_a_run_that_the_playground_cannot_show_is_said(built, name):
    page, said = built(name)
    assert "quiz: :run: run=6" in said and WRONG_RUNS[name][1] in said
    assert page.select(".mb-run") == []
