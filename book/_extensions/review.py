"""Sphinx extension: the directive ``review`` asks the recall questions of all chapters once more.

It copies them, with their answers; the ledger knows a copy by the key of its question. A script shows one at a time,
those that were missed sooner (scripts/review.js); without scripts they stand below one another.
"""

import quiz
import reading_order
import with_script
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

SCRIPT = "scripts/review.js"


class review(nodes.Element):
    """The questions, each in a box of its own."""


class Review(SphinxDirective):
    """The directive ``review``."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the questions, which are known once all pages are read."""
        reading_order.note_that_it_gathers(self.env)
        return [review()]


def is_recall(node: nodes.Node) -> bool:
    """Tell a box of recall questions."""
    return isinstance(node, nodes.admonition) and "mb-recall" in node["classes"]


def fill(app: Sphinx, page: nodes.document, name: str) -> None:
    """Copy the questions of all pages into this one, and their answers to its end."""
    for place in page.findall(review):
        found = []
        for other in reading_order.pages(app.env):
            chapter = app.env.get_doctree(other) if other != name else nodes.Element()
            found += [
                copied(chapter, form, other) for box in chapter.findall(is_recall) for form in box.findall(quiz.quiz)
            ]
        for number, (form, answers) in enumerate(found, 1):
            quiz.set_number(form, answers, number)
            place += nodes.container("", form, classes=["mb-recall"])
        quiz.add_answers(page, [answers for _, answers in found])


def copied(chapter: nodes.Element, form: quiz.quiz, name: str) -> tuple[quiz.quiz, quiz.quiz_answers]:
    """Return a copy of a chapter's question, which says where it was asked, and of its answers."""
    (answers,) = (found for found in chapter.findall(quiz.quiz_answers) if found["ids"] == [f"{form['name']}-answers"])
    copy = form.deepcopy()
    copy["place"] = f"{name}.html#{form['name']}"
    return copy, answers.deepcopy()


def visit_html(self: HTML5Translator, node: review) -> None:
    """Open the element, with what the script needs to go from one question to the next."""
    self.body.append('<div class="mb-review">\n')


def depart_html(self: HTML5Translator, node: review) -> None:
    """Close it."""
    button = '<button class="mb-review-next">Next question</button>'
    self.body.append(f'<p class="mb-scripted">{button} <span class="mb-review-count" role="status"></span></p></div>\n')


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    with_script.add_node(app, review, visit_html, depart_html)
    with_script.load_with(app, review, SCRIPT)
    app.add_directive("review", Review)
    app.connect("doctree-resolved", fill)
    app.connect("env-updated", reading_order.outdated)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
