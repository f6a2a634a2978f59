"""On a phone of 390 pixels results are whole, letters can be read, and what scrolls sideways shows that it does."""

import io
from dataclasses import dataclass

import numpy as np
import pytest
from PIL import Image

from mbcourse.plots.letters import PHONE_WIDTH
from tests.browser.visiting import FETCH_PICTURES, LAY_OUT_ALL, PAGES, Visit, open_page, opened

PHONE = {"width": 390, "height": 844}
SHARP_PHONE = {"viewport": PHONE, "device_scale_factor": 2}
OPEN_ALL = "document.querySelectorAll('details').forEach(details => { details.open = true })"

# Outputs, and tables of the text, with a box that is narrower than what is in it.
CUT_RESULTS = """() => {
    const wider = box => box.scrollWidth > box.clientWidth + 1;
    const text = box => box.textContent.trim().slice(0, 80);
    const boxes = document.querySelectorAll('.cell_output, .cell_output *, .bd-article table, .mb-playground img');
    return [...boxes].filter(box => getComputedStyle(box).display !== 'inline' && wider(box)).map(text);
}"""

# Printed columns whose lines are folded: lines with two spaces or more between words, more than one of them.
FOLDED_COLUMNS = """() => [...document.querySelectorAll('.cell_output pre')].filter(box => {
    const lines = box.textContent.trimEnd().split('\\n');
    const columns = lines.filter(line => /\\S {2,}\\S/.test(line));
    const style = getComputedStyle(box);
    const shown = box.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    return columns.length > 1 && shown > (lines.length + 0.5) * parseFloat(style.lineHeight);
}).map(box => box.textContent)"""

# Boxes whose content is cut, with no cover that moves off a shade (book/_assets/mb.css). Of a formula in the text,
# the MathML for screen readers, which is not seen, does not count.
CUT_WITHOUT_A_SIGN = """() => [...document.querySelectorAll('.bd-article *')].filter(box => {
    const style = getComputedStyle(box);
    const formula = box.matches('span.math') && box.querySelector('.katex-html');
    const seen = formula ? formula.getBoundingClientRect().width : box.scrollWidth;
    return style.overflowX !== 'visible' && box.clientWidth > 1 && seen > box.clientWidth + 1
        && !style.backgroundAttachment.startsWith('local, local, scroll, scroll');
}).map(box => box.outerHTML.slice(0, 120))"""

FIGURES = (
    """() => [...document.querySelectorAll('.cell_output img')].map(image => image.getBoundingClientRect().width)"""
)


@dataclass
class Phone:
    """What a page shows on a phone."""

    cut: list[str]
    folded: list[str]
    without_a_sign: list[str]
    figures: list[float]


@pytest.fixture(scope="module", params=PAGES)
def phone(request, browser, served) -> Phone:
    page = open_page(browser, served, request.param, Visit())
    page.set_viewport_size(PHONE)
    page.evaluate(OPEN_ALL)
    page.evaluate(LAY_OUT_ALL)
    page.evaluate(FETCH_PICTURES)
    seen = Phone(*map(page.evaluate, (CUT_RESULTS, FOLDED_COLUMNS, CUT_WITHOUT_A_SIGN, FIGURES)))
    page.context.close()
    return seen


def test_results_are_whole(phone):
    assert phone.cut == []
    assert phone.folded == [], "make it a mbcourse.tables.Table"


def test_what_scrolls_sideways_shows_it(phone):
    assert phone.without_a_sign == []


def test_figures_are_as_wide_as_their_letters_need(phone):
    """`mbcourse.plots.letters` counts on it."""
    assert all(width >= PHONE_WIDTH for width in phone.figures)


def right_edge(box) -> np.ndarray:
    """Return the grey values of a strip along the right edge of a box, from near the edge inwards."""
    picture = Image.open(io.BytesIO(box.screenshot())).convert("L")
    return np.asarray(picture)[4:8, -3:-18:-1].mean(axis=0)  # above the first line, where no letter is


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_shade_is_seen_until_the_end_is_reached(browser, served, scheme):
    page = open_page(browser, served, "part-1/01-line.html", Visit(), scheme)
    page.set_viewport_size(PHONE)
    boxes = page.locator(".cell_input pre").all()
    cut = next(box for box in boxes if box.is_visible() and box.evaluate("box => box.scrollWidth > box.clientWidth"))
    cut.scroll_into_view_if_needed()
    before = right_edge(cut)
    cut.evaluate("box => { box.scrollLeft = box.scrollWidth; }")
    after = right_edge(cut)
    page.context.close()
    assert np.ptp(after) < 2
    assert abs(before[0] - after[0]) > 40


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_shade_is_seen_where_nothing_is_cut(browser, served, scheme):
    """Not even a fraction of a pixel of it at an edge, on a screen with four pixels to one."""
    with opened(browser, f"{served}/part-1/02-error-surface.html", **SHARP_PHONE, color_scheme=scheme) as page:
        boxes = [box for box in page.locator("div.math .katex-html").all() if box.is_visible()]
        whole = [box for box in boxes if box.evaluate("box => box.scrollWidth <= box.clientWidth")][:4]
        assert len(whole) == 4
        for box in whole:
            picture = np.asarray(Image.open(io.BytesIO(box.screenshot())).convert("L"), dtype=float)
            edges = [picture[:, :4], picture[:, -4:], picture[:2, -40:], picture[-2:, -40:]]
            assert max(np.ptp(edge) for edge in edges) < 2
