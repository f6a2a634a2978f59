"""The directive ``quiz``: what it makes of a question, and what it says of one that is not complete."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from tests.book.pages import BOOK

CONFIG = """
import sys
sys.path.insert(0, {folder!r})
extensions = ["myst_parser", "playground", "quiz"]
myst_enable_extensions = ["colon_fence", "dollarmath", "tasklist"]
html_static_path = [{assets!r}]
"""
ONE = """:::{quiz}
Is $1 + 1$ even?

- [x] Yes, **it** is

  It is 2.

  Twice 1.

- [ ] No

  It is 2.
:::"""
NUMBER = """:::{quiz}
:tolerance: 0.01

How much is a half?

- [ ] −0.5

  Its sign is wrong.

- [x] 0.5

  It is.

- [ ] another number

  Divide 1 by 2.
:::"""


SEVERAL = ONE.replace("- [ ] No\n", "- [x] So it is\n").replace("\n:::", "\n\n- [ ] No\n\n  It is.\n:::")
RUN = ONE.replace("{quiz}\n", "{quiz}\n:run: run=60,0.1,given&run=5,0.1,reshuffle&axis=updates\n")
PLAYGROUND = ":::{playground}\n:runs: 1 0.1 given\n:::"
PLAYED = f"{RUN}\n\n{PLAYGROUND}"

RIGHT = {"one": ONE, "several": SEVERAL, "number": NUMBER, "two": f"{ONE}\n\n{NUMBER}", "run": PLAYED, "none": "Text."}
WRONG = {
    "empty": (":::{quiz}\n:::", "write the question"),
    "no-options": (":::{quiz}\nA question without options?\n:::", "write the question"),
    "no-question": (":::{quiz}\n- [x] Options\n\n  without\n- [ ] a question\n\n  before\n:::", "write the question"),
    "none-right": (ONE.replace("[x]", "[ ]"), "at least one option is right"),
    "all-right": (ONE.replace("[ ]", "[x]"), "at least one is not"),
    "no-mark": (ONE.replace("- [ ] No", "- No"), "option B has no mark"),
    "no-feedback": (ONE.replace("No\n\n  It is 2.", "No"), "option B needs feedback"),
    "tolerance": (NUMBER.replace("0.01", "small"), "'small' is not a number"),
    "not-a-number": (NUMBER.replace("] 0.5", "] a half"), "'a half' is not a number"),
    "too-close": (NUMBER.replace("−0.5", "0.496"), "0.496 and 0.5 are the same within the tolerance of 0.01"),
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


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build a page for each question; return what reads a page, and what Sphinx said of each."""
    root = tmp_path_factory.mktemp("quizzes")
    config = CONFIG.format(folder=str(BOOK / "_extensions"), assets=str(BOOK / "_assets"))
    (root / "conf.py").write_text(config, encoding="utf-8")
    pages = RIGHT | {name: text for name, (text, _) in (WRONG | WRONG_RUNS).items()}
    for name, text in pages.items():
        (root / f"{name}.md").write_text(f"---\norphan: true\n---\n\n# Page\n\n{text}\n", encoding="utf-8")
    (root / "index.md").write_text("# Quizzes\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", str(root), str(root / "html")]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr

    def page(name: str) -> tuple[BeautifulSoup, str]:
        of_page = [line for line in said.splitlines() if f"/{name}.md" in line]
        return BeautifulSoup((root / "html" / f"{name}.html").read_text("utf-8"), "html.parser"), "\n".join(of_page)

    return page


def test_options_are_disclosures_with_their_feedback(built):
    page, said = built("one")
    assert said == ""
    options = page.select(".mb-quiz[data-kind=one] > details.mb-option")
    assert [option.summary.get_text() for option in options] == ["A. Yes, it is", "B. No"]
    feedback = [option.select_one(".mb-feedback").get_text(" ", strip=True) for option in options]
    assert feedback == ["Right. It is 2. Twice 1.", "Not this one. It is 2."]
    assert ["data-right" in option.attrs for option in options] == [True, False]
    assert page.select(".mb-quiz input, .mb-quiz .mb-run") == []


def test_several_right_options_are_boxes_to_check(built):
    page, _ = built("several")
    assert page.select_one(".mb-quiz")["data-kind"] == "several"


def test_numbers_have_their_values_and_the_last_option_none(built):
    page, said = built("number")
    assert said == ""
    quiz = page.select_one(".mb-quiz[data-kind=number]")
    assert quiz["data-tolerance"] == "0.01"
    assert [option.get("data-value") for option in quiz.select("details")] == ["-0.5", "0.5", None]


def test_two_questions_have_two_names(built):
    page, said = built("two")
    assert said == ""
    assert len({question["id"] for question in page.select(".mb-question")}) == 2


def test_only_a_page_with_a_quiz_loads_the_script(built):
    page, _ = built("one")
    assert len(page.select("script[src*='scripts/quiz.js'][defer]")) == 1


def test_a_page_without_a_quiz_does_not(built):
    page, _ = built("none")
    assert page.select("script[src*='scripts/quiz.js']") == []


@pytest.mark.parametrize("name", WRONG)
def test_what_is_missing_is_said(built, name):
    page, said = built(name)
    assert WRONG[name][1] in said
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
