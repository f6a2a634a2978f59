"""The type of pages: lines of 60 to 75 letters, figures that line up, and nothing that moves when the faces arrive."""

import re
import time

import pytest
from playwright.sync_api import Browser

from mbcourse.design import FAMILIES
from tests.browser.visiting import LAY_OUT_ALL, opened

CHAPTER = "part-1/04-stochastic-gradient-descent.html"

# Letters in each line but the last of the paragraphs without formulas or code.
LETTERS_PER_LINE = """() => [...document.querySelectorAll('article section > p')]
    .filter(p => !p.querySelector('.katex, code')).flatMap(p => {
        const range = document.createRange();
        const lines = new Map();
        const texts = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
        for (let text; (text = texts.nextNode());)
            for (let i = 0; i < text.length; i++) {
                range.setStart(text, i);
                range.setEnd(text, i + 1);
                const { bottom, width } = range.getBoundingClientRect();
                if (width) lines.set(Math.round(bottom / 8), (lines.get(Math.round(bottom / 8)) ?? 0) + 1);
            }
        return [...lines.values()].slice(0, -1);
    })"""

SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(entry => entry.value)))
        .observe({ type: 'layout-shift', buffered: true });
}"""

WIDTHS_OF_DIGITS = """async family => {
    await document.fonts.load(`20px "${family}"`);
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = `20px "${family}"`;
    return [...'0123456789'].map(digit => pen.measureText(digit).width);
}"""


@pytest.mark.parametrize("width", [1280, 1920])
def test_a_line_of_text_has_60_to_75_letters(browser: Browser, served, width):
    with opened(browser, f"{served}/{CHAPTER}", viewport={"width": width, "height": 900}) as page:
        page.evaluate("() => document.fonts.ready")
        page.evaluate(LAY_OUT_ALL)
        lines = sorted(page.evaluate(LETTERS_PER_LINE))
        middle = len(lines) // 2
        assert len(lines) > 40
        assert 60 <= lines[middle] <= 75


@pytest.mark.parametrize("family", FAMILIES.values())
def test_digits_are_of_one_width(browser: Browser, served, family):
    with opened(browser, f"{served}/{CHAPTER}") as page:
        assert len(set(page.evaluate(WIDTHS_OF_DIGITS, family))) == 1
        assert page.evaluate("family => document.fonts.check(`20px '${family}'`)", family)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page_name", ["index.html", CHAPTER])
def test_nothing_moves_when_the_faces_arrive(browser: Browser, served, page_name, width):
    """Until then the page is set in a font of the system that is made as wide and as high."""
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    late = []

    def delay(route):
        late.append(route.request.url)
        time.sleep(0.3)
        route.continue_()

    page.route(re.compile(r"\.woff2$"), delay)
    page.add_init_script(f"({SHIFTS})()")
    page.goto(f"{served}/{page_name}", wait_until="networkidle")
    page.evaluate("() => document.fonts.ready")
    page.wait_for_timeout(200)
    shift = sum(page.evaluate("window.shifts"))
    context.close()
    assert any("source-serif" in url for url in late)
    assert shift < 0.05  # a line more or less in one narrow paragraph
