"""Sphinx extension: the directive ``surface`` lets readers turn the static surface that the cell above it draws.

It stands right below a code cell that shows ``plots.surface3d`` of the lab's sixty points. Its options are those of one
run on them: ``run``, its batch size, learning rate and order, and ``epochs``.

A small script adds a button. What draws the surface is fetched when a reader presses it; without JavaScript, and in
every format other than HTML, the static figure stands there alone.
"""

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
from mbcourse.lab import B_RANGE, W_RANGE
from mbcourse.playground import Choice

ASSETS = "vendor/surface"
STYLE = "vendor/playground/playground-style.css"  # colours and buttons


class surface(nodes.Element):
    """The surface to turn, in HTML."""


class Surface(SphinxDirective):
    """The directive ``surface``."""

    option_spec = dict.fromkeys(("run", "epochs"), directives.unchanged_required)

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


def payload(choice: Choice, epochs: int) -> dict[str, Any]:
    """Return what the script reads."""
    line = mbcourse.lab_line()
    error_surface = mbcourse.ErrorSurface(line.x, line.y)
    history = mbcourse.fit(
        line.x, line.y, batch_size=choice.batch, learning_rate=choice.rate, order=choice.order, epochs=epochs, rng=0
    )
    drawn = plots.surface3d(error_surface, history)
    text = plots.alt_text(drawn.figure)
    pyplot.close(drawn.figure)
    return {
        "minimum": error_surface.minimum.tolist(),
        "hessian": error_surface.hessian.tolist(),
        "floor": float(error_surface.floor),
        "w": W_RANGE,
        "b": B_RANGE,
        "points": len(line.x),
        "runs": [{"batch": choice.batch, "params": history.params.tolist()}],
        "text": text,
    }


def visit_html(self: HTML5Translator, node: surface) -> None:
    """Write the element that the script fills."""
    self.body.append(f'<div class="mb-surface">{with_script.data_element(node["data"])}</div>\n')


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    with_script.add_node(app, surface, visit_html, elsewhere=with_script.leave_out)
    with_script.load_with(app, surface, f"{ASSETS}/surface-button.js", STYLE, f"{ASSETS}/surface-style.css")
    app.add_directive("surface", Surface)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
