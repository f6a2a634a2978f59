"""The corpus as students meet it: both their tools name the mistake in an answer, or show that its public checks pass.

The tools are `nbgrader validate` with nbgrader's own settings, which students have, and `mbcourse check`. The notebook
is the one that is handed out, with answers filled in.
"""

import re
from io import StringIO

import pytest
from nbgrader.validator import Validator

from exercises import corpus
from mbcourse import checks
from mbcourse.checks.notebook import check_notebook
from tests.sampling import last_of
from tests.students.notebooks import handout, saved

from .course import fill


def told_by_validate(path, assignment):
    """What `nbgrader validate` prints of each question, in one line: the error of its first cell that failed."""
    validator = Validator()
    validator.stream = StringIO()
    validator.validate_and_print(str(path))
    heading, *cells = validator.stream.getvalue().split("=" * validator.width)
    assert heading.startswith(("VALIDATION FAILED", "Success!")), heading
    told = dict.fromkeys((question.key for question in getattr(checks, assignment).questions), "")
    for cell in cells:
        source, _, error = cell.partition("The error was:")
        for key in re.findall(rf"\bchecks\.{assignment}\.(q\d+)\(", source)[:1]:
            told[key] = told[key] or " ".join(error.split())
    return told


def told_by_check(path, assignment):
    """What `mbcourse check` tells of each question, in one line, where not all of its public checks pass."""
    names = {question.key: question.name for question in getattr(checks, assignment).questions}
    states = [state for state in check_notebook(path).states if names.get(state.key) == state.what]
    all_pass = re.compile(r"(\d+) of \1 public checks passed")
    return {s.key: "" if all_pass.fullmatch(s.said) else " ".join((s.hint or s.said).split()) for s in states}


TOOLS = {"nbgrader validate": told_by_validate, "mbcourse check": told_by_check}


def deserved(assignment, answer):
    """The text that a student has to read of an answer; empty if its public checks pass."""
    if answer.hint:
        page = answer.page or getattr(getattr(checks, assignment), answer.question).page
        return f": {answer.hint} Read: {page}."
    return answer.says or ""


def misled(assignment, answers, folder):
    """What the tools tell of a notebook with these answers where it is not what each deserves, a line each."""
    notebook = fill(handout(assignment), {answer.question: answer.source for answer in answers})
    path = saved(notebook, folder, assignment)
    for tool, told_by in TOOLS.items():
        told = told_by(path, assignment)
        for answer in answers:
            wanted, got = deserved(assignment, answer), told[answer.question]
            if not (wanted in got if wanted else got == ""):
                yield f"{tool}, {answer.question} {answer.name}: {got or 'passes'}, instead of {wanted or 'passing'}"


@pytest.mark.parametrize("assignment", last_of(checks.assignments()))
def test_a_sample_of_answers_is_told_what_it_deserves(assignment, tmp_path):
    first, *others = corpus.notebooks(assignment)
    passing = next(each for each in others if not all(deserved(assignment, answer) for answer in each))
    assert any(deserved(assignment, answer) for answer in first)
    wrong = [line for answers in (first, passing) for line in misled(assignment, answers, tmp_path)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.prove
@pytest.mark.parametrize("assignment", checks.assignments())
def test_every_answer_is_told_what_it_deserves(assignment, tmp_path):
    dealt = list(corpus.notebooks(assignment))
    assert sum(map(len, dealt)) == len(corpus.answers(assignment))
    wrong = [line for answers in dealt for line in misled(assignment, answers, tmp_path)]
    assert not wrong, "\n".join(wrong)
