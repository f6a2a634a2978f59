"""Sphinx extension: the role ``run`` puts before a run's name the marker that it has in figures, as in {run}`SGD`.

What has a marker is in `mbcourse.design.MARKED`. The style draws it (mb.css); other formats show the name alone.
"""

import with_script
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole
from sphinx.writers.html5 import HTML5Translator

from mbcourse import design


class marked(nodes.Inline, nodes.TextElement):
    """The name of a run; ``run`` is that of its colour."""


class Run(SphinxRole):
    """The role ``run``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the name with its mark."""
        name = design.mark(self.text)
        if name is None:
            message = f"run: {self.text!r} has no mark; these have one: {', '.join(design.MARKED)}"
            error = self.inliner.reporter.error(message, line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, error)], [error]
        return [marked("", self.text, run=name)], []


def visit_html(self: HTML5Translator, node: marked) -> None:
    """Open the element."""
    self.body.append(f'<span data-run="{node["run"]}">')


def depart_html(self: HTML5Translator, node: marked) -> None:
    """Close it."""
    self.body.append("</span>")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the role."""
    with_script.add_node(app, marked, visit_html, depart_html)
    app.add_role("run", Run())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
