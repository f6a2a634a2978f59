"""The page of notation and the chapters agree: every letter of a formula is listed, and the code beside it runs."""

import re

import numpy as np
import pytest
from numpy.testing import assert_allclose

import mbcourse.theory
from tests.book.pages import BOOK, CHAPTERS, markdown, notebook

ROWS = [
    [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    for line in (BOOK / "notation.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| Symbol", "| Chapter"))
]
EVERYWHERE = [row for row in ROWS if not row[0][0].isdigit()]
ON_SOME_PAGES = [row for row in ROWS if row[0][0].isdigit()]

FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$]+)\$|:::\{math\}(.+?):::", re.S)
NOT_A_SYMBOL = re.compile(r"\\(?:text|operatorname|begin|end|mathsf)\s*(?:\{[^}]*\}|[A-Z])")
GREEK = "delta ell eta kappa lambda rho sigma Sigma theta varepsilon"
LETTER = re.compile(rf"\\mathcal B|\\(?:{GREEK.replace(' ', '|')})(?![A-Za-z])|(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])")


def letters(text: str) -> set[str]:
    """Return the letters of the formulas in a text, without hats, bars and indices of words."""
    formulas = ("".join(found) for found in FORMULA.findall(text))
    return {letter for formula in formulas for letter in LETTER.findall(NOT_A_SYMBOL.sub(" ", formula))}


@pytest.mark.parametrize("entry", CHAPTERS)
def test_every_letter_of_a_chapter_is_listed(entry):
    number = str(int(re.search(r"/(\d+)-", entry)[1]))
    local = [row for row in ON_SOME_PAGES if number in row[0].split(", ")]
    known = letters(" ".join(row[0] for row in EVERYWHERE) + " ".join(row[1] for row in local))
    hints = [hint for cell in notebook(entry).cells for quiz in cell.metadata.get("quiz", []) for hint in quiz]
    used = letters("\n\n".join([*markdown(entry), *hints]))
    assert used - known == set(), "list them in book/notation.md"
    assert letters(" ".join(row[1] for row in local)) <= used, "listed for this chapter and not on its page"


def test_letters_are_found():
    assert letters(r"$\hat y_i = w x_i$ and $$\operatorname{var} x = \tfrac12 a^{\mathsf T} \eta$$") == {
        *"yiwxa",
        r"\eta",
    }


LINE = mbcourse.lab_line()
NAMES = {
    "np": np,
    "mbcourse": mbcourse,
    "line": LINE,
    "x": LINE.x,
    "y": LINE.y,
    "w": -15.0,
    "b": -10.0,
    "params": np.array([-15.0, -10.0]),
    "k": 3,
    "surface": mbcourse.ErrorSurface(LINE.x, LINE.y),
    "history": mbcourse.fit(LINE.x, LINE.y, batch_size=5, rng=0),
    "batch_size": 5,
    "learning_rate": 0.1,
    "noise": 0.1,
    "index": np.arange(5),
}


def expressions(code: str) -> list[str]:
    """Return the Python in a cell of the third column: literals, and the titles of links."""
    return [found for found in re.findall(r"`([^`<]+?)(?: <[^`]*>)?`", code) if not found.startswith("(")]  # a shape


def value(symbol: str) -> object:
    """Run the code listed for a symbol."""
    (row,) = [row for row in EVERYWHERE if row[0].startswith(f"${symbol}")]
    return eval(expressions(row[2])[0], NAMES)


def test_listed_code_runs():
    found = [expression for row in EVERYWHERE for expression in expressions(row[2])]
    assert len(found) > 20
    for expression in found:
        eval(expression, NAMES)


def test_listed_code_is_what_the_symbol_means():
    a = np.column_stack([LINE.x, np.ones(60)])
    residuals = LINE.y - a @ NAMES["params"]
    assert value("n") == 60
    assert_allclose(value(r"\hat y_i"), a @ NAMES["params"])
    assert_allclose(value("r_i"), residuals)
    assert_allclose(value("H$"), 2 * a.T @ a / 60)
    least = np.linalg.lstsq(a, LINE.y)[0]
    assert_allclose(value(r"\delta"), NAMES["params"] - least)
    assert_allclose(value(r"L(\theta^\star)"), np.mean((LINE.y - a @ least) ** 2))
    small, large = value(r"\lambda_{\min}")
    assert_allclose(value(r"\kappa"), large / small)
    assert_allclose(value("H$") @ value("q_1"), value("q_1") * [small, large], atol=1e-12)
