"""Sphinx extension: the directive ``ledger`` shows what a reader predicted, answered and kept (scripts/ledger.js).

It is in the reader's browser alone, and so a script writes it; without scripts nothing is kept, as its content says.
"""

from html import escape

import quiz
import reading_order
import with_script
from docutils import nodes
from folds import fold
from order_lines import order_lines
from playground import playground
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

SCRIPT = "scripts/ledger.js"
PAGE_SCRIPT = "scripts/ledger_page.js"


class ledger(nodes.Element):
    """The ledger; its content is for readers without scripts."""


class Ledger(SphinxDirective):
    """The directive ``ledger``."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the place of the ledger."""
        reading_order.note_that_it_gathers(self.env)
        return [ledger("", *self.parse_content_to_nodes())]


def visit_html(self: HTML5Translator, node: ledger) -> None:
    """Open the element that the script fills."""
    env = self.builder.env
    titles = [(name, reading_order.title(env, name)) for name in reading_order.pages(env)]
    self.body.append(
        f'<div class="mb-ledger" data-book="{escape(env.titles[env.config.root_doc].astext())}">'
        f"{with_script.data_element(titles)}"
        '<p class="mb-scripted"><button>Download as Markdown</button> <button>Clear</button></p>'
        '<div class="mb-ledger-list"></div><noscript>'
    )


def depart_html(self: HTML5Translator, node: ledger) -> None:
    """Close it."""
    self.body.append("</noscript></div>\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive, and load the ledger where something is to be kept."""
    with_script.add_node(app, ledger, visit_html, depart_html)
    with_script.load_with(app, (quiz.quiz, order_lines, fold, playground, ledger), SCRIPT)
    with_script.load_with(app, ledger, PAGE_SCRIPT)
    app.add_directive("ledger", Ledger)
    app.connect("env-updated", reading_order.outdated)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
