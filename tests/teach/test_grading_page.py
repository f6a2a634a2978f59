"""Every command of *Grade a class* runs, in the page's order, and does what the page says: `make prove` walks it."""

import csv
import json
import re
import shlex
import zipfile
from pathlib import Path

import pytest

from exercises import corpus
from mbcourse.grading import grade_notebook, outcome
from tests.exercises.course import fill
from tests.grading import tiny
from tests.teach.guide import GRADE, Shell, blocks

TEXT = GRADE.read_text("utf-8")
WALK = "From a zip to marks in ten commands"
SOURCE = corpus.Source("ps1")
STUDENTS = """\
id,first_name,last_name,email,lms_user_id
ada,Ada,Lovelace,ada@example.org,101
emmy,Emmy,Noether,emmy@example.org,102
"""
HANDED_IN = {"lovelaceada_101_554_ps1.ipynb": SOURCE.solutions, "noetheremmy_102_555_ps1-1.ipynb": {}}
MARKS = {"ada": 16, "emmy": 0}
INPUTS = "for n in (1, 2, 40):"  # of the hidden test of question 1
SETUP = "import numpy as np\n\nfrom mbcourse import checks"
ANSWER = """\
def double(x):
    return 2 * x


def predict(x, w, h):
    return h + w * (x - 2.0)


class Account:
    balance = 0


account, total = Account(), 10
with open("notes.txt", "w") as file:
    file.write("hello")"""


class Rehearsal:
    """The page's blocks, run one after another, with the downloads and an instructor's changes."""

    def __init__(self, home: Path) -> None:
        self.course = home / "this-term"
        downloads = home / "Downloads"
        downloads.mkdir()
        (downloads / "students.csv").write_text(STUDENTS)
        with zipfile.ZipFile(downloads / "canvas-ps1.zip", "w") as archive:
            for name, answers in HANDED_IN.items():
                archive.writestr(name, json.dumps(fill(SOURCE.notebook, dict.fromkeys(SOURCE.solutions, "") | answers)))
        self.printed = {}
        shell = Shell(home)
        try:
            for _, commands in blocks(GRADE):
                if "--force" in commands:
                    self.change_a_test()
                self.printed[commands] = shell.run(commands)
        finally:
            shell.close()

    def change_a_test(self) -> None:
        path = self.course / "source" / "ps1" / "ps1.ipynb"
        text = path.read_text("utf-8")
        assert text.count(INPUTS) == 1
        path.write_text(text.replace(INPUTS, INPUTS.replace("40", "41")), "utf-8")

    def marks(self, name: str) -> dict[str, float]:
        """Marks in a file for Canvas."""
        with (self.course / name).open(encoding="utf-8", newline="") as file:
            return {row["SIS Login ID"]: float(row["ps1"]) for row in list(csv.DictReader(file))[1:]}


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory):
    return Rehearsal(tmp_path_factory.mktemp("home"))


@pytest.mark.prove
def test_a_zip_becomes_marks_for_canvas(rehearsal):
    assert rehearsal.marks("canvas.csv") == MARKS


def test_the_walk_has_as_many_commands_as_its_heading_says():
    (walk,) = (commands for heading, commands in blocks(GRADE) if heading == WALK)
    assert len([line for line in walk.splitlines() if shlex.split(line)]) == 10
    assert "ten commands" in WALK


@pytest.mark.prove
def test_a_repeated_command_grades_nothing(rehearsal):
    assert "0 graded" in rehearsal.printed["mbcourse grade ps1"]


@pytest.mark.prove
def test_a_changed_test_is_judged_for_everybody(rehearsal):
    (printed,) = (text for commands, text in rehearsal.printed.items() if "--csv" in commands)
    assert "2 graded" in printed
    with (rehearsal.course / "tests.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(float(row["score"]) for row in rows) == sum(MARKS.values())


def test_the_page_lists_every_outcome():
    assert re.findall(r"^\| ([\w ]+) \|", TEXT.partition("## Where")[0], re.M)[1:] == list(outcome.OUTCOMES)


def test_each_kind_of_test_is_judged_where_the_page_says(tmp_path):
    rows = re.findall(r"^\| [^|]+ \| (`.+`) \| (\w+) \| [^|]+ \|$", TEXT, re.M)
    tests = {f"test-{number}": code.strip("`").replace("`<br>`", "\n") for number, (code, _) in enumerate(rows)}
    cells = [
        tiny.cell("locked", "setup", SETUP),
        tiny.cell("answer", "answer", tiny.STUB.format(ANSWER)),
        *(tiny.cell("test", name, source, 1) for name, source in tests.items()),
    ]
    tiny.write_source(tmp_path, cells)
    (tmp_path / "right.ipynb").write_text(tiny.submission(cells, {}), "utf-8")
    result = grade_notebook(tmp_path / "right.ipynb", tmp_path / "source" / tiny.NAME / f"{tiny.NAME}.ipynb")
    assert [test.judged or outcome.NOWHERE for test in result.tests] == [where for _, where in rows]
    assert {where for _, where in rows} == {outcome.OUTSIDE, outcome.INSIDE, outcome.NOWHERE}
