"""The quizzes of the chapters: a reader answers, and reads the feedback to that answer."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from string import ascii_uppercase
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdfium2 import PdfDocument

from tests.book.pages import CHAPTERS, markdown, notebook
from tests.book.quizzes import quizzes
from tests.browser.built import parsed
from tests.browser.visiting import opened
from tests.sampling import first_of_each

# A chapter's predictions come first, each with one right answer; then the questions that readers check themselves by.
BGD = "part-1/03-batch-gradient-descent.html"  # one right answer, whole numbers, numbers within a tolerance
SGD = "part-1/04-stochastic-gradient-descent.html"  # several right answers
BATCHES = {"1": r"SGD \(1\)", "60": r"BGD \(60\)"}  # those that the playground names
LINKS = [
    (entry, link) for entry in CHAPTERS for link in re.findall(r"^:run: (run=.+)", "\n".join(markdown(entry)), re.M)
]


def chapter(browser: Browser, root: str, name: str, **options) -> AbstractContextManager[Page]:
    return opened(browser, f"{root}/{name}", **options)


def quiz(page: Page, question: str) -> Locator:
    return page.locator(".mb-quiz").filter(has_text=question)


def plain(text: str) -> str:
    """A text with single spaces, typewriter quotation marks and no ligatures."""
    return " ".join(normalize("NFKC", text).translate(str.maketrans("’“”", '\'""')).split())


def beginning(feedback: str) -> str:
    """What a feedback says before the first formula or link, which a page shows in other characters."""
    return plain(re.split(r"[$`*{]", feedback)[0])


def check(form: Locator) -> Locator:
    """Press the button; return what the quiz says."""
    form.get_by_role("button", name="Check").click()
    return form.get_by_role("status")


@pytest.fixture(scope="module")
def page(browser: Browser, served: str) -> Iterator[Page]:
    with chapter(browser, served, BGD) as page:
        yield page


@pytest.fixture
def unanswered(page: Page) -> Locator:
    """A question that has been answered by nobody, or was taken back."""
    form = quiz(page, "Which of these ends lowest?")
    form.evaluate("form => { form.reset(); form.dispatchEvent(new Event('input')); }")
    expect(form.get_by_role("status")).to_be_empty()
    return form


def test_a_page_opens_with_nothing_answered(page, unanswered):
    unanswered.get_by_role("radio").first.check()
    expect(check(unanswered)).not_to_be_empty()
    page.reload()
    expect(page.locator(".mb-quiz :checked")).to_have_count(0)
    expect(page.locator(".mb-verdict").first).to_be_empty()


def test_each_answer_is_told_why(unanswered):
    expect(unanswered.get_by_role("group", name=re.compile("Which of these ends lowest"))).to_be_visible()
    for rate, said in (("0.1", "Not this one. It ends at 1.026"), ("0.25", "Right. It ends at 0.0085")):
        unanswered.get_by_role("radio", name=re.compile(rf"\b{rate}$")).check()
        expect(unanswered.get_by_role("status")).to_be_empty()
        expect(check(unanswered)).to_contain_text(said)


def test_nothing_chosen_is_said(unanswered):
    expect(check(unanswered)).to_have_text("Choose an answer first.")


def test_everything_works_from_the_keyboard(page, unanswered):
    unanswered.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(unanswered.get_by_role("status")).to_contain_text("Right.")


def test_with_scripts_the_form_alone_shows(page):
    page.locator("form.mb-quiz").first.wait_for()
    expect(page.locator(":is(.mb-number, .mb-answers, .mb-quiz[data-kind=number] ol):visible")).to_have_count(0)


def test_several_answers_are_told_each_and_that_one_is_missing(browser, served):
    with chapter(browser, served, SGD) as page:
        form = quiz(page, "What do you ask for?")
        form.get_by_label("The same runs with the examples shuffled").check()
        form.get_by_label("More epochs in the same order").check()
        said = check(form)
        expect(said.locator(".mb-feedback strong")).to_have_text(["Right.", "Not this one."])
        expect(said).to_contain_text("At least one more is right.")
        form.get_by_label("Several seeds").check()
        expect(check(form)).not_to_contain_text("At least one more is right.")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0.2353", "Right."),
        ("2/8.5", "Right."),
        (" 4 / 17 ", "Right."),
        ("0.25", "Not this one. This is the limit"),
        ("−3", "Not this one. The best constant rate is 2 over"),
        ("0", "Not this one. The best constant rate is 2 over"),
        ("", "Write a number"),
        ("a quarter", "Write a number"),
        ("0,25", "Write a number"),
        ("1/2/3", "Write a number"),
        ("2/", "Write a number"),
        ("1/0", "Write a number"),
    ],
)
def test_a_number_is_read_as_it_is_written(page, written, said):
    rate = quiz(page, "Which is the best constant learning rate?")
    field = rate.get_by_label("Your answer")
    field.fill(written)
    field.press("Enter")
    expect(rate.get_by_role("status")).to_contain_text(said)
    expect(field).to_have_attribute("aria-invalid", "true" if said == "Write a number" else "false")


def settings(entry: str, link: str) -> set[str]:
    """What a link sets, and how the playground names its batches."""
    return {*re.findall(r"(\w+)=", link), *(BATCHES.get(batch, "other") for batch in re.findall(r"run=(\d+)", link))}


@pytest.mark.parametrize(("entry", "link"), first_of_each(LINKS, kinds=settings, name=lambda entry, _: entry))
def test_what_was_asked_runs_in_the_playground(browser, served, entry, link):
    batches = re.findall(r"run=(\d+)", link)
    with chapter(browser, served, f"{entry}.html") as page:
        form = page.locator(f".mb-quiz:has(.mb-run[href$='?{link}'])")
        run = form.get_by_role("link", name="Now run it in the playground")
        expect(run).to_be_hidden()
        form.get_by_role("radio").first.check()
        check(form)
        run.click()
        expect(page.locator(".mbp-runs tbody tr")).to_have_count(len(batches))
        names = [re.compile(BATCHES.get(batch, f"batch size {batch}")) for batch in batches]
        expect(page.locator(".mbp-runs tbody b")).to_have_text(names)
        playground = page.locator(".mbp")
        expect(playground).to_be_in_viewport()
        expect(playground.get_by_label("epochs").first).to_have_value(re.search(r"epochs=(\d+)", link)[1])


@pytest.mark.parametrize("entry", CHAPTERS)
def test_every_answer_of_the_built_page_is_what_its_key_says(site, entry):
    page = parsed(site / f"{entry}.html")
    keys = [quiz.key for cell in notebook(entry).cells for quiz in quizzes(cell)]
    questions = page.select(".mb-question")
    assert len(questions) == len(keys)
    options = {answers["id"]: answers.select(":scope > .mb-answer") for answers in page.select(".mb-answers > div")}
    for question, key in zip(questions, keys, strict=True):
        answers = options[f"{question['id']}-answers"]
        assert ["data-right" in answer.attrs for answer in answers] == [text.startswith("Right. ") for text in key]
        for answer, text in zip(answers, key, strict=True):
            assert plain(answer.get_text()).startswith(f"{answer.summary.get_text()} {beginning(text)}")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_on_paper_answers_stand_at_the_end_alone(browser, served, scripts):
    with chapter(browser, served, BGD, java_script_enabled=scripts) as page:
        if scripts:
            form = quiz(page, "Which of these ends lowest?")
            form.get_by_role("radio").first.check()
            check(form)
        paper = plain(" ".join(sheet.get_textpage().get_text_bounded() for sheet in PdfDocument(page.pdf())))
    questions, answers = paper.rsplit("Answers", 1)
    assert "References" in questions
    cells = [cell for cell in notebook(BGD.removesuffix(".html")).cells if quizzes(cell)]
    keys = [quiz.key for cell in cells for quiz in quizzes(cell)]
    for number, key in enumerate(keys, 1):
        assert f"Question {number}, answered at the end" in questions and f"Question {number}" in answers
        for letter, feedback in zip(ascii_uppercase, key, strict=False):
            assert f"{letter}. {beginning(feedback)}" in answers
            assert beginning(feedback).strip() in ("Right.", "Not this one.") or beginning(feedback) not in questions
    assert "A. 0.1" in questions and "Check yourself" in questions and "Your answer" not in paper


def test_without_scripts_each_answer_opens_at_the_end(browser, served):
    with chapter(browser, served, BGD, java_script_enabled=False) as page:
        question = quiz(page, "Which of these ends lowest?")
        expect(question.get_by_role("listitem")).to_have_text(["0.1", "0.25", "0.3", "0.34"])
        question.get_by_role("link", name="Question").click()
        answers = page.locator("#quiz-4-answers")  # after the three that recall
        expect(answers).to_be_in_viewport()
        expect(answers.locator(".mb-feedback").nth(1)).to_be_hidden()
        answers.locator("summary").nth(1).click()
        expect(answers.locator(".mb-feedback").nth(1)).to_contain_text("Right. It ends at 0.0085.")
        expect(page.locator(".mb-run:visible")).to_have_count(0)
