"""What `playground`, `surface`, `quiz` and `order_lines` share: a script takes them over on pages that have one."""

import json
from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

Visit = Callable[..., None]
OTHER_FORMATS = ("latex", "text", "man", "texinfo")


def show_content(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Show the content alone."""


def leave_out(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Show nothing."""
    raise nodes.SkipNode


def add_node(
    app: Sphinx, node: type[nodes.Element], visit: Visit, depart: Visit = show_content, elsewhere: Visit = show_content
) -> None:
    """Register a node: how HTML begins and ends it, and what the formats without scripts do with it."""
    app.add_node(node, html=(visit, depart), **dict.fromkeys(OTHER_FORMATS, (elsewhere, show_content)))


def load_with(app: Sphinx, node: type[nodes.Element], script: str, *styles: str) -> None:
    """Load a script, deferred, and style sheets on the pages that have the node, and on no other."""

    def load(
        app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
    ) -> None:
        if doctree is not None and next(doctree.findall(node), None):
            for style in styles:
                app.add_css_file(style)
            app.add_js_file(script, loading_method="defer")

    app.connect("html-page-context", load)


def data_element(data: dict[str, Any]) -> str:
    """Return the element that holds what a script reads."""
    text = json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json">{text}</script>'
