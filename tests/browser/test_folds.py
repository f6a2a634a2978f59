"""What answers a prediction is folded until a reader has predicted, and never in the way of one who has not."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.book.pages import CHAPTERS, first_with_each_element
from tests.browser.visiting import LOOKS, STICKS_OUT, opened, violations

CHAPTER = "part-1/03-batch-gradient-descent"  # its fold holds a table, a figure and the playground
FOLD = ".mb-fold"
ANYWAY = "Show anyway"
FIRST_PAINT = """() => new Promise(done => new PerformanceObserver(list =>
    done(list.getEntries().map(entry => entry.name))).observe({type: 'paint', buffered: true}))"""
# What moved without a reader's doing; and whether a fold's content was ever on show.
WATCH = """
    window.moved = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) moved += entry.value;
    }).observe({type: 'layout-shift', buffered: true});
    window.shown = [];
    const look = () => {
        for (const { open, children, dataset } of document.querySelectorAll('.mb-fold'))
            if (open && children.length > 2) shown.push(dataset.of); // more than its line and its script
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
"""


def folded(browser: Browser, root: str, page: str = f"{CHAPTER}.html", init_script: str = "", **options):
    return opened(browser, f"{root}/{page}", init_script, **options)


def predict(page: Page) -> None:
    form = page.locator(".mb-predict form").first
    form.locator("input").first.check()
    form.get_by_role("button", name="Check").click()


def fold(page: Page) -> Locator:
    return page.locator(FOLD).first


def result(page: Page) -> Locator:
    """A table of results in the first fold."""
    return fold(page).locator("table.mb-table")


@pytest.mark.parametrize("entry", CHAPTERS)
def test_every_prediction_has_its_fold(site, entry):
    page = (site / f"{entry}.html").read_text("utf-8")
    folds = re.findall(r'<details class="mb-fold"[^>]* data-of="([^"]+)"', page)
    assert len(set(folds)) == len(re.findall(r'class="[^"]*\bmb-predict\b', page)) > 0


@pytest.mark.parametrize("entry", first_with_each_element(CHAPTERS))
def test_results_are_folded_before_they_are_painted_and_nothing_moves(browser, served, entry):
    with folded(browser, served, f"{entry}.html", WATCH) as page:
        page.wait_for_load_state("networkidle")
        page.evaluate(FIRST_PAINT)
        assert page.locator(FOLD).count() > 0
        assert page.evaluate("shown") == []
        assert page.evaluate("moved") < 0.01


def test_an_answer_unfolds_what_it_asked_for_and_that_lasts(browser, served):
    with folded(browser, served, "part-1/01-line.html") as page:
        first, second = page.locator(FOLD).all()
        expect(first.locator("table.mb-table")).to_be_hidden()
        predict(page)
        expect(first.locator("table.mb-table")).to_be_visible()
        expect(first.get_by_text(ANYWAY)).to_be_hidden()
        expect(second.locator("table.mb-table")).to_be_hidden()
        page.reload()
        expect(first.locator("table.mb-table")).to_be_visible()
        expect(second.locator("table.mb-table")).to_be_hidden()


@pytest.mark.parametrize("how", ["mouse", "keyboard", "touch"])
@pytest.mark.parametrize("width", [360, 1280])
def test_it_is_shown_anyway(browser, served, how, width):
    options = {"viewport": {"width": width, "height": 900}, "has_touch": how == "touch"}
    with folded(browser, served, **options) as page:
        line = fold(page).get_by_text(ANYWAY)
        if how == "keyboard":
            fold(page).locator("> summary").focus()
            page.keyboard.press("Enter")
        elif how == "touch":
            line.tap()
        else:
            line.click()
        expect(result(page)).to_be_visible()
        if how == "keyboard":  # the focus goes on from there
            page.keyboard.press("Tab")
            assert page.evaluate(f"document.querySelector('{FOLD}').contains(document.activeElement)")


@pytest.mark.parametrize("address", ["#fig-bgd-rates", "#playground?run=60,0.2,given"])
@pytest.mark.parametrize("when", ["on arrival", "later"])
def test_a_link_to_something_inside_unfolds_it(browser, served, address, when):
    with folded(browser, served, f"{CHAPTER}.html{address if when == 'on arrival' else ''}") as page:
        if when == "later":
            expect(result(page)).to_be_hidden()
            page.evaluate("address => { location.hash = address }", address)
        expect(result(page)).to_be_visible()
        expect(page.locator(address.split("?")[0])).to_be_in_viewport()


def test_a_word_that_was_searched_for_unfolds_what_holds_it(browser, served):
    with folded(browser, served, "search.html?q=tonight") as page:
        page.locator(f".search a[href*='{CHAPTER}']").first.click()
        expect(page.locator(f"{FOLD}, article").first).to_be_visible()
    with folded(browser, served, f"{CHAPTER}.html?highlight=divergent+diverges") as page:
        found = page.locator(f"{FOLD} .highlighted:visible").first
        expect(found).to_be_visible()


def test_the_browsers_own_search_reaches_into_a_fold(browser, served):
    """A link to a text opens what the search in the page opens, and can be driven."""
    with folded(browser, served, f"{CHAPTER}.html#:~:text=One%20falling%20step") as page:
        expect(result(page)).to_be_visible()


def test_one_switch_unfolds_the_whole_book_and_is_remembered(browser, served):
    with folded(browser, served) as page:
        switch = page.get_by_label("Unfold all results in this book")
        switch.check()
        expect(result(page)).to_be_visible()
        page.goto(f"{served}/part-1/01-line.html")
        expect(page.locator(f"{FOLD}:not([open])")).to_have_count(0)
        page.get_by_label("Unfold all results in this book").first.uncheck()
        expect(page.locator(f"{FOLD}[open]")).to_have_count(0)
        expect(page.get_by_label("Unfold all results in this book").last).not_to_be_checked()
        page.goto(f"{served}/{CHAPTER}.html")
        expect(result(page)).to_be_hidden()


def test_without_scripts_nothing_is_folded(browser, served):
    with folded(browser, served, java_script_enabled=False) as page:
        expect(result(page)).to_be_visible()
        expect(page.get_by_text(ANYWAY)).to_be_hidden()
        expect(page.get_by_label("Unfold all results in this book")).to_be_hidden()


def test_paper_shows_what_is_folded_on_screen(browser, served):
    with folded(browser, served) as page:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(result(page)).to_be_visible()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(result(page)).to_be_hidden()


def test_where_a_browser_keeps_nothing_all_still_works(browser, served):
    refuse = """Object.defineProperty(window, "localStorage", {
        configurable: true,
        get() { throw new DOMException("", "SecurityError") },
    })"""
    with folded(browser, served, init_script=refuse) as page:
        expect(result(page)).to_be_hidden()
        predict(page)
        expect(result(page)).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_in_a_folded_page_and_nothing_sticks_out(browser, served, scheme, width):
    with folded(browser, served, color_scheme=scheme, viewport={"width": width, "height": 900}) as page:
        page.wait_for_load_state("networkidle")
        assert page.evaluate(STICKS_OUT) == []
        assert violations(page, ".mb-fold, .mb-predict") == []
