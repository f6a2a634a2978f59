"""What MathML asks of a formula, for the tests of the extension and of the built pages."""

from bs4 import BeautifulSoup

CHILDREN = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}


def wrong_counts(page: BeautifulSoup) -> list[str]:
    """List the elements of a page's formulas that have more or fewer children than they have to have."""
    elements = (element for formula in page.find_all("math") for element in formula.find_all(list(CHILDREN)))
    return [str(one) for one in elements if len(one.find_all(recursive=False)) != CHILDREN[one.name]]
