"""A small book of one notebook page for each case of a directive, built as the real one is, to see what Sphinx says."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup
from nbformat.v4 import new_markdown_cell, new_notebook

Pages = Callable[[str], tuple[BeautifulSoup, str]]


def build(root: Path, config: str, directive: str, cell: str, cases: Mapping[str, tuple]) -> Pages:
    """Build a page for each case, the text of a cell and the directive's keys in its metadata.

    Return what reads a page, and what Sphinx said of it.
    """
    (root / "conf.py").write_text(config, encoding="utf-8")
    for name, (text, keys, *_) in cases.items():
        asked = new_markdown_cell(text, id=cell, metadata={} if keys is None else {directive: keys})
        page = new_notebook(cells=[new_markdown_cell("# Page", id="title"), asked], metadata={"orphan": True})
        nbformat.write(page, root / f"{name}.ipynb")
    (root / "index.md").write_text("# Index\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", str(root), str(root / "html")]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr

    def page(name: str) -> tuple[BeautifulSoup, str]:
        of_page = [line for line in said.splitlines() if f"/{name}." in line]
        return BeautifulSoup((root / "html" / f"{name}.html").read_text("utf-8"), "html.parser"), "\n".join(of_page)

    return page
