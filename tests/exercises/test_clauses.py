"""Each clause of a question's text has an answer that violates it, so that no test shares a blind spot with the corpus.

`exercises/answers/ASSIGNMENT/clauses.toml` pairs them: under each question the clauses, in the words of its text, with
the names of answers that violate them; under `every` those of the text before the first question; under `not_a_demand`
what reads like a clause, with the reason why it is none.
"""

import re
import tomllib
from functools import cache

import pytest

from exercises import corpus
from mbcourse import checks

# A sentence with one of these words demands or grants something.
DEMANDS = re.compile(
    r"\b(any|every|each|whatever|may|must|need not|only|once|same|twice|unchanged|order|whole numbers)\b", re.IGNORECASE
)
ASIDE = re.compile(r"\*\*[A-Z][^*]+\.\*\*")  # begins a cell that looks at results, and asks for nothing
QUESTIONS = [(name, key) for name in checks.assignments() for key in corpus.Source(name).solutions]
EACH_QUESTION = pytest.mark.parametrize(
    ("assignment", "question"), QUESTIONS, ids=["-".join(each) for each in QUESTIONS]
)
EACH_ASSIGNMENT = pytest.mark.parametrize("assignment", checks.assignments())


@cache
def clauses(assignment):
    return tomllib.loads((corpus.EXERCISES / "answers" / assignment / "clauses.toml").read_text("utf-8"))


@cache
def texts(assignment):
    """The text of each question, and under `every` what stands before the first, each in one line."""
    found, key = {"every": ""}, "every"
    for cell in corpus.Source(assignment).notebook.cells:
        if cell.cell_type == "markdown" and (key == "every" or not ASIDE.match(cell.source)):
            if heading := re.match(r"## Question (\d+)", cell.source):
                key = f"q{heading[1]}"
            found[key] = found.get(key, "") + cell.source + "\n\n"
    return {key: joined(text) for key, text in found.items()}


def joined(text):
    return " ".join(text.split())


def sentences(assignment, question):
    return re.split(r"(?<=[.;?!])\s+(?=[A-Z`*$-])|\s- (?=\S)", texts(assignment)[question])


def wrong(assignment):
    return {f"{a.question}__{a.name}" for a in corpus.answers(assignment) if a.percent < 100}


@EACH_QUESTION
def test_every_clause_stands_in_the_text_and_has_an_answer_that_violates_it(assignment, question):
    table = clauses(assignment)[question]
    for clause, names in table.items():
        if clause != "not_a_demand":
            assert joined(clause) in texts(assignment)[question]
            assert names, clause
            assert {f"{question}__{name}" for name in names} <= wrong(assignment), clause


@EACH_ASSIGNMENT
def test_every_clause_of_the_whole_set_has_an_answer_that_violates_it(assignment):
    for clause, names in clauses(assignment)["every"].items():
        if clause != "not_a_demand":
            assert joined(clause) in texts(assignment)["every"]
            assert names, clause
            assert set(names) <= wrong(assignment), clause


@EACH_QUESTION
def test_no_sentence_demands_what_no_clause_says(assignment, question):
    table = clauses(assignment)[question]
    known = [joined(clause) for clause in (*table, *table.get("not_a_demand", ())) if clause != "not_a_demand"]
    text = [each for each in sentences(assignment, question) if DEMANDS.search(each)]
    assert [each for each in text if not any(clause in each for clause in known)] == []


@EACH_ASSIGNMENT
def test_the_reason_is_given_why_a_sentence_demands_nothing(assignment):
    for question in corpus.Source(assignment).solutions:
        for sentence, reason in clauses(assignment)[question].get("not_a_demand", {}).items():
            assert joined(sentence) in texts(assignment)[question]
            assert reason.endswith(".")
