"""The extension that gathers the checks of a section: which cells it takes, where they go, and how they are named."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from nbformat import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.book.pages import BOOK

CONFIG = f"""
import sys
sys.path.insert(0, {str(BOOK / "_extensions")!r})
extensions = ["myst_nb", "checks"]
nb_execution_mode = "off"
"""


def code(source: str, tag: str = "hide-cell", **mystnb: str):
    metadata = {"tags": [tag]} | ({"mystnb": mystnb} if mystnb else {})
    return new_code_cell(source, metadata=metadata, outputs=[new_output("stream", text="out")] if mystnb else [])


CELLS = [
    new_markdown_cell("# The page"),
    code("assert 'intro'"),
    new_markdown_cell("Text before the first section.\n\n## One & only\n\nFirst."),
    code("assert 'first'"),
    new_markdown_cell("Between."),
    code("draw()", tag="hide-input"),
    code("assert 'second'"),
    new_markdown_cell("Last words.\n\n### Inner\n\nMore."),
    code("assert 'inner'"),
    new_markdown_cell("## Solutions"),
    code("solve()", code_prompt_show="Solution", code_prompt_hide="Solution"),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    root = tmp_path_factory.mktemp("checks")
    (root / "conf.py").write_text(CONFIG)
    write(new_notebook(cells=CELLS, metadata={"language_info": {"name": "python"}}), root / "index.ipynb")
    subprocess.run([sys.executable, "-m", "sphinx", "-W", "-q", str(root), str(root / "html")], check=True)
    return BeautifulSoup((root / "html" / "index.html").read_text("utf-8"), "html.parser")


def marks(page):
    return {mark["id"]: mark for mark in page.select("details.mb-checks")}


def test_each_section_has_one_mark_with_its_checks_in_their_order(page):
    found = {name: [code.get_text().strip() for code in mark.select("pre")] for name, mark in marks(page).items()}
    assert found == {
        "the-page-checks": ["assert 'intro'"],
        "one-only-checks": ["assert 'first'", "assert 'second'"],
        "inner-checks": ["assert 'inner'"],
    }


def test_the_mark_ends_the_text_of_its_own_section(page):
    for name, mark in marks(page).items():
        assert mark.parent["id"] == name.removesuffix("-checks")
        assert {later.name for later in mark.find_next_siblings()} <= {"section"}


def test_visible_and_spoken_name_say_how_many_and_of_what(page):
    names = {mark.summary.get_text(): mark.summary["aria-label"] for mark in marks(page).values()}
    assert names["2 checks"] == "2 checks of the numbers in “One & only”"
    assert all(spoken.startswith(visible) for visible, spoken in names.items())


def test_a_check_can_be_linked_to(page):
    assert page.find(id="one-only-check-2").find_parent("details") is marks(page)["one-only-checks"]


def test_other_collapsed_code_stays_where_it_is(page):
    others = [found for found in page.select("details.hide") if found not in marks(page).values()]
    assert [found.pre.get_text().strip() for found in others] == ["draw()", "solve()"]
