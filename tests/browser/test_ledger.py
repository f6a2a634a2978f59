"""The reader's ledger: what was predicted, answered and kept, in the order of reading and in this browser alone."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.book.pages import ENTRIES, first_with_each_element
from tests.browser.visiting import LOOKS, PAGES, STICKS_OUT, opened, violations

LINE = "part-1/01-line.html"
SURFACE = "part-1/02-error-surface.html"
BGD = "part-1/03-batch-gradient-descent.html"
SAMPLE = [f"{page.values[0]}.html" for page in first_with_each_element(ENTRIES) if not page.marks]
STORED = "JSON.stringify([Object.keys(localStorage).sort(), Object.keys(sessionStorage), document.cookie])"


def answer(page: Page, nth: int, option: int) -> None:
    form = page.locator("form.mb-quiz").nth(nth)
    form.locator("input").nth(option).check()
    form.get_by_role("button", name="Check").click()


def keep_settings(page: Page) -> None:
    page.locator(".mb-playground").scroll_into_view_if_needed()  # made when it is about to be seen
    page.get_by_role("button", name="Keep these settings").click()
    expect(page.get_by_role("button", name="Kept in your ledger")).to_be_visible()


def entries(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(".mb-ledger-list li").all_inner_texts()]


@pytest.fixture(scope="module")
def kept(browser: Browser, served: str):
    """A reader's ledger page: answers out of order, one prediction changed, and two settings of the playground."""
    with opened(browser, f"{served}/{BGD}", "") as page:
        page.get_by_text("Show anyway").click()
        keep_settings(page)
        page.goto(f"{served}/{SURFACE}")
        answer(page, 0, 0)
        page.goto(f"{served}/{LINE}")
        answer(page, 1, 1)
        answer(page, 0, 3)
        answer(page, 0, 1)
        page.goto(f"{served}/ledger.html")
        yield page


def test_it_is_in_the_order_of_reading(kept):
    assert kept.locator(".mb-ledger-list h2").all_inner_texts() == [
        "1. A line and its data",
        "2. The error surface",
        "3. Batch gradient descent",
    ]
    first, second, *_ = entries(kept)
    assert first.startswith("Prediction The sixty targets") and second.startswith("Prediction Draw the sixty noise")


def test_an_answer_with_the_result_in_view_is_no_prediction(browser, served):
    with opened(browser, f"{served}/{LINE}", "") as page:
        page.get_by_text("Show anyway").first.click()
        answer(page, 0, 1)
        answer(page, 1, 1)
        page.goto(f"{served}/ledger.html")
        seen, predicted = entries(page)
        assert "You answered, the result in view" in seen and "You predicted" in predicted


def test_the_same_answer_again_counts_once(browser, served):
    with opened(browser, f"{served}/{SURFACE}") as page:
        for option in (0, 0, 1, 1, 0):
            answer(page, 0, option)
        kept = json.loads(page.evaluate("localStorage['mbcourse-ledger']"))["answers"]
        assert [len(entry["results"]) for entry in kept.values()] == [3]


def test_a_program_keeps_its_lines(browser, served):
    with opened(browser, f"{served}/{BGD}") as page:
        page.locator(".mb-order").evaluate(
            """(host, said) => {
                const detail = { question: document.querySelector('h1'), said: [said], rights: [said], isRight: true };
                host.dispatchEvent(new CustomEvent('mb:answer', { bubbles: true, detail }));
            }""",
            "a:\n    b < c",
        )
        answer(page, 3, 1)
        page.goto(f"{served}/ledger.html")
        assert [entry.split()[0] for entry in entries(page)] == ["Prediction", "Exercise"]
        with page.expect_download() as saved:
            page.get_by_role("button", name="Download as Markdown").click()
        assert "    ```python\n    a:\n        b < c\n    ```" in saved.value.path().read_text("utf-8")


def test_a_prediction_stands_as_it_was_first_made_with_what_happened(kept):
    first, *_ = entries(kept)
    assert re.search(r"You predicted, \d{4}-\d\d-\d\d ✗ About 0\.6, since sixty residuals", first)
    assert first.endswith("What happened About 0.01")


def test_settings_lead_back_to_the_playground(kept):
    link = kept.get_by_role("link", name="Settings of the playground")
    assert "BGD (60) rate 0.1, as given; BGD (60) rate 0.25, as given" in entries(kept)[-1]
    assert "#playground?" in link.get_attribute("href")
    with kept.expect_navigation():
        link.click()
    expect(kept.locator(".mbp")).to_be_in_viewport()
    expect(kept.locator(".mbp-runs tbody tr")).to_have_count(3)
    kept.go_back()


