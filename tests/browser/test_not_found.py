"""The page for an address without one: readable in both colour schemes, at any width, and without faults."""

from tests.browser.looking import Faults, look_around
from tests.browser.visiting import Visit, open_page


def test_it_is_readable_and_without_faults(browser, served):
    visit = Visit()
    page = open_page(browser, served, "404.html", visit)
    assert look_around(page, set()) == Faults()
    page.context.close()
    assert visit == Visit()
