"""`mbcourse check NOTEBOOK` says how far each question is, and what else would cost marks; it changes nothing."""

import copy
import json
import re

import nbformat
import pytest

from exercises import corpus
from mbcourse import checks, cli
from mbcourse.checks import cells
from mbcourse.checks.state import ONE_CELL, state_of_text

from .notebooks import ASSIGNMENTS, answer, handout, saved, solved

LONG = "The loss is steeper than before, along the slope above all. " * 3

EACH_ASSIGNMENT = pytest.mark.parametrize("assignment", ASSIGNMENTS)


@pytest.fixture
def check(tmp_path, capsys):
    """Check a notebook by the command; return exit status, the line of each question, and all that it said."""

    def run(notebook, assignment):
        path = saved(notebook, tmp_path, assignment)
        before = path.read_bytes()
        status = cli.main(["check", str(path)])
        assert path.read_bytes() == before
        assert list(tmp_path.iterdir()) == [path]
        said = capsys.readouterr().out
        return status, re.findall(r"^(q\d+) +(\S.*?)  +(.+)$", said, re.MULTILINE), said

    return run


@EACH_ASSIGNMENT
def test_the_instructors_answers_pass(check, assignment):
    status, states, said = check(solved(assignment), assignment)
    asked = getattr(checks, assignment)
    said_of = [re.sub(r"^(\d+) of \1 public checks passed$", "passed", state) for _, _, state in states]
    assert said_of.count("passed") == len(asked.questions)
    assert said_of.count("there, marked by hand") == len(asked.by_hand)
    assert len(said_of) == len(asked.asked)
    assert said.endswith("Every question is answered and passes its public checks. Grading also tries other numbers.\n")
    assert status == 0


@EACH_ASSIGNMENT
def test_nothing_is_started_in_the_notebook_as_it_is_handed_out(check, assignment):
    status, states, said = check(handout(assignment), assignment)
    assert len(states) == len(getattr(checks, assignment).asked)
    assert {state for _, _, state in states} == {"not started"}
    assert "Problems" not in said
    assert status == 1


def test_each_mistake_is_named_beside_what_is_right(check):
    """Half-right answers, one that never ends up in a function, and one that borrows the package's."""
    answers = {
        "q1": answer("ps1", "q1", "prints"),
        "q2": answer("ps1", "q2", "forgot_weights"),
        "q3": "from mbcourse import fit\ndef gradient(x, y, c, w, h):\n    return fit(x, y, batch_size=1).params[0]",
        "q7": "def distances(history, minimum)\n    return history",
        "written": "*Your answer here.*",
    }
    status, states, said = check(solved("ps1", **answers), "ps1")
    text = " ".join(said.replace("|", " ").split())
    said_of = {what: state for _, what, state in states}
    assert said_of["predict"] == "0 of 1 public checks passed"
    assert "the function prints its result; it has to return it" in text
    assert said_of["weighted_loss"] == "1 of 2 public checks passed"
    assert "The weights are not used: every example counts the same." in text
    assert said_of["gradient"] == "0 of 4 public checks passed"
    assert "RuntimeError: mbcourse.fit is closed while answers are checked and graded" in text
    assert said_of["central_differences"] == "2 of 2 public checks passed"
    assert said_of["distances"] == "0 of 1 public checks passed"
    assert "The cell q7 stops with an error before it defines distances." in text
    assert "The cell q7 stops with SyntaxError: expected ':' (line 1 of the cell)." in text
    assert said_of["written answer"] == "not started"
    assert said.endswith("Still to do: q1, q2, q3, q7, q8.\n")
    assert status == 1


def figure(drawn):
    """Change the figure cell of the first problem set."""
    return {"figure": f"import matplotlib.pyplot as plt\n{drawn}"}


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (figure("fig, axes = plt.subplots()"), "not there: no variable is named figure"),
        (
            figure("figure, axes = plt.subplots()\nraise ValueError('No axes.')"),
            "not there: its cell stops with an error",
        ),
        (figure("figure, axes = plt.subplots()\nraise NotImplementedError('your answer here')"), "not started"),
        (figure("figure, axes = plt.subplots()"), "not there: figure is empty, it has no lines yet"),
        (
            figure("figure, axes = plt.subplots()\naxes.plot([1, 2])\nfigure = plt.show()"),
            "not there: figure is None: do not assign to it again once it is made",
        ),
        (figure("figure = plt.plot([1, 2])"), "not there: figure is not a figure but of type list"),
        (figure("figure, axes = plt.subplots()\naxes.plot([1, 2])"), "there, marked by hand"),
        ({"q6": "import os\nos._exit(1)"}, "not checked"),
    ],
    ids=["another name", "stops", "stub", "empty", "None", "no figure", "there", "no kernel"],
)
def test_a_figure_is_there_only_if_it_has_its_name_and_its_cell_runs_through(check, answers, state):
    status, states, said = check(solved("ps1", **answers), "ps1")
    assert ("q7", "figure", state) in states
    assert status == (state != "there, marked by hand")
    assert ("- The cell figure stops with ValueError: No axes.\n" in said) == state.endswith("error")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("*Your answer here.*", "not started"),
        ("", "not started"),
        (f"*Your answer here.* {LONG}", "there, marked by hand"),
        (f"Your answer here.\n\n{LONG}", "there, marked by hand"),
        (LONG, "there, marked by hand"),
        ("It is *steeper*.", "3 words: very short for all that is asked"),
        ("Your answer here. Steeper", "1 word: very short for all that is asked"),
    ],
    ids=["placeholder", "empty", "beside it", "below it", "in its place", "very short", "one word"],
)
def test_a_text_is_there_if_its_cell_holds_more_than_the_placeholder(text, state):
    (written,) = (item for item in checks.ps1.by_hand if item.name is None)
    found = state_of_text(written, text)
    assert found.said == state
    assert found.hint == (ONE_CELL if state == "not started" else "")


