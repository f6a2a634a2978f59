"""The role ``run``: a name that has a mark gets it, in other formats stays a name, and any other name is refused."""

import subprocess
import sys

import pytest

from mbcourse.design import MARKED
from tests.book.pages import BOOK
from tests.book.small_books import build

CONFIG = f"""
import sys
sys.path.insert(0, {str(BOOK / "_extensions")!r})
extensions = ["myst_nb", "marks"]
nb_execution_mode = "off"
"""
CASES = {
    "right": ("One **{run}`batches of 5`**, one ({run}`BGD`).", None),
    "wrong": ("One of {run}`batch size 7`.", None),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return tmp_path_factory.mktemp("marks")


@pytest.fixture(scope="module")
def built(root):
    return build(root, CONFIG, "run", "text", CASES)


def test_a_name_has_its_mark_and_nothing_more_to_read(built):
    page, said = built("right")
    assert said == ""
    assert [(span["data-run"], span.get_text()) for span in page.select("[data-run]")] == [
        ("five", "batches of 5"),
        ("bgd", "BGD"),
    ]
    assert "One batches of 5, one (BGD)." in page.get_text()


def test_other_formats_have_the_name_alone(root, built):
    subprocess.run([sys.executable, "-m", "sphinx", "-q", "-b", "text", str(root), str(root / "text")], check=True)
    assert "One **batches of 5**, one (BGD)." in (root / "text" / "right.txt").read_text("utf-8")


def test_a_name_without_a_mark_is_refused_with_those_that_have_one(built):
    page, said = built("wrong")
    assert f"run: 'batch size 7' has no mark; these have one: {', '.join(MARKED)}" in said
    assert page.select("[data-run]") == []
