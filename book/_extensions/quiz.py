"""Sphinx extension: the directive ``quiz`` asks a question and answers every option.

Its content is the question and then a task list: ``- [x]`` marks a right option, ``- [ ]`` a wrong one. The first
paragraph of an item is the option, what follows is its feedback. One right option is chosen by radio buttons, several
by check boxes. With ``:tolerance:``, a share such as 0.01, readers write a number: the options are then the numbers
that have feedback of their own, and the last one, in words, stands for all others. ``:run:``, settings of the
page's playground as a link to it says them, offers to run what was asked once an answer is checked; when the book is
built they are checked as the playground's own are.

Without JavaScript, on paper, and in every format other than HTML, each option is a native disclosure that holds its
feedback. The script makes a form of them, on pages with a quiz only.
"""

import re
from html import escape
from itertools import pairwise
from string import ascii_uppercase

import playground
import with_script
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from mbcourse.lab import B_RANGE, W_RANGE

SCRIPT = "scripts/quiz.js"
LOGGER = logging.getLogger(__name__)


class quiz(nodes.Element):
    """A question and its options; ``kind`` is one, several or number, ``run`` empty or the playground's settings."""


class quiz_option(nodes.Element):
    """A label and its feedback."""


class quiz_label(nodes.TextElement):
    """What an option says."""


class Quiz(SphinxDirective):
    """The directive ``quiz``."""

    has_content = True
    option_spec = dict.fromkeys(("tolerance", "run"), directives.unchanged_required)

    def run(self) -> list[nodes.Node]:
        """Return the question with its options."""
        *question, answers = self.parse_content_to_nodes() or [None]
        if not question or not isinstance(answers, nodes.bullet_list):
            raise self.error("quiz: write the question, then a list of options, `- [x]` or `- [ ]`")
        options = [self.option_of(item, letter) for item, letter in zip(answers, ascii_uppercase, strict=False)]
        rights = sum(option["right"] for option in options)
        if not 0 < rights < len(options):
            raise self.error("quiz: at least one option is right, `- [x]`, and at least one is not, `- [ ]`")
        form = quiz("", kind="one" if rights == 1 else "several", run=self.options.get("run", ""))
        self.set_source_info(form)
        if "tolerance" in self.options:
            form["kind"] = "number"
            form["tolerance"] = self.number_of(self.options["tolerance"])
            for each in options[:-1]:
                each["value"] = self.number_of(each[0].astext())
            self.check_apart([each["value"] for each in options[:-1]], form["tolerance"])
        name = f"quiz-{self.env.new_serialno('quiz') + 1}"
        form += nodes.container("", *question, classes=["mb-question"], ids=[name])
        form += options
        return [form]

    def option_of(self, item: nodes.Element, letter: str) -> quiz_option:
        """Return an item of the list as an option, its verdict before its feedback."""
        text, *feedback = item
        boxes = [child for child in text if isinstance(child, nodes.raw) and "checkbox" in child.astext()]
        if not boxes:
            raise self.error(f"quiz: option {letter} has no mark, `[x]` or `[ ]`")
        if not feedback or not isinstance(feedback[0], nodes.paragraph):
            raise self.error(f"quiz: option {letter} needs feedback, in a paragraph of its own below it")
        right = "checked=" in boxes[0].astext()
        feedback[0].insert(0, [nodes.strong("", "Right." if right else "Not this one."), nodes.Text(" ")])
        words = [child for child in text if child not in boxes]
        words[0] = nodes.Text(words[0].lstrip()) if isinstance(words[0], nodes.Text) else words[0]
        return quiz_option("", quiz_label("", "", *words), *feedback, right=right, letter=letter)

    def check_apart(self, values: list[float], tolerance: float) -> None:
        """Refuse numbers so close that one answer would be both."""
        for value, following in pairwise(sorted(values)):
            if following - value <= tolerance * (abs(value) + abs(following)):
                raise self.error(f"quiz: {value} and {following} are the same within the tolerance of {tolerance}")

    def number_of(self, text: str) -> float:
        """Return the number that a text says."""
        try:
            return float(re.sub("[−–]", "-", text))
        except ValueError:
            raise self.error(f"quiz: {text!r} is not a number, which `:tolerance:` asks for") from None


def check_runs(app: Sphinx, page: nodes.document) -> None:
    """Warn of each run that the page's playground cannot show as it is written, and leave it out."""
    opening = next(page.findall(playground.playground), None)
    for question in page.findall(quiz):
        if not question["run"]:
            continue
        try:
            if opening is None:
                raise ValueError("the page has no playground to run it in")
            opening["settings"].linked(question["run"]).shown_on(W_RANGE, B_RANGE)
        except ValueError as error:
            LOGGER.warning("quiz: :run: %s: %s", question["run"], error, location=question)
            question["run"] = ""


def visit_quiz(self: HTML5Translator, node: quiz) -> None:
    """Open the element that the script turns into a form."""
    tolerance = f' data-tolerance="{node["tolerance"]}"' if "tolerance" in node else ""
    self.body.append(f'<div class="mb-quiz" data-kind="{node["kind"]}"{tolerance}>\n')


def depart_quiz(self: HTML5Translator, node: quiz) -> None:
    """Close it, with a link that waits for the script, as the playground does."""
    if node["run"]:
        address = f"#playground?{escape(node['run'])}"
        self.body.append(f'<a class="mb-run" href="{address}" hidden>Now run it in the playground</a>')
    self.body.append("</div>\n")


def visit_option(self: HTML5Translator, node: quiz_option) -> None:
    """Open the disclosure of an option."""
    value = f' data-value="{node["value"]}"' if "value" in node else ""
    right = " data-right" if node["right"] else ""
    self.body.append(f'<details class="mb-option"{right}{value}><summary><span>{node["letter"]}. ')


def depart_label(self: HTML5Translator, node: quiz_label) -> None:
    """Close what is visible of an option while it is closed, and open its feedback."""
    self.body.append(f'</span></summary>\n<div class="mb-feedback" data-letter="{node.parent["letter"]}">\n')


def depart_option(self: HTML5Translator, node: quiz_option) -> None:
    """Close the disclosure."""
    self.body.append("</div></details>\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    with_script.add_node(app, quiz, visit_quiz, depart_quiz)
    with_script.add_node(app, quiz_option, visit_option, depart_option)
    with_script.add_node(app, quiz_label, with_script.show_content, depart_label)
    with_script.load_with(app, quiz, SCRIPT)
    app.add_directive("quiz", Quiz)
    app.connect("doctree-read", check_runs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
