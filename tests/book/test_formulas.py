"""The extension that sets formulas: a mistake in one stops the build, no server outlives it, and MathML is valid."""

import re
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from book._extensions.formulas import APPLICATION, mended
from tests.book.mathml import wrong_counts
from tests.book.pages import BOOK

BUILD = """
import sys
from unittest.mock import Mock
from sphinxcontrib.katex import render_latex
from book._extensions.formulas import setup

setup(Mock())
for formula in sys.argv[1:]:
    print(render_latex(formula))
"""


def build(*formulas: str) -> subprocess.CompletedProcess[str]:
    """Set formulas in a process of its own. A server left behind holds the pipe open: that would time out here."""
    command = [sys.executable, "-c", BUILD, *formulas]
    return subprocess.run(command, cwd=BOOK.parent, capture_output=True, text=True, timeout=60)


def test_a_formula_is_set_and_the_server_ends_with_the_build():
    done = build(r"\frac{1}{B}")
    assert (done.returncode, done.stderr) == (0, "")
    assert 'class="katex"' in done.stdout


def test_a_formula_that_cannot_be_read_stops_the_build():
    done = build(r"\frac{1}")
    assert done.returncode != 0
    assert "KaTeXError" in done.stderr


# Of \max and its like KaTeX makes a name and the operator that applies it: here, where one child belongs.
IN_ONE_PLACE = [
    r"\lambda_{\max}",
    r"\lambda_{\max}^2",
    r"x^{\operatorname{tr}}",
    r"\sum_{i=1}^{\max} i",
    r"\frac{\max}{\min}",
    r"\sqrt[\max]{x}",
    r"\bar{\log}",
    r"\underbrace{a}_{\max}",
    r"\overset{\max}{=}",
    r"\lambda_{\max_{\min}}",
]


@pytest.fixture(scope="module")
def set_alike():
    """The MathML of these formulas, from one server."""
    done = build(*IN_ONE_PLACE)
    assert (done.returncode, done.stderr) == (0, "")
    return dict(zip(IN_ONE_PLACE, re.findall(r"<math.*?</math>", done.stdout), strict=True))


@pytest.mark.parametrize("formula", IN_ONE_PLACE)
def test_a_name_and_what_applies_it_count_as_one_child(set_alike, formula):
    assert wrong_counts(BeautifulSoup(set_alike[formula], "html.parser")) == []
    assert APPLICATION in set_alike[formula]  # nothing was taken away


def test_mathml_that_cannot_be_mended_is_refused():
    with pytest.raises(ValueError, match="wrong number of children"):
        mended("<math xmlns='http://www.w3.org/1998/Math/MathML'><mfrac><mi>a</mi></mfrac></math>")
