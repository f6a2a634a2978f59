"""Searching the book: results as they look in the text, on a page that fits a phone, and from a folder."""

from playwright.sync_api import expect

from tests.browser.visiting import AXE, STICKS_OUT, VIOLATIONS, Visit, open_page


def test_results_show_formulas_as_they_look(browser, served, scheme):
    visit = Visit()
    page = open_page(browser, served, "search.html?q=contour", visit, scheme)
    page.set_viewport_size({"width": 360, "height": 740})
    results = page.locator("#search-results")
    expect(results).to_contain_text("κ")  # in the glossary, which is fetched last
    expect(results).not_to_contain_text("\\kappa")
    assert page.evaluate(STICKS_OUT) == []
    page.add_script_tag(path=AXE)
    assert page.evaluate(VIOLATIONS) == []
    page.context.close()
    assert visit == Visit()


def test_results_of_a_book_in_a_folder_are_titles_and_no_errors(browser, site):
    """Browsers let no page in a folder read another, where the words around a hit would be."""
    visit = Visit()
    page = open_page(browser, site.as_uri(), "search.html?q=contour", visit)
    assert page.locator("#search-results li a").count() > 3
    page.context.close()
    assert visit == Visit()
