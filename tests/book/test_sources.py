"""The sources that the book cites, and how it asks to be cited."""

import re

import pytest
import yaml
from pybtex.database import parse_file

from tests.book.pages import BOOK

BIBLIOGRAPHY = parse_file(BOOK / "references.bib").entries
CITATION = yaml.safe_load((BOOK.parent / "CITATION.cff").read_text("utf-8"))


@pytest.mark.parametrize("key", BIBLIOGRAPHY)
def test_source_is_complete_and_its_key_says_author_and_year(key):
    fields, authors = BIBLIOGRAPHY[key].fields, BIBLIOGRAPHY[key].persons["author"]
    surname = re.sub(r"[^a-z]", "", authors[0].last_names[-1].lower())
    assert key == f"{surname}{fields['year']}"
    assert fields["title"]
    assert {"doi", "url", "eprint"} & set(fields), "say where to find it"


def test_how_to_cite_says_what_the_citation_file_says():
    page = (BOOK / "how-to-cite.md").read_text("utf-8")
    (author,) = CITATION["authors"]
    assert f"> {author['name']} (" in page
    assert f"*{CITATION['title']}*. Version {CITATION['version']}." in page
    assert f"title  = {{{CITATION['title']}}}" in page
