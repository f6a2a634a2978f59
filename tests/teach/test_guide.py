"""Every command of *Teach with this book* runs, in the page's order, and does what the page says."""

import ast
import csv
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.utils import get_username
from traitlets.config import Config

from exercises import corpus
from mbcourse.grading.plugins import exporters
from tests.teach.guide import ROOT, SERVERS, TEACH, Shell, blocks

SOURCE = corpus.Source("ps1")
ANSWERS = {(answer.question, answer.name): answer.source for answer in corpus.answers("ps1")}
COURSE = "mini-batch-course"
TEXT = TEACH.read_text("utf-8")
STUDENT = get_username()  # who submits through the exchange

# What three students hand in, the first in a folder, the second through Moodle, the third through Canvas.
ADA = {"q1": SOURCE.solutions["q1"], "q2": ANSWERS["q2", "forgot_weights"], "written": "It is *flatter*."}
EMMY = {"q4": SOURCE.solutions["q4"]}
SOFYA = {"q1": ANSWERS["q1", "loop"], "written": "It is *steeper*."}
POINTS = {"ada": 2, "emmy": 2, "sofya": 1, STUDENT: 0}


class Rehearsal:
    """The page's blocks, run one after another, with what people do between the commands."""

    def __init__(self, home: Path) -> None:
        self.home, self.course = home, home / COURSE
        self.printed: dict[str, str] = {}
        self.marks: dict[str, dict[str, float]] = {}
        between = {
            "From a folder": self.students_hand_in,
            "Return feedback": self.instructor_marks_by_hand,
            "Change an assignment after release": self.instructor_changes_the_points,
            "Add an assignment": self.instructor_writes_a_notebook,
        }
        shell = Shell(home)
        try:
            for heading, commands in blocks(TEACH):
                between.pop(heading, lambda: None)()
                if SERVERS.get(heading) != commands:
                    self.printed[heading] = self.printed.get(heading, "") + shell.run(commands)
                    self.marks[heading] = self.gradebook_marks()
        finally:
            shell.close()
        assert not between, "the page has lost a heading"

    def notebook(self, answers: dict[str, str]) -> str:
        """The released notebook with answers in it."""
        notebook = nbformat.read(self.course / "release" / "ps1" / "ps1.ipynb", as_version=4)
        for cell in notebook.cells:
            cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
        return nbformat.writes(notebook)

    def students_hand_in(self) -> None:
        folder = self.home / "handed-in" / "ada"
        folder.mkdir(parents=True)
        (folder / "ps1.ipynb").write_text(self.notebook(ADA), "utf-8")
        (folder / "numpy.py").write_text("raise SystemExit")
        downloads = self.home / "Downloads"
        downloads.mkdir()
        with zipfile.ZipFile(downloads / "moodle-ps1.zip", "w") as archive:
            archive.writestr("Emmy Noether_4711_assignsubmission_file_/ps1 (1).ipynb", self.notebook(EMMY))
        (downloads / "moodle-ps1-worksheet.csv").write_text(
            "Identifier,Full name,ID number,Email address\nParticipant 4711,Emmy Noether,emmy,emmy@example.org\n"
        )
        with zipfile.ZipFile(downloads / "canvas-ps1.zip", "w") as archive:
            archive.writestr("kovalevskayasofya_LATE_103_555_ps1.ipynb", self.notebook(SOFYA))

    def open_gradebook(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.course / 'gradebook.db'}", "mini-batch")

    def instructor_marks_by_hand(self) -> None:
        with self.open_gradebook() as gradebook:
            grade = gradebook.find_grade("written", "ps1", "ps1", "sofya")
            grade.manual_score, grade.needs_manual_grade = 1.5, False
            gradebook.find_comment("written", "ps1", "ps1", "sofya").manual_comment = "Which eigenvalue?"
            gradebook.db.commit()

    def instructor_changes_the_points(self) -> None:
        path = self.course / "source" / "ps1" / "ps1.ipynb"
        notebook = nbformat.read(path, as_version=4)
        (cell,) = (c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "q1-values")
        cell.metadata.nbgrader.points = 3
        nbformat.write(notebook, path)

    def instructor_writes_a_notebook(self) -> None:
        solution = {"grade": False, "solution": True, "locked": False, "task": False, "schema_version": 3}
        tests = {"grade": True, "solution": False, "locked": True, "task": False, "schema_version": 3, "points": 1}
        answer = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
        cells = [
            new_code_cell(answer, metadata={"nbgrader": solution | {"grade_id": "double"}}),
            new_code_cell("assert double(3) == 6", metadata={"nbgrader": tests | {"grade_id": "double-tests"}}),
        ]
        nbformat.write(new_notebook(cells=cells), self.home / "warmup.ipynb")

    def gradebook_marks(self) -> dict[str, float]:
        """Points in the gradebook by student."""
        if not (self.course / "gradebook.db").exists():
            return {}
        with self.open_gradebook() as gradebook:
            submissions = [s for assignment in gradebook.assignments for s in assignment.submissions]
            return {submission.student_id: submission.score for submission in submissions}

    def csv(self, name: str) -> list[dict[str, str]]:
        """Rows of an exported file."""
        with (self.course / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    yield Rehearsal(tmp_path_factory.mktemp("home"))


def test_the_page_has_no_other_commands_than_those_that_are_run():
    assert len(blocks(TEACH)) == len(re.findall(r"^```", TEXT, re.M)) / 2


@pytest.mark.prove
def test_submissions_arrive_by_all_four_ways_and_bring_nothing_along(rehearsal):
    submitted = rehearsal.course / "submitted"
    assert {path.name for path in submitted.iterdir()} == {STUDENT, "ada", "emmy", "sofya"}
    assert list(submitted.rglob("*.py")) == []
    assert "| ERROR]" not in "".join(rehearsal.printed.values())


@pytest.mark.prove
def test_everybody_gets_the_points_they_earned(rehearsal):
    assert rehearsal.marks["Grade"] == POINTS


@pytest.mark.prove
def test_feedback_is_returned_with_the_comment_and_without_hidden_tests(rehearsal):
    page = (rehearsal.course / "feedback" / "sofya" / "ps1" / "ps1.html").read_text("utf-8")
    assert "Which eigenvalue?" in page
    assert "HIDDEN TESTS" not in page
    packed = zipfile.ZipFile(rehearsal.course / "feedback-ps1.zip").namelist()
    assert {name for name in packed if name.endswith(".html")} == {
        f"feedback/{student}/ps1/ps1.html" for student in POINTS
    }


@pytest.mark.prove
def test_the_exported_files_agree(rehearsal):
    marks = POINTS | {"sofya": 2.5}
    stock = {row["student_id"]: float(row["score"]) for row in rehearsal.csv("grades.csv")}
    canvas = {row["SIS Login ID"]: float(row["ps1"]) for row in rehearsal.csv("canvas.csv")[1:]}
    moodle = {row["ID number"]: float(row["ps1 (Real)"]) for row in rehearsal.csv("moodle.csv")}
    assert stock == canvas == moodle == marks
    numbers = {row["SIS Login ID"]: row["ID"] for row in rehearsal.csv("canvas.csv")[1:]}
    assert numbers == {"ada": "101", "emmy": "102", "sofya": "103", STUDENT: ""}
    assert {row["ID number"]: row["ps1 (Feedback)"] for row in rehearsal.csv("moodle.csv")}[
        "sofya"
    ] == "Which eigenvalue?"


@pytest.mark.prove
def test_the_exporter_warns_of_work_that_waits_for_a_hand_mark(rehearsal):
    assert "ps1, ada: not marked by hand yet" in rehearsal.printed["Export the marks"]


@pytest.mark.prove
def test_a_change_after_release_reaches_everybody_and_keeps_hand_marks(rehearsal):
    before, after = rehearsal.marks["Export the marks"], rehearsal.marks["Change an assignment after release"]
    gained = {student: after[student] - before[student] for student in before}
    assert gained == {"ada": 2, "emmy": 0, "sofya": 2, STUDENT: 0}
    assert after["sofya"] == 4.5


@pytest.mark.prove
def test_an_assignment_of_ones_own_is_released_and_validated(rehearsal):
    released = (rehearsal.course / "release" / "warmup" / "warmup.ipynb").read_text("utf-8")
    assert "return 2 * x" not in released
    assert "Success" in rehearsal.printed["Add an assignment"]


@pytest.mark.prove
def test_the_students_folder_is_written(rehearsal):
    names = {path.name for path in (rehearsal.home / "mini-batch-students").iterdir()}
    assert {"ps1.ipynb", "README.md", ".git"} <= names


@pytest.mark.parametrize("setting", re.findall(r"^\| `c\.(\w+)\.(\w+) = ([^`]+)` \|", TEXT, re.M))
def test_settings_in_the_table_exist_and_take_these_values(setting):
    name, trait, value = setting
    assert trait in getattr(exporters, name).class_trait_names(config=True)
    getattr(exporters, name)(config=Config({name: {trait: ast.literal_eval(value)}}))


def test_files_that_the_page_names_exist():
    named = re.findall(r"`((?:exercises|book)/[\w./-]+)`", TEXT)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_servers_that_the_browser_test_starts_are_the_pages():
    assert set(SERVERS.items()) <= set(blocks(TEACH))
