"""The first load of a page is small and waits for nothing, and what was trimmed still works."""

import gzip
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.test_links import parsed
from tests.browser.visiting import PAGES, Visit, open_page

LIMIT = 250_000  # bytes of a chapter's first load, compressed as static hosts do
COMPRESSED = (".html", ".css", ".js", ".svg", ".json")  # the others are compressed already
SEARCHED = "contour"


def weight(path):
    """Return the bytes of a file as a static host sends it."""
    content = path.read_bytes()
    return len(gzip.compress(content) if path.suffix in COMPRESSED else content)


@pytest.mark.parametrize("page_name", [page for page in PAGES if page.startswith("part-") or page == "index.html"])
def test_first_load_is_small(browser, served, site, page_name):
    visit = Visit()
    page = open_page(browser, served, page_name, visit)
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    page.context.close()
    folder = urlsplit(served).path
    files = {unquote(urlsplit(url).path.removeprefix(folder)).lstrip("/") for url in loaded} | {page_name}
    assert len(files) > 3
    assert sum(weight(site / file) for file in files) < LIMIT


@pytest.mark.parametrize("page", PAGES)
def test_scripts_wait_for_the_page(site, page):
    waiting = [script.has_attr("defer") for script in parsed(site / page).select("script[src]")]
    assert waiting and all(waiting)


@pytest.mark.parametrize("page", PAGES)
def test_scripts_that_few_pages_need_are_there_alone(site, page):
    tree = parsed(site / page)
    loaded = " ".join(script["src"] for script in tree.select("script[src]"))
    assert ("review.js" in loaded) == bool(tree.select(".mb-review"))
    assert ("searchindex.js" in loaded) == bool(tree.select("#search-results"))
    assert ("playground-on-page.js" in loaded) == bool(tree.select(".mb-playground"))


@pytest.mark.parametrize("page", PAGES)
def test_pictures_say_their_size(site, page):
    assert [str(image) for image in parsed(site / page).select("img:not([width][height])")] == []


@pytest.fixture
def phone(browser, served):
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{served}/part-1/01-line.html", wait_until="networkidle")
    yield page
    page.context.close()


def test_menu_of_a_phone_opens_and_closes_by_keyboard(phone):
    button = phone.locator("button.primary-toggle").first
    entry = phone.locator("#pst-primary-sidebar-modal a", has_text="The error surface").first
    expect(entry).not_to_be_visible()
    button.focus()
    phone.keyboard.press("Enter")
    expect(entry).to_be_visible()
    phone.keyboard.press("Escape")
    expect(entry).not_to_be_visible()


def test_theme_switch_goes_round(phone):
    switch = phone.locator("button.theme-switch-button").first
    modes = []
    for _ in range(3):
        switch.click()
        modes.append(phone.evaluate("document.documentElement.dataset.mode"))
    assert sorted(modes) == ["auto", "dark", "light"]


def test_search_button_leads_to_pages_with_the_word(phone):
    phone.keyboard.press("Control+k")
    phone.locator("#pst-search-dialog input").fill(SEARCHED)
    phone.keyboard.press("Enter")
    expect(phone.locator("#search-results li a").first).to_be_visible()


def test_copy_button_stands_at_code(phone):
    expect(phone.locator("button.copybtn").first).to_be_attached()


def test_icon_font_loads(phone):

    drawn = phone.evaluate("""async () => {
        await document.fonts.ready;
        return [...document.fonts].filter(font => /Awesome/.test(font.family) && font.status === 'loaded').length;
    }""")
    assert drawn > 0
