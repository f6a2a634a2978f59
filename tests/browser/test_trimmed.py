"""A page waits for no script and loads none that it does not need, and what was trimmed still works."""

import pytest
from playwright.sync_api import expect

from tests.browser.built import parsed
from tests.browser.visiting import PAGES

SEARCHED = "contour"


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
