"""Sphinx extension: what answers a prediction is folded until the reader has predicted.

Cells with the tag ``answer`` are folded, those next to each other together; they answer the last prediction above them.
A fold is a native disclosure that is open in the page: on paper, and without JavaScript, it stays so. A script in it
closes it before it is painted, unless the reader has answered that prediction before or has unfolded the whole book.
"""

from pathlib import Path

import quiz
import with_script
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

TAG = "tag_answer"
SCRIPT = "scripts/folds.js"
AT_ONCE = Path(__file__).parent.parent / "_assets/scripts/fold_at_once.js"
LOGGER = logging.getLogger(__name__)


class unfolding(nodes.Element):
    """A switch in a prediction, which unfolds the whole book."""


class fold(nodes.Element):
    """What answers a prediction; ``key`` is its quiz's, ``is_first`` says that it is the page's first."""


def is_answer(node: nodes.Node) -> bool:
    """Tell a cell that answers a prediction."""
    return isinstance(node, nodes.container) and TAG in node["classes"]


def is_predicted(node: nodes.Node) -> bool:
    """Tell the quiz of a prediction."""
    while isinstance(node, nodes.Element) and node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.admonition):
            return "mb-predict" in node["classes"]
    return False


def gather(app: Sphinx, page: nodes.document) -> None:
    """Fold the cells that answer a prediction."""
    asked = None
    for node in list(page.findall(lambda node: isinstance(node, quiz.quiz) or is_answer(node))):
        if isinstance(node, quiz.quiz):
            asked = node if is_predicted(node) else asked
        elif asked is None:
            LOGGER.warning("a cell has the tag `answer`, and no prediction stands above it", location=node)
        elif not isinstance(node.parent, fold):
            fold_from(node, asked["key"])
            if not isinstance(asked.parent[-1], unfolding):
                asked.parent += unfolding()
    for number, found in enumerate(page.findall(fold)):
        found["is_first"] = number == 0


def fold_from(node: nodes.Element, key: str) -> None:
    """Fold a cell, with those that follow at once."""
    parent, start = node.parent, node.parent.index(node)
    end = start
    for place, child in enumerate(parent[start:], start):
        if is_answer(child):
            end = place + 1
        elif not isinstance(child, nodes.Invisible):
            break
    parent[start:end] = [fold("", *parent[start:end], key=key)]


def visit_unfolding(self: HTML5Translator, node: unfolding) -> None:
    """Write the switch."""
    box = '<input type="checkbox" class="mb-unfold" autocomplete="off">'
    self.body.append(f'<label class="mb-scripted">{box} Unfold all results in this book</label>\n')


def visit_html(self: HTML5Translator, node: fold) -> None:
    """Open the disclosure, with the script that closes it."""
    function = AT_ONCE.read_text("utf-8") if node["is_first"] else ""
    self.body.append(
        f'<details class="mb-fold" data-of="{node["key"]}" open>'
        "<summary><span>What happens is folded until you have predicted it.</span> <b>Show anyway</b></summary>"
        f"<script>{function}foldAtOnce(document.currentScript.parentElement)</script>\n"
    )


def depart_html(self: HTML5Translator, node: fold) -> None:
    """Close it."""
    self.body.append("</details>\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Fold what answers a page's predictions once it is read, and its checks are at the ends of their sections."""
    with_script.add_node(app, unfolding, visit_unfolding, elsewhere=with_script.leave_out)
    with_script.add_node(app, fold, visit_html, depart_html)
    with_script.load_with(app, fold, SCRIPT)
    app.connect("doctree-read", gather, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
