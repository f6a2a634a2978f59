"""The review page asks the recall questions of all chapters, one at a time, those that were missed sooner."""

import json
from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.book.pages import CHAPTERS, notebook
from tests.book.quizzes import quizzes
from tests.browser.visiting import LOOKS, STICKS_OUT, opened, violations

DRAWS = 400
SHOWN = ".mb-recall[data-shown]"
KEY = "document.querySelector('.mb-recall[data-shown] form').dataset.key"
# The keys of many draws, without the pauses of a reader.
DRAW = f"n => Array.from({{length: n}}, () => {{ document.querySelector('.mb-review-next').click(); return {KEY} }})"


def recall(entry: str) -> list:
    return [quiz for cell in notebook(entry).cells if "mb-recall" in cell.source for quiz in quizzes(cell)]


def test_it_has_the_questions_of_all_chapters_and_shows_one(browser, served):
    with opened(browser, f"{served}/review.html") as page:
        expect(page.locator(".mb-recall")).to_have_count(sum(len(recall(entry)) for entry in CHAPTERS))
        expect(page.locator(".mb-recall:visible")).to_have_count(1)


@pytest.mark.parametrize("how", ["mouse", "keyboard", "touch"])
def test_a_question_is_answered_and_the_next_one_asked(browser, served, how):
    with opened(browser, f"{served}/review.html", has_touch=how == "touch") as page:
        shown = page.evaluate(KEY)
        box = page.locator(f"{SHOWN} input").first
        check = page.locator(SHOWN).get_by_role("button", name="Check")
        follow = page.get_by_role("button", name="Next question")
        kind = box.get_attribute("type")
        if how == "keyboard":
            box.focus()
            page.keyboard.press("1" if kind == "text" else "Space")
            page.keyboard.press("Enter")
        else:
            box.fill("1") if kind == "text" else (box.tap() if how == "touch" else box.check())
            check.tap() if how == "touch" else check.click()
        expect(page.locator(f"{SHOWN} .mb-feedback").first).to_be_visible()
        expect(page.locator(".mb-scripted").get_by_text("of 1 right at the first try")).to_be_visible()
        if how == "keyboard":
            follow.focus()
            page.keyboard.press("Enter")
        else:
            follow.tap() if how == "touch" else follow.click()
        assert page.evaluate(KEY) != shown
        assert page.evaluate(f"document.querySelector('{SHOWN}').contains(document.activeElement)")


def test_what_was_missed_comes_more_often_and_what_is_known_less(browser, served):
    """Weights 8 and 1/16 against 1; the last three wait, so the shares are compared with each other alone."""
    with opened(browser, f"{served}/review.html") as page:
        keys = page.evaluate("[...document.querySelectorAll('.mb-recall form')].map(form => form.dataset.key)")
        given = {"said": ["A"], "isRight": True, "when": "2026-01-02"}
        entry = {
            "kind": "recall",
            "place": "x.html#quiz-1",
            "question": "Q",
            "rights": [],
            "first": given,
            "last": given,
        }
        told = {keys[0]: entry | {"results": "--"}, keys[1]: entry | {"results": "++"}}
        page.evaluate(f"localStorage['mbcourse-ledger'] = {json.dumps(json.dumps({'answers': told}))}")
        drawn = page.evaluate(DRAW, DRAWS)
        count = Counter(drawn)
        others = sorted(count[key] for key in keys[2:])
        assert count[keys[1]] < others[0] <= others[-1] < count[keys[0]]
        assert all(len(set(drawn[i : i + 4])) == 4 for i in range(DRAWS - 4))


def test_an_answer_here_and_one_in_the_chapter_are_of_the_same_question(browser, served):
    with opened(browser, f"{served}/part-1/02-error-surface.html") as page:
        form = page.locator(".mb-recall form").first
        form.locator("input").first.check()
        form.get_by_role("button", name="Check").click()
        key = form.get_attribute("data-key")
        page.goto(f"{served}/review.html")
        here = page.locator(f"form[data-key='{key}']")
        here.evaluate("form => { form.elements[0].elements[1].checked = true; form.requestSubmit() }")
        kept = json.loads(page.evaluate("localStorage['mbcourse-ledger']"))["answers"]
        assert list(kept) == [key] and len(kept[key]["results"]) == 2
        assert kept[key]["place"] == "part-1/02-error-surface.html#quiz-1"


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_it_fits_and_axe_finds_nothing(browser, served, scheme, width):
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    with opened(browser, f"{served}/review.html", **options) as page:
        page.wait_for_load_state("networkidle")
        assert page.evaluate(STICKS_OUT) == []
        assert violations(page) == []


def test_paper_has_all_questions_and_their_answers(browser, served):
    with opened(browser, f"{served}/review.html") as page:
        page.emulate_media(media="print")
        number = sum(len(recall(entry)) for entry in CHAPTERS)
        expect(page.locator(".mb-recall:visible")).to_have_count(number)
        expect(page.locator(".mb-answers > div:visible")).to_have_count(number)
        expect(page.get_by_role("button", name="Next question")).to_be_hidden()


def test_without_scripts_all_questions_stand_there_with_their_answers(browser, served):
    with opened(browser, f"{served}/review.html", java_script_enabled=False) as page:
        number = sum(len(recall(entry)) for entry in CHAPTERS)
        expect(page.locator(".mb-recall:visible")).to_have_count(number)
        expect(page.locator(".mb-answers > div")).to_have_count(number)
        expect(page.get_by_role("button", name="Next question")).to_be_hidden()
        page.get_by_role("link", name="Question 15").first.click()
        expect(page.locator("#quiz-15-answers")).to_be_in_viewport()
