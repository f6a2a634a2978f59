"""What screen readers speak: formulas that are valid, names that tell things apart, and no icons."""

import re
from collections import Counter

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.book.mathml import wrong_counts
from tests.browser.built import parsed
from tests.browser.looking import OPEN_ALL
from tests.browser.visiting import LAY_OUT_ALL, NEXT_FRAME, PAGES, opened

SAMPLE = ["index.html", "part-1/02-error-surface.html", "part-1/06-comparing-fairly.html", "api.html", "search.html"]
ICON = re.compile("[\ue000-\uf8ff]")  # letters without a meaning, which icon fonts draw as they like


def spoken(page: Page) -> list[tuple[str, str]]:
    """Role and name of all that a screen reader meets on a page."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]


@pytest.fixture(scope="module", params=SAMPLE)
def page(request: pytest.FixtureRequest, browser: Browser, served):
    """A page with all that is collapsed open."""
    with opened(browser, f"{served}/{request.param}") as page:
        page.wait_for_load_state("networkidle")
        page.evaluate(OPEN_ALL)
        page.evaluate(LAY_OUT_ALL)
        page.evaluate(NEXT_FRAME)
        yield page


def test_no_icon_is_read_aloud(page):
    assert [one for one in spoken(page) if ICON.search(one[1])] == []


def test_each_copy_button_says_what_it_copies(page):
    names = [button.get_attribute("aria-label") for button in page.locator(".copybtn").all()]
    assert all(re.fullmatch(r"Copy (code \d+|output (\d+ )?of code \d+)", name) for name in names)
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_what_the_keyboard_scrolls_has_a_name_of_its_own(page):
    scrolling = page.locator("article [tabindex='0']").all()
    names = [(one.get_attribute("role"), one.get_attribute("aria-label")) for one in scrolling]
    assert all(role and name for role, name in names)
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_code_and_its_output_are_named_alike(browser, served):
    with opened(browser, f"{served}/part-1/06-comparing-fairly.html") as page:
        page.evaluate(OPEN_ALL)
        cell = page.locator(".cell:has(.cell_input):has(.cell_output pre)").first
        code, output = (
            cell.locator(f"{part} pre").first.get_attribute("aria-label") for part in (".cell_input", ".cell_output")
        )
        assert output == f"Output of {code.lower()}"
        button = page.get_by_role("button", name=f"Copy {code.lower()}", exact=True)
        expect(button).to_have_attribute("data-clipboard-target", f"#{cell.locator('pre').first.get_attribute('id')}")


@pytest.mark.parametrize("page_name", PAGES)
def test_formulas_are_valid(site, page_name):
    assert wrong_counts(parsed(site / page_name)) == []


def test_a_quizs_button_is_described_by_its_question(browser, served):
    with opened(browser, f"{served}/part-1/06-comparing-fairly.html") as page:
        buttons = page.get_by_role("button", name="Check", exact=True).all()
        described = [button.get_attribute("aria-describedby") for button in buttons]
        assert buttons and len(set(described)) == len(buttons)
        assert all(page.locator(f"#{question}").text_content().strip() for question in described)
