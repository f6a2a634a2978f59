"""Sections far from the reader: laid out when reading begins, and at once where a place in them is asked for."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.built import parsed

CHAPTER = "part-1/04-stochastic-gradient-descent.html"
LAID_OUT = "() => !('far' in document.documentElement.dataset)"
BELOW_THE_TOP = "name => document.getElementById(name).getBoundingClientRect().top"


@pytest.fixture
def page(browser: Browser):
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def places(site) -> list[str]:
    """Sections and figures but the last two, which cannot come to the top of the window."""
    tree = parsed(site / CHAPTER)
    return [one["id"] for one in tree.select("article section section, article figure[id]")][:-2]


def is_at_the_top(page: Page, name: str) -> bool:
    page.wait_for_timeout(200)  # in which nothing may move it
    return -5 < page.evaluate(BELOW_THE_TOP, name) < 200


def are_left(page: Page) -> bool:
    last = page.locator("article > section > section").last
    return last.evaluate("section => getComputedStyle(section).contentVisibility") == "auto"


@pytest.mark.parametrize("sign", ["wheel", "key", "pointer"])
def test_they_are_laid_out_when_reading_begins(page, served, sign):
    page.goto(f"{served}/{CHAPTER}", wait_until="networkidle")
    assert are_left(page)
    if sign == "wheel":
        page.mouse.wheel(0, 50)
    elif sign == "key":
        page.keyboard.press("Tab")
    else:
        page.mouse.move(50, 50)
        page.mouse.move(60, 60)
    page.wait_for_function(LAID_OUT)
    assert not are_left(page)


def test_a_pointer_that_the_page_came_to_lie_under_is_not_reading(page, served):
    page.goto(f"{served}/{CHAPTER}", wait_until="networkidle")
    page.evaluate("dispatchEvent(new PointerEvent('pointermove', { movementX: 0, movementY: 0 }))")
    page.wait_for_timeout(300)
    assert are_left(page)


def test_a_link_leads_there_on_arrival(page, served, places):
    for name in places[::4]:
        page.goto("about:blank")
        page.goto(f"{served}/{CHAPTER}#{name}")
        assert is_at_the_top(page, name)


@pytest.mark.parametrize("how", ["address", "link"])
def test_a_link_leads_there_later(page, served, places, how):
    for name in places[::-4]:
        page.goto("about:blank")
        page.goto(f"{served}/{CHAPTER}")
        if how == "address":
            page.evaluate("name => { location.hash = name }", name)
        else:
            page.evaluate("name => document.querySelector(`a[href='#${name}']`).click()", name)
        assert is_at_the_top(page, name)


def test_what_was_left_far_down_is_there_again(page, served, places):
    page.goto(f"{served}/{CHAPTER}#{places[-1]}")
    before = page.evaluate("scrollY")
    page.reload(wait_until="networkidle")
    page.wait_for_timeout(300)
    assert abs(page.evaluate("scrollY") - before) < 50
