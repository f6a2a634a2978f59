"""Sphinx extension: search lists pages that say a word before those that have it only in code or in what code printed.

Sphinx's index says on which pages a word is, not where. The search page is told which words each page has only in code;
`search_order.js`, the scorer that ``html_search_scorer`` is for, takes them off.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.search import SearchLanguage


def words(node: nodes.Node, language: SearchLanguage, inside: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield each word as the index has it, and whether it is in code."""
    if isinstance(node, nodes.Text):
        for word in language.split(node.astext()):
            if not word.isdigit():
                yield language.stem(word.lower()), inside
    for child in node.children:
        yield from words(child, language, inside or isinstance(node, nodes.literal_block))


def only_in_code(page: nodes.document, language: SearchLanguage) -> list[str]:
    """Return the words that a page has only in code, in alphabetical order."""
    found = set(words(page, language))
    return sorted(word for word, inside in found if inside and (word, False) not in found)


def tell_search_page(app: Sphinx, pagename: str, *rest: object) -> None:
    """Write the words of all pages into the page that shows the results."""
    if pagename == "search":
        language: SearchLanguage = app.builder.indexer.lang
        listed = {
            name: " ".join(only_in_code(app.env.get_doctree(name), language)) for name in sorted(app.env.found_docs)
        }
        text = json.dumps(listed, separators=(",", ":"))
        app.add_js_file(None, body=f"const ONLY_IN_CODE = {text};")


def set_scorer(app: Sphinx, config: Config) -> None:
    """Let Sphinx's search ask the script beside this file."""
    config.html_search_scorer = str(Path(__file__).with_suffix(".js"))


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect what is above."""
    app.connect("config-inited", set_scorer)
    app.connect("html-page-context", tell_search_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
