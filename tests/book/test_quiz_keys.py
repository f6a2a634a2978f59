"""A committed page asks and does not answer: the answers to its quizzes stand where only the build reads them."""

import re

import nbformat
import pytest

from tests.book.pages import BOOK, CHAPTERS, notebook
from tests.book.quizzes import quizzes

SOURCES = sorted(path for kind in ("*.ipynb", "*.md") for path in BOOK.rglob(kind) if "_assets" not in path.parts)


def texts(path):
    """Return what a reader sees of a file: all of it, or the text of each cell of a notebook."""
    if path.suffix == ".md":
        return [path.read_text("utf-8")]
    return [cell.source for cell in nbformat.read(path, as_version=4).cells]


def plain(text):
    return " ".join(text.split())


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(BOOK)))
def test_no_option_is_ticked_or_explained(path):
    for text in texts(path):
        assert not re.search(r"^\s*[-*+] \[[xX]\]", text, re.M), "which option is right is told by the cell's metadata"
        assert not re.search(r"^- \[ \] [^\n]*\n\s*^ +\S", text, re.M), "an option is one line; feedback is in the key"


@pytest.mark.parametrize("entry", CHAPTERS)
def test_every_quiz_has_a_key_that_fits(entry):
    asked = [quiz for cell in notebook(entry).cells for quiz in quizzes(cell)]
    assert asked
    for quiz in asked:
        assert len(quiz.key) == quiz.options, quiz.text
        assert all(re.match(r"(Right|Not this one)\. \S", feedback) for feedback in quiz.key), quiz.key
        assert 0 < quiz.rights < quiz.options, quiz.key


@pytest.mark.parametrize("entry", CHAPTERS)
def test_no_text_of_the_page_is_the_feedback_to_an_option(entry):
    cells = notebook(entry).cells
    page = plain("\n".join(cell.source for cell in cells))
    for quiz in (quiz for cell in cells for quiz in quizzes(cell)):
        for feedback in quiz.key:
            assert plain(feedback.partition(". ")[2]) not in page
