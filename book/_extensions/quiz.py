"""Sphinx extension: the directive ``quiz`` asks a question and answers every option.

Its content is the question and then a list of options, ``- [ ]`` each. Which of them are right, and the feedback to
each, stand in the metadata of the notebook's cell (`cell_keys`, `quiz_keys`). One right option is chosen by radio
buttons, several by check boxes. With ``:tolerance:``, a share such as 0.01, readers write a number: the options are
then the numbers that have feedback of their own, and the last one, in words, stands for all others. ``:run:``,
settings of the page's playground as a link to it says them, offers to run what was asked once an answer is checked;
when the book is built they are checked as the playground's own are.

The answers stand at the end of the page, with the numbers of their questions: on paper, and without JavaScript, where
each is a native disclosure. The script, on pages with a quiz only, shows in the question's form the feedback to what
was chosen.
"""

import re
from html import escape
from itertools import pairwise
from string import ascii_uppercase

import cell_keys
import playground
import quiz_keys
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
    """A question and its options.

    ``key`` names it in every build, ``kind`` is one, several or number, ``run`` empty or the playground's settings.
    """


class quiz_options(nodes.Element):
    """The options of a question."""


class quiz_option(nodes.Element):
    """An option, which a reader chooses if no number is asked for."""


class quiz_answers(nodes.Element):
    """The answers to a question."""


class quiz_answer(nodes.Element):
    """The feedback to an option; ``right`` tells whether it is right, ``value`` its number where numbers are asked."""


class Quiz(SphinxDirective):
    """The directive ``quiz``."""

    has_content = True
    option_spec = dict.fromkeys(("tolerance", "run"), directives.unchanged_required)

    def run(self) -> list[nodes.Node]:
        """Return the question, and its answers, which `gather_answers` takes to the end of the page."""
        place = ""
        try:
            key = cell_keys.next_key(self.env, "quiz")
            place = key.place
            return self.asked(key)
        except ValueError as error:
            raise self.error(": ".join(filter(None, ("quiz", place, str(error))))) from error

    def asked(self, key: cell_keys.Key) -> list[nodes.Node]:
        """Return the question, and its answers as the key says them."""
        *question, listed = self.parse_content_to_nodes() or [None]
        if not question or not isinstance(listed, nodes.bullet_list):
            raise ValueError("write the question, then a list of options, `- [ ]`")
        options = [self.option_of(item, letter) for item, letter in zip(listed, ascii_uppercase, strict=False)]
        answers = [self.answer_of(feedback) for feedback in quiz_keys.feedback(key.value, len(options))]
        rights = sum(answer["right"] for answer in answers)
        if not 0 < rights < len(options):
            raise ValueError("at least one option is right, and at least one is not")
        form = quiz("", key=key.id, kind="one" if rights == 1 else "several", run=self.options.get("run", ""))
        self.set_source_info(form)
        if "tolerance" in self.options:
            form["kind"] = "number"
            form["tolerance"] = number_in(self.options["tolerance"])
            for option, answer in zip(options[:-1], answers, strict=False):
                answer["value"] = number_in(option.astext())
            check_apart([answer["value"] for answer in answers[:-1]], form["tolerance"])
        form += [nodes.container("", *question, classes=["mb-question"]), quiz_options("", *options)]
        found = quiz_answers("", *answers)
        set_number(form, found, self.env.new_serialno("quiz") + 1)
        return [form, found]

    def option_of(self, item: nodes.Element, letter: str) -> quiz_option:
        """Return an item of the list as an option, without its box."""
        text, *rest = item
        boxes = [child for child in text if isinstance(child, nodes.raw) and "checkbox" in child.astext()]
        if not boxes:
            raise ValueError(f"option {letter} has no box, `[ ]`")
        if rest or "checked=" in boxes[0].astext():
            raise ValueError(f"option {letter}: write one line with an empty box; the key says what is right, and why")
        words = [child for child in text if child not in boxes]
        words[0] = nodes.Text(words[0].lstrip()) if isinstance(words[0], nodes.Text) else words[0]
        return quiz_option("", *words)

    def answer_of(self, feedback: quiz_keys.Feedback) -> quiz_answer:
        """Return the feedback to an option, its verdict before the reason."""
        reason = self.parse_text_to_nodes(feedback.reason)
        if not isinstance(reason[0], nodes.paragraph):
            reason.insert(0, nodes.paragraph())
        reason[0].insert(0, [nodes.strong("", feedback.verdict), nodes.Text(" ")])
        return quiz_answer("", *reason, right=quiz_keys.VERDICTS[feedback.verdict], letter=feedback.letter)


def set_number(form: quiz, answers: quiz_answers, number: int) -> None:
    """Give a question and its answers a number, and let each lead to the other."""
    form["name"], title = f"quiz-{number}", f"Question {number}"
    answers["ids"] = [f"{form['name']}-answers"]
    for element in (form, answers):
        if isinstance(element[0], nodes.paragraph):  # of the page that it is copied from
            del element[0]
    form[0]["ids"] = [form["name"]]
    there = link(title, answers["ids"][0])
    form.insert(0, nodes.paragraph("", "", there, nodes.Text(", answered at the end"), classes=["mb-number"]))
    answers.insert(0, nodes.paragraph("", "", link(title, form["name"])))