def test_a_text_in_another_cell_is_not_found(check):
    notebook = handout("ps1")
    notebook.cells.append(nbformat.v4.new_markdown_cell(LONG))
    _, states, said = check(notebook, "ps1")
    assert ("q8", "written answer", "not started") in states
    why = 'Write in the cell that was handed out with "Your answer here."; a text in another cell is not found.'
    assert why in " ".join(said.replace("|", " ").split())


@pytest.mark.parametrize("assignment", [name for name in ASSIGNMENTS if getattr(checks, name).by_hand])
def test_an_empty_figure_and_a_short_text_are_still_to_do(check, assignment):
    blank = {"code": "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()", "markdown": "It is steeper."}
    works = corpus.Source(assignment).cells(grade=True, solution=True)
    status, states, said = check(solved(assignment, **{key: blank[cell.cell_type] for key, cell in works}), assignment)
    by_hand = getattr(checks, assignment).by_hand
    for item in by_hand:
        figure, text = "not there: figure is empty, it has no lines yet", "3 words: very short for all that is asked"
        assert (item.key, item.what, figure if item.name else text) in states
    assert said.endswith(f"Still to do: {', '.join(dict.fromkeys(item.key for item in by_hand))}.\n")
    assert status == 1


def test_a_deleted_answer_a_dead_kernel_and_another_name_are_told(tmp_path, capsys):
    notebook = solved("ps1", q2="import os\nos._exit(1)")
    notebook.cells = [cell for cell in notebook.cells if cells.grade_id(cell) != "q1"]
    path = saved(notebook, tmp_path, "ps1 (2)")
    assert cli.main(["check", str(path)]) == 1
    said = capsys.readouterr().out
    assert "Hand the notebook in as ps1.ipynb: under the name ps1 (2).ipynb it is not found." in said
    assert "typed again in another cell: the answer cell of q1. Copy your answers into a fresh copy" in said
    assert "The cell q2 ended the kernel; what follows it was not checked." in said


def test_an_answer_that_never_ends_costs_its_own_question_alone(check, monkeypatch):
    monkeypatch.setattr("mbcourse.checks.run.TIMEOUT", 5)
    notebook = solved("ps1", q1="def predict(x, w, h):\n    import time\n    while True:\n        time.sleep(0.1)")
    for cell in notebook.cells:
        if cells.grade_id(cell) == "figure":
            cell.source = "figure = 1"
    status, states, said = check(notebook, "ps1")
    assert states[0] == ("q1", "predict", "0 of 1 public checks passed")
    assert "no result after 5 seconds; perhaps a loop never ends" in said
    assert ("q2", "weighted_loss", "2 of 2 public checks passed") in states
    assert status == 1


def problems(change):
    """What the cells of a solved notebook are told after a change to its list of cells."""
    notebook = copy.deepcopy(solved("ps1"))
    change(notebook.cells, {cells.grade_id(cell): cell for cell in notebook.cells})
    return list(cells.problems(notebook, checks.ps1))


def test_a_whole_notebook_has_no_problems():
    assert problems(lambda listed, known: listed.append(copy.deepcopy(listed[0]))) == []


def test_deleted_and_renamed_cells_are_told():
    def change(listed, known):
        listed.remove(known["q3"])
        listed.remove(known["written"])
        known["q5-rates"].metadata.nbgrader.grade_id = "mine"

    (told,) = problems(change)
    assert "the answer cell of q3, the test cell q5-rates, 1 of the 2 cells for answers marked by hand." in told


def test_a_copied_cell_is_told():
    told = problems(lambda listed, known: listed.append(copy.deepcopy(known["q2"])))
    assert told == ["In the notebook 2 times, because copied: the answer cell of q2. Keep one of them."]


def test_lost_marks_are_told():
    def change(listed, known):
        for cell in listed:
            cell.metadata.pop("nbgrader", None)

    (told,) = problems(change)
    assert told.startswith("No cell carries the marks that grading needs;")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is not a Jupyter notebook, or is damaged. Copy your answers"),
        (json.dumps({"cells": 1}), "is not a Jupyter notebook, or is damaged. Copy your answers"),
        (
            json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}),
            "is not one of the problem sets that this version of mbcourse checks (ps1, ",
        ),
        (None, "cannot be read: No such file"),
    ],
)
def test_a_file_that_is_no_problem_set_is_told(tmp_path, capsys, content, told):
    path = tmp_path / "homework.ipynb"
    if content is not None:
        path.write_text(content)
    assert cli.main(["check", str(path)]) == 2
    assert told in capsys.readouterr().err
