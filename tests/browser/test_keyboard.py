"""Pages by keyboard alone: Tab shows where it is, in high contrast too, and passes over nothing that can be used."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_playground import PAGES as WITH_PLAYGROUND
from tests.browser.visiting import opened
from tests.sampling import first_of_each

# A page of each kind: the parts of the theme, a chapter, a search, code that scrolls.
SAMPLE = ["index.html", "part-1/02-error-surface.html", "search.html?q=contour", "api.html"]
MOST_STOPS = 150

# Whether an element shows an outline, and which element it is.
OUTLINE = """element => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const name = element === document.body ? "" : element.ariaLabel || element.outerHTML.slice(0, 120);
    return [name, outlineStyle !== "none" && outlineWidth !== "0px"];
}"""


# `make test` opens each page at one width, and each width on two pages.
PAIRS = first_of_each(
    [(page, width) for i, page in enumerate(SAMPLE) for width in sorted([390, 1280], reverse=i % 2 == 1)],
    kinds=lambda page, _: [page],
    name=lambda page, width: f"{page}-{width}",
)


@pytest.mark.parametrize(("page_name", "width"), PAIRS)
def test_what_has_the_focus_shows_an_outline(browser: Browser, served, page_name, width):
    """An outline, since high contrast takes shadows away."""
    options = {"forced_colors": "active", "viewport": {"width": width, "height": 900}}
    with opened(browser, f"{served}/{page_name}", **options) as page:
        page.wait_for_load_state("networkidle")
        stops, silent = 0, []
        for _ in range(MOST_STOPS):
            page.keyboard.press("Tab")
            name, is_outlined = page.evaluate(f"({OUTLINE})(document.activeElement)")
            if not name:
                break
            stops += 1
            if not is_outlined:
                silent.append(name)
        assert stops > 10
        assert silent == []


def test_the_menu_of_downloads_shows_which_entry_has_the_focus(browser, served):
    with opened(browser, f"{served}/{SAMPLE[1]}", forced_colors="active") as page:
        page.wait_for_load_state("networkidle")
        page.get_by_role("button", name="Download this page").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowDown")
        entry = page.locator(".dropdown-menu :focus")
        expect(entry).to_be_visible()
        assert entry.evaluate(OUTLINE)[1]


INSIDE = "document.querySelector('.mbp')?.contains(document.activeElement) ?? false"  # the playground has the focus


@pytest.mark.parametrize(
    "page_name", first_of_each([(page,) for page in WITH_PLAYGROUND], kinds=lambda page: [page == "index"], name=str)
)
@pytest.mark.parametrize(("key", "back"), [("Tab", "Shift+Tab"), ("Shift+Tab", "Tab")])
def test_the_playground_is_reached_from_above_and_from_below(browser, served, page_name, key, back):
    """Nobody has scrolled to it; from above its first control has the focus, from below its last."""
    with opened(browser, f"{served}/{page_name}.html", reduced_motion="reduce") as page:
        page.wait_for_load_state("networkidle")
        start = page.evaluate_handle(
            """below => {
                const host = document.querySelector(".mb-playground");
                const side = below ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
                const stops = [...document.querySelectorAll(":is(a[href], button, input, summary, [tabindex='0'])")]
                    .filter(one => one.checkVisibility({ visibilityProperty: true }) && !host.contains(one))
                    .filter(one => host.compareDocumentPosition(one) & side);
                return stops.at(below ? 0 : -1);
            }""",
            key != "Tab",
        )
        start.evaluate("element => element.focus({ preventScroll: true })")
        page.keyboard.press(key)
        page.wait_for_function(INSIDE)  # its script is fetched
        end = page.evaluate("document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent")
        assert end == ("Play" if key == "Tab" else "start, intercept")
        page.keyboard.press(back)
        assert page.evaluate("start => document.activeElement === start", start)


def test_a_link_into_the_playground_takes_the_focus_there(browser, served):
    with opened(browser, f"{served}/part-1/03-batch-gradient-descent.html") as page:
        page.evaluate("location.hash = '#playground?run=5,0.1,given'")
        expect(page.get_by_role("group", name="Playground").get_by_role("button", name="Play")).to_be_focused()
