"""The page for an address without one: readable in both colour schemes, at any width, and without faults."""

from tests.browser.visiting import WIDTHS, Visit, look_around, open_page


def test_it_is_readable_and_without_faults(browser, served, scheme):
    visit = Visit()
    page = open_page(browser, served, "404.html", visit, scheme)
    look_around(page, visit)
    page.context.close()
    assert visit == Visit(sticking_out={width: [] for width in WIDTHS})
