"""Every page, light and dark: nothing is missing, nothing is fetched elsewhere, nothing is cut, all can be read.

Opening a page and having axe look at it takes seconds, so each is opened once for all tests here, light and then dark.
"""

import gzip
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import Faults, look_around
from tests.browser.visiting import PAGES, Visit, open_page

LIMIT = 250_000  # bytes of a page's first load, compressed as static hosts do
COMPRESSED = (".html", ".css", ".js", ".svg", ".json")  # the others are compressed already
LOADED = "performance.getEntriesByType('resource').map(entry => entry.name)"


class Look(NamedTuple):
    """What went wrong on a page, what is wrong with how it looks, and the addresses of what it is made of."""

    visit: Visit
    faults: Faults
    loaded: list[str]


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """The looks of texts whose colours have been judged."""
    return set()


@pytest.fixture(scope="module", params=PAGES)
def look(request: pytest.FixtureRequest, browser: Browser, served: str, seen: set[str]) -> Look:
    visit = Visit()
    page = open_page(browser, served, request.param, visit)
    loaded = [page.url, *page.evaluate(LOADED)]
    faults = look_around(page, seen)
    page.context.close()
    return Look(visit, faults, loaded)


def test_nothing_is_missing_and_nothing_fetched_elsewhere(look):
    assert look.visit == Visit()


def test_nothing_is_cut_or_blank_and_axe_finds_no_violation(look):
    assert look.faults == Faults()


def test_first_load_is_small(look, served, site):
    folder = urlsplit(served).path
    files = {unquote(urlsplit(url).path.removeprefix(folder)).lstrip("/") for url in look.loaded}
    assert len(files) > 3
    assert sum(weight(site / file) for file in files) < LIMIT


def weight(path):
    """Return the bytes of a file as a static host sends it."""
    content = path.read_bytes()
    return len(gzip.compress(content) if path.suffix in COMPRESSED else content)
