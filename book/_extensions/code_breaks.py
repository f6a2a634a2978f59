"""Sphinx extension: where a line may end inside code in the text.

A path or a qualified name may end a line after its stops, so that it is not cut within a word; an option, such as
``--force``, stays whole.
"""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

WORD = re.compile(r'<span class="pre">([^<]*)</span>')
STOP = re.compile(r"(?<=[a-z0-9]{2})([._/(=,])(?=[a-z_])", re.IGNORECASE)
OPTION = re.compile(r"--?[a-z][a-z-]{1,20}")


def marked(word: re.Match[str]) -> str:
    """Return a word of code with its stops marked, or as one that stays whole."""
    text = word[1]
    if OPTION.fullmatch(text):
        return f'<span class="pre mb-whole">{text}</span>'
    return '<span class="pre">' + STOP.sub(r"\1<wbr>", text) + "</span>"


def mark(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Mark the words of a page."""
    if "body" in context:
        context["body"] = WORD.sub(marked, context["body"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Listen for pages."""
    app.connect("html-page-context", mark)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
