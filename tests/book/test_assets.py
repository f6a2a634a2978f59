"""What pages load is pinned once, and nothing is loaded by accident."""

import json

from sphinxcontrib.katex import katex_version

from tests.book.pages import BOOK

ROOT = BOOK.parent


def test_formulas_and_their_style_sheet_are_of_one_katex():
    assert json.loads((ROOT / "package.json").read_text())["dependencies"]["katex"] == katex_version


def test_lock_pins_contents_and_records_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert all("integrity" in package and "resolved" not in package for name, package in packages.items() if name)


def test_no_folder_whose_scripts_jupyter_book_would_load_on_every_page():
    assert not (BOOK / "_static").exists()
