"""Sphinx extension: the directive ``playground`` puts the interactive figure on a page.

Its options are the fields of `mbcourse.playground.Settings`; ``runs`` lists batch size, learning rate and order of one
to four runs, separated by semicolons. Its content says what to try. A page has at most one. With ``:plays:`` it plays
slowly by itself, once, for readers who have not asked for little motion and did not come by a link to a setting.

Without JavaScript, and in every format other than HTML, a figure stands there that the package draws from the same
settings, with its alternative text. Script and style sheet are loaded by pages with a playground only.
"""

import os
from dataclasses import fields
from inspect import getfile
from io import StringIO
from pathlib import Path
from typing import Any

import with_script
from docutils import nodes
from docutils.parsers.rst import directives
from matplotlib import pyplot
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

import mbcourse
from mbcourse import plots
from mbcourse.lab import B_RANGE, NOISE, W_RANGE
from mbcourse.playground import Settings, draw
from mbcourse.plots.svg import slim

ASSETS = "vendor/playground"


class playground(nodes.Element):
    """The interactive figure; its only child is the static one."""


class Playground(SphinxDirective):
    """The directive ``playground``."""

    has_content = True
    option_spec = dict.fromkeys((field.name for field in fields(Settings)), directives.unchanged_required)
    option_spec["plays"] = directives.flag

    def run(self) -> list[nodes.Node]:
        """Return what to try, and the figure."""
        plays = self.options.pop("plays", False) is None
        self.env.note_dependency(getfile(Settings))  # a page that was built before has the settings of then
        try:
            settings = Settings().with_texts(self.options).shown_on(W_RANGE, B_RANGE)
        except ValueError as error:
            raise self.error(f"playground: {error}") from error
        figure = playground("", settings=settings, plays=plays)
        self.set_source_info(figure)
        figure += self.static_figure(settings)
        return [*self.parse_content_to_nodes(), figure]

    def static_figure(self, settings: Settings) -> nodes.image:
        """Draw the static figure into the build folder, and return a node that shows it."""
        name = f"playground-{self.env.docname.replace('/', '-')}.svg"
        file = Path(self.env.doctreedir).parent / "playground" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        drawn = draw(settings)
        written = StringIO()
        drawn.savefig(written, format="svg", bbox_inches="tight")
        file.write_text(slim(written.getvalue()), encoding="utf-8")
        alternative = plots.alt_text(drawn)
        pyplot.close(drawn)
        folder = Path(self.env.doc2path(self.env.docname)).parent
        return nodes.image(uri=os.path.relpath(file, folder), alt=alternative)


def payload(settings: Settings) -> dict[str, Any]:
    """Return what the script reads."""
    line = mbcourse.lab_line()
    return {
        "line": {"x": line.x.tolist(), "y": line.y.tolist(), "truth": line.truth, "noise": NOISE},
        "ranges": {"w": W_RANGE, "b": B_RANGE},
        "settings": settings.as_json(),
    }


def visit_html(self: HTML5Translator, node: playground) -> None:
    """Open the element that the script fills; what is inside is for readers without it."""
    data = with_script.data_element(payload(node["settings"]))
    plays = " data-plays" if node["plays"] else ""
    host = f'<div class="mb-playground" id="playground" role="group" aria-label="Playground"{plays}>'
    self.body.append(f"{host}{data}<noscript>")


def depart_html(self: HTML5Translator, node: playground) -> None:
    """Close the element."""
    self.body.append("</noscript></div>\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    with_script.add_node(app, playground, visit_html, depart_html)
    with_script.load_with(app, playground, f"{ASSETS}/playground-on-page.js", f"{ASSETS}/playground-style.css")
    app.add_directive("playground", Playground)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
