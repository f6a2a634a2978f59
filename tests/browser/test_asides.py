"""Asides stand in the text, and on wide screens in a margin beside it, where they cover nothing."""

import pytest
from playwright.sync_api import Browser

from tests.book.pages import CHAPTERS, source
from tests.browser.visiting import opened

WITH_ASIDES = [entry for entry in CHAPTERS if "mb-aside" in source(entry).read_text("utf-8")]

# Sides of each aside and of the paragraph nearest to it, and the right end of its section, which shows nothing beyond.
PLACES = """() => [...document.querySelectorAll('.mb-aside')].map(aside => {
    const { left, right } = aside.getBoundingClientRect();
    const section = aside.closest('section');
    const text = section.querySelector(':scope > p').getBoundingClientRect();
    return { left, right, text: [text.left, text.right], end: section.getBoundingClientRect().right };
})"""

COVERED = """() => {
    const parts = ':is(p, pre, img, table, li, h2, h3, summary, .katex-display, .mb-playground, .mb-aside)';
    const others = [...document.querySelectorAll(`article ${parts}, .bd-sidebar-secondary, .bd-sidebar-primary`)];
    return [...document.querySelectorAll('.mb-aside')].flatMap(aside => {
        const own = aside.getBoundingClientRect();
        return others.filter(other => {
            const { left, right, top, bottom } = other.getBoundingClientRect();
            const meet = left < own.right && own.left < right && top < own.bottom && own.top < bottom;
            return meet && !aside.contains(other);
        }).map(other => other.outerHTML.slice(0, 120));
    });
}"""


def test_an_aside_stands_in_its_text_or_beside_it(browser: Browser, served):
    with opened(browser, f"{served}/{CHAPTERS[3]}.html") as page:
        for width in (1280, 1560, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            places = page.evaluate(PLACES)
            assert places
            for place in places:
                left, right = place["text"]
                if width == 1280:
                    assert place["left"] == left and place["right"] <= right
                else:
                    assert place["left"] > right and place["right"] <= place["end"]


@pytest.mark.parametrize("entry", CHAPTERS)
def test_a_chapter_has_two_asides_at_most(site, entry):
    count = (site / f"{entry}.html").read_text("utf-8").count('mb-aside admonition"')
    assert count <= 2
    assert (count > 0) == (entry in WITH_ASIDES)


@pytest.mark.parametrize("entry", WITH_ASIDES)
def test_an_aside_covers_nothing(browser: Browser, served, entry):
    with opened(browser, f"{served}/{entry}.html", viewport={"width": 1560, "height": 900}) as page:
        for width in (1560, 1700):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(COVERED) == []
