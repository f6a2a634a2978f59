"""The pages of the book as `_toc.yml` lists them."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import nbformat
import pytest
import yaml

from tests.sampling import first_of_each

BOOK = Path(__file__).resolve().parents[2] / "book"
TOC = yaml.safe_load((BOOK / "_toc.yml").read_text("utf-8"))
ENTRIES = [TOC["root"], *(chapter["file"] for part in TOC["parts"] for chapter in part["chapters"])]
CHAPTERS = [entry for entry in ENTRIES if entry.startswith("part-")]


def source(entry: str) -> Path:
    """Return the file behind an entry of the table of contents."""
    found = [BOOK / f"{entry}{suffix}" for suffix in (".ipynb", ".md", ".rst") if (BOOK / f"{entry}{suffix}").exists()]
    assert len(found) == 1, f"_toc.yml lists {entry}, for which book/ has {len(found)} files"
    return found[0]


def notebook(entry: str) -> nbformat.NotebookNode:
    """Read the notebook of a chapter."""
    return nbformat.read(source(entry), as_version=4)


def markdown(entry: str) -> Iterator[str]:
    """Yield the Markdown of a page: a file's text, or each Markdown cell of a notebook."""
    path = source(entry)
    if path.suffix == ".md":
        yield path.read_text("utf-8")
    elif path.suffix == ".ipynb":
        yield from (cell.source for cell in notebook(entry).cells if cell.cell_type == "markdown")


def elements(entry: str) -> set[str]:
    """Return the kinds of elements that a page has, and the panels that its playground shows."""
    text = "\n".join(markdown(entry))
    return {*re.findall(r":::+ ?\{([\w-]+)\}", text), *re.findall(r"panel[:=] ?(\w+)", text)}


def first_with_each_element(entries: Iterable[str]) -> list[pytest.ParameterSet]:
    """Return pages as parameters; `make test` takes those that have an element that none before them has."""
    return first_of_each([(entry,) for entry in entries], kinds=elements, name=str)
