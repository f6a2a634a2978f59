"""Pages for readers who set letters or colours themselves, or have no scripts: nothing is cut, and nothing is told by a
colour that is gone."""

from io import BytesIO

import numpy as np
import pytest
from matplotlib.colors import to_hex
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from mbcourse.design import DARK, LIGHT
from tests.browser.looking import OPEN_ALL
from tests.browser.visiting import NEXT_FRAME, STICKS_OUT, opened

CHAPTER = "part-1/03-batch-gradient-descent.html"  # with a playground and every kind of quiz
WITH_SURFACE = "part-1/02-error-surface.html"
THEMES = {"light": LIGHT, "dark": DARK}

# What can be pressed or filled in and does not fit its own box, a box around it that cuts, or the window.
CUT = """() => {
    const reaches = (inner, outer) => inner.right > outer.right + 1 || inner.left < outer.left - 1;
    const cuts = element => getComputedStyle(element).overflowX !== "visible";
    const around = element => element ? [element, ...around(element.parentElement)] : [];
    const isCut = element => {
        const box = element.getBoundingClientRect();
        return element.scrollWidth > element.clientWidth + 1
            || around(element.parentElement).some(outer => cuts(outer) && reaches(box, outer.getBoundingClientRect()))
            || reaches(box, { left: 0, right: document.documentElement.clientWidth });
    };
    const controls = "article :is(button, select, input, summary, label), .bd-header-article button";
    return [...document.querySelectorAll(controls)]
        .filter(one => one.checkVisibility() && one.clientWidth)
        .filter(one => !one.matches(".mbp-handle"))  // a finger may press beside it
        .filter(isCut).map(one => one.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("page_name", ["index.html", WITH_SURFACE, CHAPTER])
def test_letters_of_twice_the_size_cut_nothing(browser: Browser, served, page_name):
    with opened(browser, f"{served}/{page_name}", viewport={"width": 390, "height": 900}) as page:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.evaluate(OPEN_ALL)
        for part in (".mb-playground", ".mbs-still > button"):
            if page.locator(part).count():
                page.locator(part).first.scroll_into_view_if_needed()
        for button in page.locator(".mbs-still > button").all():
            button.click()
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(NEXT_FRAME)
            assert page.evaluate(CUT) == []
            assert page.evaluate(STICKS_OUT) == []


def look(page: Page, selector: str, *properties: str) -> list[str]:
    """Some computed properties of the first element that a selector finds."""
    return page.locator(selector).first.evaluate(
        "(element, names) => names.map(name => getComputedStyle(element)[name])", list(properties)
    )


def test_high_contrast_shows_which_batch_size_is_chosen(browser, served, scheme):
    with opened(browser, f"{served}/index.html", forced_colors="active", color_scheme=scheme) as page:
        page.locator(".mb-playground").scroll_into_view_if_needed()
        expect(page.locator(".mbp-sizes [aria-pressed=true]")).to_have_text("5")
        chosen, other = (
            look(page, f".mbp-sizes [aria-pressed={pressed}]", "backgroundColor", "color")
            for pressed in ("true", "false")
        )
        assert chosen[0] != other[0]
        assert chosen[0] != chosen[1]


def test_in_high_contrast_a_canvas_keeps_the_ground_that_it_is_drawn_for(browser, served, scheme):
    """The reader's colours may be dark on a page that was set to light, and the other way round."""
    with opened(browser, f"{served}/{WITH_SURFACE}", forced_colors="active", color_scheme=scheme) as page:
        page.get_by_role("button", name="Rotate this surface").click()
        stage = page.locator(".mbs-stage")
        for theme, colours in THEMES.items():
            page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
            ground = stage.evaluate("stage => getComputedStyle(stage).getPropertyValue('--mb-ground')")
            assert ground.strip() == colours["ground"]
            red = int(ground.strip()[1:3], 16)
            assert look(page, ".mbs-stage", "backgroundColor")[0].startswith(f"rgb({red},")
            assert look(page, ".cell_output img", "mixBlendMode", "filter") == ["normal", "none"]


COLOURS = {
    "body": ("backgroundColor", "color"),
    "article p a": ("color", "textDecorationColor"),
    ".admonition.mb-predict": ("borderLeftColor", "backgroundColor"),
    ".admonition.mb-mistake": ("borderLeftColor",),
    ".sd-card": ("borderTopColor",),
    "div.highlight": ("backgroundColor",),
    "div.highlight .kn": ("color",),
}


def test_without_scripts_pages_have_the_colours_that_they_have_with_them(browser, served):
    looks = []
    for has_scripts in (True, False):
        with opened(browser, f"{served}/{CHAPTER}", java_script_enabled=has_scripts, color_scheme="light") as page:
            looks.append({part: look(page, part, *properties) for part, properties in COLOURS.items()})
    assert looks[0] == looks[1]


def test_pages_have_their_colours_before_the_scripts_that_wait_for_them(browser, served, scheme):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.route("**/book.js*", lambda route: route.abort())
    page.goto(f"{served}/{CHAPTER}")
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    context.close()


def test_a_figure_has_the_grounds_colour_of_its_page_whatever_the_system_prefers(browser, served, scheme):
    with opened(browser, f"{served}/{WITH_SURFACE}", color_scheme=scheme) as page:
        for theme, colours in THEMES.items():
            page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
            shown = Image.open(BytesIO(page.locator(".cell_output img").first.screenshot())).convert("RGB")
            assert to_hex(np.divide(shown.getpixel((3, shown.height - 4)), 255)) == colours["ground"], theme
