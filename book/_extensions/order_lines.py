"""Sphinx extension: the directive ``order-lines`` asks for a program, whose lines it lists in a wrong order.

Its content is one block of code: the lines, shuffled and without indentation, and among them some that are mistakes.
The programs that are right, and the feedback to each mistake, stand in the metadata of the notebook's cell
(`cell_keys`, `order_keys`).

The program stands at the end of the page, among the answers to its quizzes, with what is wrong with the other lines: on
paper, and without JavaScript, where it is a native disclosure. The script reads it there, and makes of the listing two
lists to move lines between, on pages with lines to order only.
"""

import cell_keys
import order_keys
import quiz
import with_script
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

NAME = "order-lines"
ASSETS = "vendor/order-lines"


class order_lines(nodes.Element):
    """The lines as they are listed; ``key`` names them in every build."""


class order_answer(nodes.Element):
    """The programs that are right, why, and what is wrong with the other lines."""


class OrderLines(SphinxDirective):
    """The directive ``order-lines``."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the listing, and its answer, which `quiz.gather_answers` takes to the end of the page."""
        place = ""
        try:
            key = cell_keys.next_key(self.env, NAME)
            place = key.place
            return self.asked(key)
        except ValueError as error:
            raise self.error(": ".join(filter(None, (NAME, place, str(error))))) from error

    def asked(self, key: cell_keys.Key) -> list[nodes.Node]:
        """Return the listing, and its answer as the key says it."""
        content = self.parse_content_to_nodes()
        if len(content) != 1 or not isinstance(content[0], nodes.literal_block):
            raise ValueError("write one block of code, ```python, with the lines to order")
        answer = self.answer_of(order_keys.read(key.value, content[0].astext().splitlines()))
        number = self.env.new_serialno(NAME) + 1
        name, title = f"{NAME}-{number}", f"Lines to order {number}"
        there = nodes.paragraph("", "", quiz.link(title, f"{name}-answers"), nodes.Text(", answered at the end"))
        there["classes"] = ["mb-number"]
        listing = order_lines("", there, *content, key=key.id, ids=[name])
        self.set_source_info(listing)
        back = nodes.paragraph("", "", quiz.link(title, name))
        return [listing, quiz.quiz_answers("", back, answer, ids=[f"{name}-answers"])]

    def answer_of(self, key: order_keys.Key) -> order_answer:
        """Return the programs, why they are right, and each mistake with the feedback to it."""
        programs = [boxed("mb-order-program", code("\n".join(program))) for program in key.programs]
        why = boxed("mb-order-why", *self.parse_text_to_nodes(key.why))
        mistakes = [
            boxed("mb-order-mistake", code(line), *self.parse_text_to_nodes(feedback))
            for line, feedback in key.mistakes.items()
        ]
        others = [nodes.paragraph("", "The other lines are mistakes.")] if mistakes else []
        return order_answer("", *programs, why, *others, *mistakes)


def code(text: str) -> nodes.literal_block:
    """Return a listing."""
    return nodes.literal_block(text, text, language="python")


def boxed(name: str, *content: nodes.Node) -> nodes.container:
    """Return content with the class by which the script finds it."""
    return nodes.container("", *content, classes=[name])


def visit_lines(self: HTML5Translator, node: order_lines) -> None:
    """Open the element that the script fills."""
    self.body.append(f'<div class="mb-order" id="{node["ids"][0]}" data-key="{node["key"]}">\n')


def depart_lines(self: HTML5Translator, node: order_lines) -> None:
    """Close it."""
    self.body.append("</div>\n")


def visit_answer(self: HTML5Translator, node: order_answer) -> None:
    """Open the disclosure of the answer."""
    self.body.append('<details class="mb-answer mb-ordered"><summary>In order</summary>\n<div class="mb-feedback">\n')


def depart_answer(self: HTML5Translator, node: order_answer) -> None:
    """Close the disclosure."""
    self.body.append("</div></details>\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.setup_extension("quiz")  # which gathers the answers
    cell_keys.hand_over(NAME)
    with_script.add_node(app, order_lines, visit_lines, depart_lines)
    with_script.add_node(app, order_answer, visit_answer, depart_answer)
    with_script.load_with(app, order_lines, f"{ASSETS}/order-lines.js", f"{ASSETS}/order-lines-style.css")
    app.add_directive(NAME, OrderLines)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
