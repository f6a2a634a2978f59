"""Every page in Firefox: nothing is logged or missing, nothing sticks out, and what moves on pages works there too.

A few pages of each kind under ``make test``, every page under ``make prove``.
"""

import shutil
from collections.abc import Iterator

import numpy as np
import pytest
from matplotlib.colors import to_hex

from mbcourse.design import DARK, LIGHT
from tests.browser.firefox import Window, firefox
from tests.browser.looking import ANSWER_QUIZZES, OPEN_ALL
from tests.browser.visiting import PAGES, STICKS_OUT

SAMPLE = ["index.html", "part-1/03-batch-gradient-descent.html", "api.html", "search.html"]
WIDTHS = (320, 390, 1280)

TABLE = "[...document.querySelectorAll('.mbp-runs td[data-label=update]')].map(cell => cell.textContent)"
INK = """[...document.querySelectorAll('.mbp-canvas canvas, .mbs-stage canvas')].map(canvas => {
    const { width, height } = canvas;
    return canvas.getContext('2d').getImageData(0, 0, width, height).data.some(Boolean);
})"""


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    program = shutil.which("firefox-esr")
    if program is None:
        pytest.fail("firefox-esr is missing (Debian: apt install firefox-esr)", pytrace=False)
    with firefox(program, tmp_path_factory.mktemp("profile")) as window:
        yield window


def marked(page: str):
    return page if page in SAMPLE else pytest.param(page, marks=pytest.mark.prove)


@pytest.mark.parametrize("page", [marked(page) for page in PAGES])
def test_page_opens_without_a_fault_and_fits_every_width(window, served, page):
    window.open(f"{served}/{page}")
    window.run(OPEN_ALL)
    window.run(ANSWER_QUIZZES)
    window.run("() => document.querySelector('.mb-playground')?.scrollIntoView()")
    sticking_out = {}
    for width in WIDTHS:
        window.resize(width)
        sticking_out[width] = window.run(STICKS_OUT)
    assert sticking_out == {width: [] for width in WIDTHS}
    assert window.errors == []


def test_the_page_for_what_is_not_there_asks_for_nothing(window, served):
    window.open(f"{served}/404.html")
    assert window.errors == []


def test_the_playground_is_played_by_keyboard(window, served):
    window.resize(1280)
    window.open(f"{served}/part-1/03-batch-gradient-descent.html#playground?run=60,0.1,given")
    window.wait_for("() => document.activeElement.textContent === 'Play'")
    window.press("Tab")
    window.press("Enter")
    window.wait_for(f"() => {TABLE}[0] === '1'")
    assert any(window.run(f"() => {INK}"))
    window.run("() => document.querySelector('.mbp-handle').focus()")
    window.press("ArrowRight")
    window.wait_for("() => location.hash.includes('&start=-14.5,-10&')")
    assert window.errors == []


def test_a_quiz_gives_its_feedback(window, served):
    window.open(f"{served}/part-1/03-batch-gradient-descent.html")
    window.run("() => document.querySelector('.mb-quiz input[type=radio]').focus()")
    window.press("ArrowRight")
    window.press("Enter")
    window.wait_for("() => document.querySelector('.mb-verdict .mb-feedback')?.checkVisibility()")
    assert window.errors == []


def test_a_line_is_put_into_a_program_and_indented_by_keyboard(window, served):
    window.open(f"{served}/part-1/03-batch-gradient-descent.html")
    window.run("() => document.querySelector('.mb-order li button').focus()")
    window.press("Enter")
    window.press("ArrowRight")
    window.wait_for("() => document.activeElement.textContent.endsWith(', indented by 4 spaces')")
    assert window.errors == []


def test_the_surface_is_turned(window, served):
    window.open(f"{served}/part-1/02-error-surface.html")
    window.run("() => document.querySelector('.mbs-still > button').focus()")
    window.press("Enter")
    window.wait_for("() => document.activeElement.matches('.mbs-stage')")
    assert window.run(f"() => {INK}") == [True]
    picture = "() => document.querySelector('.mbs-stage canvas').toDataURL()"
    before = window.run(picture)
    window.press("ArrowRight")
    assert window.run(picture) != before
    assert window.errors == []


@pytest.mark.parametrize("place", ["served", "in a folder"])
def test_a_search_finds_pages(window, served, site, place):
    window.open(f"{served if place == 'served' else site.as_uri()}/search.html?q=contour")
    window.wait_for("() => document.querySelectorAll('#search-results li a').length > 3")
    assert window.errors == []


def test_a_figure_has_the_colours_of_its_page(window, served):
    window.resize(1280)
    window.open(f"{served}/part-1/02-error-surface.html")
    for theme, colours in {"light": LIGHT, "dark": DARK, "light again": LIGHT}.items():
        place = window.run(
            f"""async () => {{
                document.documentElement.dataset.theme = '{theme.split()[0]}';
                const image = document.querySelector('.cell_output img');
                image.scrollIntoView({{ block: "end" }});
                await image.decode();
                await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                const {{ x, bottom }} = image.getBoundingClientRect();
                return [x + 3, bottom - 4].map(Math.round);
            }}"""
        )
        assert to_hex(np.divide(window.picture().getpixel(tuple(place)), 255)) == colours["ground"], theme
