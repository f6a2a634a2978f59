"""The extension that sets formulas: a mistake in one stops the build, and no server outlives the build."""

import subprocess
import sys

from tests.book.pages import BOOK

BUILD = """
import sys
from unittest.mock import Mock
from sphinxcontrib.katex import render_latex
from book._extensions.formulas import setup

setup(Mock())
print(render_latex(sys.argv[1]))
"""


def build(formula: str) -> subprocess.CompletedProcess[str]:
    """Set one formula in a process of its own. A server left behind holds the pipe open: that would time out here."""
    command = [sys.executable, "-c", BUILD, formula]
    return subprocess.run(command, cwd=BOOK.parent, capture_output=True, text=True, timeout=60)


def test_a_formula_is_set_and_the_server_ends_with_the_build():
    done = build(r"\frac{1}{B}")
    assert (done.returncode, done.stderr) == (0, "")
    assert 'class="katex"' in done.stdout


def test_a_formula_that_cannot_be_read_stops_the_build():
    done = build(r"\frac{1}")
    assert done.returncode != 0
    assert "KaTeXError" in done.stderr
