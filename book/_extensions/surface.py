"""Sphinx extension: the directive ``surface`` lets readers turn the static surface that the cell above it draws.

It stands right below a code cell that shows ``plots.surface3d`` of the lab's sixty points. Its options are those of one
run on them: ``run``, its batch size, learning rate and order, and ``epochs``.

A small script adds a button. What draws the surface is fetched when a reader presses it; without JavaScript, and in
every format other than HTML, the static figure stands there alone.
"""

import json
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from matplotlib import pyplot
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

import mbcourse
from mbcourse import plots
from mbcourse.playground import Choice
from mbcourse.plots.spaces import B_RANGE, W_RANGE

ASSETS = "vendor/surface"
STYLE = "vendor/playground/playground-style.css"  # colours and buttons


class surface(nodes.Element):
    """The surface to turn, in HTML."""


class Surface(SphinxDirective):
    """The directive ``surface``."""

    option_spec = dict.fromkeys(
        ("run", "epochs"), directives.unchanged_required
    )

    def run(self) -> list[nodes.Node]:
        """Return the place of the surface."""
        try:
            choice = Choice.of_text(self.options["run"])
            data = payload(choice, int(self.options["epochs"]))
        except KeyError as error:
            raise self.error(f"surface: {error} is missing") from error
        except ValueError as error:
            raise self.error(f"surface: {error}") from error
        place = surface("", data=data)
        self.set_source_info(place)
        return [place]


def payload(choice: Choice, epochs: int) -> str:
    """Return what the script reads, as JSON that may stand inside a script element."""
    line = mbcourse.lab_line()
    bowl = mbcourse.ErrorSurface(line.x, line.y)
    history = mbcourse.fit(
        line.x,
        line.y,
        batch_size=choice.batch,
        learning_rate=choice.rate,
        order=choice.order,
        epochs=epochs,
        rng=0,
    )
    drawn = plots.surface3d(bowl, history)
    text = plots.alt_text(drawn.figure)
    pyplot.close(drawn.figure)
    data = {
        "minimum": bowl.minimum.tolist(),
        "hessian": bowl.hessian.tolist(),
        "floor": float(bowl.floor),
        "w": W_RANGE,
        "b": B_RANGE,
        "points": len(line.x),
        "runs": [{"batch": choice.batch, "params": history.params.tolist()}],
        "text": text,
    }
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")


def visit_html(self: HTML5Translator, node: surface) -> None:
    """Write the element that the script fills."""
    self.body.append(
        f'<div class="mb-surface"><script type="application/json">{node["data"]}</script></div>\n'
    )


def depart_html(self: HTML5Translator, node: surface) -> None:
    """Nothing is left to close."""


def leave_out(self: nodes.NodeVisitor, node: surface) -> None:
    """Show the static figure alone."""
    raise nodes.SkipNode


def load_assets(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the button and the style sheets on pages with a surface."""
    if doctree is not None and next(doctree.findall(surface), None):
        app.add_css_file(STYLE)
        app.add_css_file(f"{ASSETS}/surface-style.css")
        app.add_js_file(f"{ASSETS}/surface-button.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    others = ("latex", "text", "man", "texinfo")
    app.add_node(
        surface,
        html=(visit_html, depart_html),
        **dict.fromkeys(others, (leave_out, None)),
    )
    app.add_directive("surface", Surface)
    app.connect("html-page-context", load_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
