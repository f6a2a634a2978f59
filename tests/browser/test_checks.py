"""Checks of the numbers: one mark a section, opened by mouse, keyboard and link, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.book.pages import CHAPTERS, notebook
from tests.browser.built import parsed
from tests.browser.visiting import opened

CHAPTER = CHAPTERS[3]


@pytest.mark.parametrize("entry", CHAPTERS)
def test_every_check_is_behind_the_mark_of_its_section(site, entry):
    page = parsed(site / f"{entry}.html")
    cells = [cell for cell in notebook(entry).cells if "hide-cell" in cell.metadata.get("tags", [])]
    checks = [cell for cell in cells if "code_prompt_show" not in cell.metadata.get("mystnb", {})]
    assert len(page.select(".mb-checks > .cell")) == len(checks)
    assert len(page.select(".cell.tag_hide-cell details")) == len(cells) - len(checks)
    for section in page.select("section"):
        assert len(section.select(":scope > .mb-checks")) <= 1
    names = [mark.summary["aria-label"] for mark in page.select(".mb-checks")]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_keyboard_opens_all_checks_of_a_section(browser, served, scripts):
    with opened(browser, f"{served}/{CHAPTER}.html", java_script_enabled=scripts) as page:
        mark = page.locator(".mb-checks:has(> .cell ~ .cell)").first
        expect(mark.locator("pre").first).to_be_hidden()
        mark.locator("summary").focus()
        page.keyboard.press("Enter")
        for code in mark.locator("pre").all():
            expect(code).to_be_visible()
        box = mark.locator("summary").bounding_box()
        assert box["height"] >= 24 and box["width"] >= 24


def is_seen(page: Page, name: str) -> bool:
    return page.evaluate(
        """name => {
        const { top, bottom, height } = document.getElementById(name).getBoundingClientRect();
        return height > 0 && bottom > 0 && top < innerHeight;
    }""",
        name,
    )


def test_a_link_to_a_check_opens_its_mark(browser, served, site):
    name = parsed(site / f"{CHAPTER}.html").select(".mb-checks > .cell")[-1]["id"]
    with opened(browser, f"{served}/{CHAPTER}.html#{name}") as page:
        page.wait_for_function("name => document.getElementById(name).closest('details').open", arg=name)
        assert is_seen(page, name)


def test_code_that_only_draws_is_one_click_away(browser, served):
    with opened(browser, f"{served}/{CHAPTER}.html") as page:
        code = page.locator(".tag_hide-input details").first
        code.locator("summary").click()
        expect(code.locator("pre")).to_be_visible()