def link(text: str, name: str) -> nodes.reference:
    """Return a link within the page."""
    return nodes.reference("", text, internal=True, refid=name)


def number_in(text: str) -> float:
    """Return the number that a text says."""
    try:
        return float(re.sub("[−–]", "-", text))
    except ValueError:
        raise ValueError(f"{text!r} is not a number, which `:tolerance:` asks for") from None


def check_apart(values: list[float], tolerance: float) -> None:
    """Refuse numbers so close that one answer would be both."""
    for value, following in pairwise(sorted(values)):
        if following - value <= tolerance * (abs(value) + abs(following)):
            raise ValueError(f"{value} and {following} are the same within the tolerance of {tolerance}")


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


def gather_answers(app: Sphinx, page: nodes.document) -> None:
    """Take the answers to the end of the page."""
    found = list(page.findall(quiz_answers))
    for answers in found:
        answers.parent.remove(answers)
    add_answers(page, found)


def add_answers(page: nodes.document, found: list[quiz_answers]) -> None:
    """Put answers at the end of a page."""
    if not found:
        return
    heading = nodes.rubric("", "Answers", level=2)  # a heading that the contents of the page leave out
    end = next(page.findall(nodes.section), page)
    end += nodes.container("", heading, *found, classes=["mb-answers"])


def visit_quiz(self: HTML5Translator, node: quiz) -> None:
    """Open the form; what serves to answer it shows where there are scripts (mb.css)."""
    tolerance = f' data-tolerance="{node["tolerance"]}"' if "tolerance" in node else ""
    place = f' data-place="{node["place"]}"' if "place" in node else ""  # where a copy was asked
    names = f'data-key="{node["key"]}" data-kind="{node["kind"]}"{tolerance}{place}'
    self.body.append(f'<form class="mb-quiz" {names} novalidate>\n')


def depart_quiz(self: HTML5Translator, node: quiz) -> None:
    """Close it, with a link that waits for the script, as the playground does."""
    self.body.append(f'<button aria-describedby="{node["name"]}">Check</button>\n')
    self.body.append('<div class="mb-verdict" role="status"></div>\n')
    if node["run"]:
        address = f"#playground?{escape(node['run'])}"
        self.body.append(f'<a class="mb-run" href="{address}" hidden>Now run it in the playground</a>')
    self.body.append("</form>\n")


def visit_options(self: HTML5Translator, node: quiz_options) -> None:
    """Open the list, which stands on screen only where readers choose from it."""
    self.body.append(f'<fieldset aria-labelledby="{node.parent["name"]}">\n<ol>\n')


def depart_options(self: HTML5Translator, node: quiz_options) -> None:
    """Close it, with a field where a number is asked for."""
    self.body.append("</ol>\n")
    if node.parent["kind"] == "number":
        field = '<input type="text" inputmode="decimal" autocomplete="off" size="12">'
        self.body.append(f"<label>Your answer {field}</label>\n")
    self.body.append("</fieldset>\n")


def visit_option(self: HTML5Translator, node: quiz_option) -> None:
    """Open an option."""
    form = node.parent.parent
    kinds = {"one": "radio", "several": "checkbox"}
    if form["kind"] in kinds:
        box = f'<input type="{kinds[form["kind"]]}" name="{form["name"]}" autocomplete="off">'
        self.body.append(f"<li><label>{box}<span>")
    else:
        self.body.append("<li><span>")


def depart_option(self: HTML5Translator, node: quiz_option) -> None:
    """Close it."""
    self.body.append("</span></li>\n" if node.parent.parent["kind"] == "number" else "</span></label></li>\n")


def visit_answers(self: HTML5Translator, node: quiz_answers) -> None:
    """Open the answers to a question."""
    self.body.append(f'<div id="{node["ids"][0]}">\n')


def depart_answers(self: HTML5Translator, node: quiz_answers) -> None:
    """Close them."""
    self.body.append("</div>\n")


def visit_answer(self: HTML5Translator, node: quiz_answer) -> None:
    """Open the disclosure of an answer."""
    value = f' data-value="{node["value"]}"' if "value" in node else ""
    right = " data-right" if node["right"] else ""
    letter = node["letter"]
    self.body.append(f'<details class="mb-answer"{right}{value}><summary>{letter}.</summary>\n')
    self.body.append(f'<div class="mb-feedback" data-letter="{letter}">\n')


def depart_answer(self: HTML5Translator, node: quiz_answer) -> None:
    """Close the disclosure."""
    self.body.append("</div></details>\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    cell_keys.hand_over("quiz")
    with_script.add_node(app, quiz, visit_quiz, depart_quiz)
    with_script.add_node(app, quiz_options, visit_options, depart_options)
    with_script.add_node(app, quiz_option, visit_option, depart_option)
    with_script.add_node(app, quiz_answers, visit_answers, depart_answers)
    with_script.add_node(app, quiz_answer, visit_answer, depart_answer)
    with_script.load_with(app, quiz, SCRIPT)
    app.add_directive("quiz", Quiz)
    app.connect("doctree-read", check_runs)
    app.connect("doctree-read", gather_answers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
