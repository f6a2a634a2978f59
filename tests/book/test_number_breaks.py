"""A line of the text does not end between a number and what belongs to it; code and formulas stay as they are."""

import pytest

from tests.book.pages import BOOK
from tests.book.small_books import build

CONFIG = f"""
import sys
sys.path.insert(0, {str(BOOK / "_extensions")!r})
extensions = ["myst_nb", "number_breaks"]
myst_enable_extensions = ["dollarmath"]
nb_execution_mode = "off"
"""
TEXT = """About 5 % of the 8 × 8 pixels, **4.1 ± 0.7**, b = 5, and 7 of 10.

`5 % 3` and $5 × 8$ too.

```{eval-rst}
>>> n = 5 % 3
```
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    page, said = build(tmp_path_factory.mktemp("numbers"), CONFIG, "none", "text", {"page": (TEXT, None)})("page")
    assert said == ""
    return page


def test_numbers_keep_to_their_signs(page):
    assert "About 5~% of the 8~×~8 pixels, 4.1~±~0.7, b~=~5, and 7 of 10." in page.get_text().replace("\xa0", "~")


def test_code_and_formulas_stay_as_they_are(page):
    assert page.code.get_text() == "5 % 3"
    assert "5 × 8" in page.select_one(".math").get_text()
    assert page.pre.get_text().strip() == ">>> n = 5 % 3"
    assert page.select_one(".highlight pre")  # which Sphinx leaves out where the text is not as it was written