def test_it_is_saved_as_markdown_with_tex(kept):
    with kept.expect_download() as saved:
        kept.get_by_role("button", name="Download as Markdown").click()
    text = saved.value.path().read_text("utf-8")
    assert saved.value.suggested_filename == "ledger.md"
    title, chapter, first, *_ = text.split("\n\n")
    assert (title, chapter) == ("# Ledger: Mini-batch gradient descent", "## 1. A line and its data")
    assert first.startswith("- **Prediction.** The sixty targets were made from the line $(1, -1)$ with noise")
    assert "About 0.013, since $0.1/\\sqrt{60} = 0.0129$" in text
    assert re.search(r"- Settings of the playground, [\d-]+: \[BGD.*\]\(http\S+#playground\?\S+\)\n", text)


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_it_fits_and_axe_finds_nothing(kept, scheme, width):
    kept.set_viewport_size({"width": width, "height": 900})
    kept.emulate_media(color_scheme=scheme)
    kept.reload()
    expect(kept.locator(".mb-ledger-list li").first).to_be_visible()
    assert kept.evaluate(STICKS_OUT) == []
    assert violations(kept) == []


@pytest.mark.parametrize("how", ["keyboard", "touch"])
def test_its_buttons_work_without_a_mouse(browser, served, how):
    with opened(browser, f"{served}/{LINE}", has_touch=how == "touch") as page:
        answer(page, 0, 1)
        page.goto(f"{served}/ledger.html")
        for name in ("Download as Markdown", "Clear"):
            button = page.get_by_role("button", name=name)
            page.once("dialog", lambda dialog: dialog.accept())
            if how == "touch":
                button.tap()
            else:
                button.focus()
                page.keyboard.press("Enter")
        expect(page.locator(".mb-ledger-list")).to_have_text("Nothing is kept yet.")


def test_on_paper_are_its_entries_without_buttons(kept):
    kept.emulate_media(media="print")
    expect(kept.locator(".mb-ledger-list li").first).to_be_visible()
    expect(kept.get_by_role("button", name="Clear")).to_be_hidden()
    kept.emulate_media(media="screen")


def test_one_button_clears_it(browser, served):
    with opened(browser, f"{served}/{LINE}") as page:
        answer(page, 0, 1)
        page.goto(f"{served}/ledger.html")
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.get_by_role("button", name="Clear").click()
        assert len(entries(page)) == 1
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Clear").click()
        expect(page.locator(".mb-ledger-list")).to_have_text("Nothing is kept yet.")
        expect(page.get_by_role("button", name="Download as Markdown")).to_be_disabled()
        assert json.loads(page.evaluate("localStorage['mbcourse-ledger']"))["answers"] == {}


@pytest.mark.parametrize(
    "found", ["not JSON", '"a text"', '{"answers": {}}', '{"answers": {"x": {"kind": "check"}}, "settings": [1]}', "[]"]
)
def test_what_another_page_kept_under_its_name_does_no_harm(browser, served, found):
    with opened(browser, f"{served}/ledger.html", f"localStorage['mbcourse-ledger'] ??= {json.dumps(found)}") as page:
        expect(page.locator(".mb-ledger-list")).to_have_text("Nothing is kept yet.")
        page.goto(f"{served}/{LINE}")
        answer(page, 0, 1)
        page.goto(f"{served}/ledger.html")
        assert len(entries(page)) == 1


def test_what_is_kept_is_shown_as_text_and_formulas_alone(browser, served):
    planted = "<img src=x onerror='document.title = 1'><math><mi href='javascript:1'>x</mi></math><b>bold</b>"
    answer = {"said": [planted], "isRight": True, "when": "2026-01-02"}
    entry = {"kind": "check", "place": f"{LINE}#quiz-1", "question": planted, "rights": [planted], "results": "+"}
    kept = {"answers": {"k": entry | {"first": answer, "last": answer}}, "settings": []}
    script = f"localStorage['mbcourse-ledger'] = {json.dumps(json.dumps(kept))}"
    with opened(browser, f"{served}/ledger.html", script) as page:
        item = page.locator(".mb-ledger-list li")
        expect(item).to_contain_text("bold")
        assert item.locator("img, b, [href^=javascript]").count() == 0
        assert page.title() != "1"


def test_without_scripts_the_page_says_why_it_is_empty(browser, served):
    with opened(browser, f"{served}/ledger.html", java_script_enabled=False) as page:
        expect(page.locator(".mb-ledger noscript p")).to_contain_text("Without JavaScript nothing is kept")
        expect(page.get_by_role("button", name="Clear")).to_be_hidden()


@pytest.mark.parametrize(
    "pages", [pytest.param(SAMPLE, id="sample"), pytest.param(PAGES, id="all", marks=pytest.mark.prove)]
)
def test_besides_it_and_the_colours_the_site_stores_nothing(browser, served, pages):
    with opened(browser, f"{served}/search.html?q=contour", "") as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.locator(".search a").first.wait_for()
        for name in pages:
            page.goto(f"{served}/{name}", wait_until="load")
        page.goto(f"{served}/{BGD}")
        answer(page, 3, 1)
        keep_settings(page)
        page.get_by_role("button", name="+1 update").click()
        stored, session, cookie = json.loads(page.evaluate(STORED))
        assert (stored, session, cookie) == (["mbcourse-ledger", "mode", "theme"], [], "")
        assert [url for url in asked if not url.startswith((f"{served}/", "data:", "blob:"))] == []
