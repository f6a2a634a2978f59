"""Every page, light and dark: nothing is missing, nothing is fetched elsewhere, nothing sticks out, all can be read."""

import pytest

from tests.browser.visiting import PAGES, WIDTHS, Visit, open_page


def test_console_shows_no_error(visit):
    assert visit.errors == []


def test_no_request_leaves_the_book(visit):
    assert visit.external == []


def test_everything_requested_is_there(visit):
    assert visit.missing == []
    assert visit.blank_images == []


def test_page_does_not_scroll_sideways(visit):
    assert visit.sticking_out == {width: [] for width in WIDTHS}


def test_axe_finds_no_violation(visit):
    assert visit.violations == []


@pytest.mark.parametrize("page_name", PAGES)
def test_page_works_from_a_folder(browser, site, page_name):
    visit = Visit()
    open_page(browser, site.as_uri(), page_name, visit).context.close()
    assert (visit.errors, visit.external, visit.missing) == ([], [], [])
