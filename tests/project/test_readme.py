"""What the README shows is what happens."""

import doctest
import re
from pathlib import Path

import pytest

from tests.book.test_figures import is_a_description

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["README.md", "CONTRIBUTING.md"]


def test_the_example_prints_what_the_readme_says():
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text())
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_picture_is_described_by_what_it_shows():
    described = re.search(r"!\[(.*)\]\(book/_assets/preview\.png\)", (ROOT / "README.md").read_text())[1]
    assert is_a_description(described)
