"""Sphinx extension: the checks of a section are behind one mark at its end, which opens them together.

A check is a code cell with the tag ``hide-cell`` and no prompt of its own: it only asserts what the text above it says.
The mark is a native disclosure, so that it works without scripts, by keyboard, and when a page is searched; a link to a
check, such as ``#the-error-surface-check-2``, opens it. A cell with a prompt, such as a solution's, stays where it is.
"""

from html import escape

import with_script
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


class checks(nodes.Element):
    """The checks of a section, whose title is ``section``."""


def is_check(node: nodes.Node) -> bool:
    """Tell a check from other cells and from text."""
    if not isinstance(node, nodes.container) or node.get("hide_mode") != "all":
        return False
    return "code_prompt_show" not in node["cell_metadata"].get("mystnb", {})


def gather(app: Sphinx, page: nodes.document) -> None:
    """Move the checks of each section to the end of its own text, before the sections in it."""
    for section in list(page.findall(nodes.section)):
        found = [child for child in section if is_check(child)]
        if not found:
            continue
        name = section["ids"][0]
        mark = checks("", section=section[0].astext(), ids=[f"{name}-checks"])
        for number, cell in enumerate(found, 1):
            section.remove(cell)
            del cell["hide_mode"]
            cell["ids"].append(f"{name}-check-{number}")
            mark += cell
        inner = section.first_child_matching_class(nodes.section)
        section.insert(len(section) if inner is None else inner, mark)


def visit_html(self: HTML5Translator, node: checks) -> None:
    """Open the disclosure; its spoken name says of which section it is."""
    words = "1 check" if len(node) == 1 else f"{len(node)} checks"
    name = escape(f"{words} of the numbers in “{node['section']}”")
    self.body.append(
        f'<details class="hide mb-checks" id="{node["ids"][0]}"><summary aria-label="{name}">{words}</summary>\n'
    )


def depart_html(self: HTML5Translator, node: checks) -> None:
    """Close it."""
    self.body.append("</details>\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Gather the checks of each page once it is read."""
    with_script.add_node(app, checks, visit_html, depart_html, elsewhere=with_script.leave_out)
    app.connect("doctree-read", gather)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
