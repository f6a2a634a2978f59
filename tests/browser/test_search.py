"""Searching the book: results as they look in the text, on a page that fits a phone, and from a folder."""

import re
from copy import copy
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.built import parsed
from tests.browser.visiting import STICKS_OUT, Visit, open_page, opened, violations


def test_results_show_formulas_as_they_look(browser, served, scheme):
    visit = Visit()
    page = open_page(browser, served, "search.html?q=contour", visit, scheme)
    page.set_viewport_size({"width": 360, "height": 740})
    results = page.locator("#search-results")
    expect(results).to_contain_text("κ")  # in the glossary, which is fetched last
    expect(results).not_to_contain_text("\\kappa")
    assert page.evaluate(STICKS_OUT) == []
    assert violations(page) == []
    page.context.close()
    assert visit == Visit()


def test_results_of_a_book_in_a_folder_are_titles_and_no_errors(browser, site):
    """Browsers let no page in a folder read another, where the words around a hit would be."""
    visit = Visit()
    page = open_page(browser, site.as_uri(), "search.html?q=contour", visit)
    assert page.locator("#search-results li a").count() > 3
    page.context.close()
    assert visit == Visit()


@pytest.mark.parametrize("word", ["contour", "print", "plot", "array", "sqrt"])
def test_pages_that_say_a_word_come_before_those_that_have_it_in_code_only(browser, served, site, word):
    with opened(browser, f"{served}/search.html?q={word}") as page:
        expect(page.locator("#search-results .search-summary")).to_contain_text("finished")
        links = page.locator("#search-results li > a").evaluate_all("links => links.map(link => link.pathname)")
    found = [path.removeprefix(urlsplit(served).path).lstrip("/") for path in links]
    says = [re.search(rf"\b{word}", text_of(site / path), re.IGNORECASE) is not None for path in found]
    assert set(says) == {True, False}, "this word says nothing about the order any more: take another"
    assert says == sorted(says, reverse=True)


@cache
def text_of(path: Path) -> str:
    """What a page says outside its code."""
    article = copy(parsed(path).find("article"))
    for code in article.select(".highlight"):
        code.decompose()
    return article.get_text()
