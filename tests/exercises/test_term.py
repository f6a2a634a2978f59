"""A whole term through nbgrader: whatever happens to files and cells, every student ends with the right mark.

The right mark is worked out from the names of the answers alone. Every submission answers each question with one from
the corpus; what else happens to it is its story. All submissions of an assignment are graded in one run.
"""

import contextlib
import random
import zipfile
from dataclasses import dataclass
from functools import cache
from itertools import cycle, islice
from pathlib import Path

import nbformat
import pytest
from nbgrader.apps import ZipCollectApp
from nbgrader.plugins import LateSubmissionPlugin
from traitlets.config import Config

from exercises import corpus
from mbcourse import checks
from mbcourse.grading.plugins.exporters import CanvasExporter, MoodleExporter

from .course import Course, fill

# nbgrader's own, when it first meets a student.
pytestmark = [pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"), pytest.mark.prove]

STORIES = (
    "late",
    "better the second time",
    "worse the second time",
    "a check cell deleted the second time",
    "cells copied",
    "a cell of a future version",
    "a numpy.py beside it",
    "renamed",
    "corrupt the second time",
    "no notebook",
)
# What question 1 deserves, where otherwise the second time might by chance deserve as much as the first.
MATTERS = {"better the second time": 100, "worse the second time": 0, "a check cell deleted the second time": 0}
DUE, HANDED_IN, DAYS_LATE = "2026-03-01 18:00:00 UTC", "2026-03-03 09:00:00 UTC", 2


class PointADay(LateSubmissionPlugin):
    """This course's policy: each day that has begun costs a point."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return -(-total_seconds_late // (24 * 60 * 60))


@dataclass(frozen=True)
class Submission:
    """What one student does for one assignment."""

    assignment: str
    number: int
    story: str

    @property
    def student(self) -> str:
        return f"student{self.number:02}"

    @property
    def answers(self) -> dict[str, corpus.Answer]:
        """An answer of the corpus for each question, the same in every run."""
        draw = random.Random(f"{self.assignment} {self.number}")
        drawn = {question: draw.choice(known) for question, known in by_question(self.assignment).items()}
        if self.story in MATTERS:
            of_that_mark = (a for a in by_question(self.assignment)["q1"] if a.percent == MATTERS[self.story])
            drawn["q1"] = next(of_that_mark)
        return drawn

    @property
    def deserved(self) -> float:
        """Points that the answers' names say, less the penalty; none if there is nothing to read."""
        if self.story in ("no notebook", "corrupt the second time"):
            return 0
        source = corpus.Source(self.assignment)
        maximum = {key: sum(points for _, points in source.tests(key).values()) for key in self.answers}
        points = sum(round(answer.percent / 100 * maximum[key]) for key, answer in self.answers.items())
        return max(0, points - DAYS_LATE) if self.story == "late" else points

    @property
    def first_answers(self) -> dict[str, str] | None:
        """What was handed in and graded before, if anything was: nothing answered, or everything right."""
        if not self.story.endswith("the second time"):
            return None
        return {} if self.story.startswith("better") else corpus.Source(self.assignment).solutions


@cache
def by_question(assignment: str) -> dict[str, list[corpus.Answer]]:
    """The corpus of an assignment, by question."""
    answers = corpus.answers(assignment)
    return {key: [a for a in answers if a.question == key] for key in sorted({a.question for a in answers})}


class Term:
    """Every assignment handed in and graded; the stories go round among the submissions, which all share."""

    def __init__(self, root: Path, size: int, assignments: list[str]) -> None:
        own = Config()
        own.AssignLatePenalties.plugin_class = PointADay
        self.course = Course(root, own)
        stories = cycle([*STORIES, *["on time"] * 3])
        self.submissions = []
        self.assignments = assignments
        for place, assignment in enumerate(assignments):
            told = enumerate(islice(stories, len(range(place, size, len(assignments)))))
            submissions = [Submission(assignment, number, story) for number, story in told]
            self.run(assignment, submissions)
            self.submissions += submissions

    def run(self, assignment: str, submissions: list[Submission]) -> None:
        """Take an assignment from its release to the marks."""
        release = self.course.release(assignment)
        with self.course.api.gradebook as gradebook:
            gradebook.update_or_create_assignment(assignment, duedate=DUE)
            for submission in submissions:
                name = {"first_name": "Student", "last_name": f"No{submission.number}"}
                gradebook.update_or_create_student(submission.student, lms_user_id=f"{submission.number}", **name)
        first = [submission for submission in submissions if submission.first_answers is not None]
        for submission in first:
            self.course.submit(assignment, submission.student, fill(release, submission.first_answers))
        if first:
            self.course.autograde_all(assignment)
        for submission in submissions:
            self.hand_in(submission, release)
        self.collect(assignment)
        self.course.autograde_all(assignment)

    def hand_in(self, submission: Submission, release: nbformat.NotebookNode) -> None:
        """Answer, do to cells and files what the story says, and hand in: to Moodle or as if through an exchange."""
        notebook = fill(release, {question: answer.source for question, answer in submission.answers.items()})
        if submission.story == "renamed":
            return self.upload(submission, "my final version (2).ipynb", nbformat.writes(notebook))
        if submission.story == "no notebook":
            return self.upload(submission, "report.pdf", "%PDF-1.7")
        tell(submission.story, notebook, release)
        self.course.submit(submission.assignment, submission.student, notebook)
        folder = self.course.submitted(submission.assignment, submission.student)
        if submission.story == "late":
            (folder / "timestamp.txt").write_text(HANDED_IN)
        if submission.story == "a numpy.py beside it":
            (folder / "numpy.py").write_text("raise SystemExit('not the real one')")
        if submission.story == "corrupt the second time":
            (folder / f"{submission.assignment}.ipynb").write_bytes(b'{"cells": [{"cell_ty\xff')
        return None

    def upload(self, submission: Submission, name: str, content: str) -> None:
        """Add a file to what Moodle packs for the assignment."""
        archive = self.course.root / "downloaded" / submission.assignment / "archive"
        archive.mkdir(parents=True, exist_ok=True)
        folder = f"Student No{submission.number}_{4000 + submission.number}_assignsubmission_file_"
        with zipfile.ZipFile(archive / "moodle.zip", "a") as packed:
            packed.writestr(f"{folder}/{name}", content)

    def collect(self, assignment: str) -> None:
        """Collect what was handed in to Moodle."""
        if (self.course.root / "downloaded" / assignment).exists():
            with contextlib.chdir(self.course.root):
                app = ZipCollectApp()
                app.initialize([assignment, "--extractor=mbcourse.grading.plugins.extractors.MoodleExtractor"])
                app.start()


def tell(story: str, notebook: nbformat.NotebookNode, release: nbformat.NotebookNode) -> None:
    """Do to the cells what the story says."""
    if story == "a check cell deleted the second time":
        notebook.cells.remove(cell_of(notebook, "grade"))
    if story == "cells copied":
        copied = [cell_of(release, "solution"), cell_of(release, "grade")]  # Jupyter gives copies ids of their own
        notebook.cells += [nbformat.from_dict(cell | {"id": f"copy-of-{cell.id}"}) for cell in copied]
    if story == "a cell of a future version":
        cell_of(notebook, "grade").metadata.nbgrader.schema_version = 99


def cell_of(notebook: nbformat.NotebookNode, kind: str) -> nbformat.NotebookNode:
    """The first cell for an answer, "solution", or with a check, "grade": those of question 1."""
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get(kind))


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    return Term(tmp_path_factory.mktemp("term"), 90, checks.assignments())


def test_every_student_ends_with_the_right_mark(term):
    marks = {(row["student_id"], row["assignment"]): float(row["score"]) for row in term.course.exported()}
    wrong = [
        f"{s.assignment}, {s.student} ({s.story}): {marks[s.student, s.assignment]:g} instead of {s.deserved:g}"
        for s in term.submissions
        if marks[s.student, s.assignment] != s.deserved
    ]
    assert wrong == []


def test_every_story_is_told(term):
    assert {*STORIES} <= {submission.story for submission in term.submissions}


def test_only_what_cannot_be_read_waits_for_the_marker(term):
    """Nobody drew a figure or wrote a text, so that all other marks are final."""
    unreadable = {(s.student, s.assignment) for s in term.submissions if s.story == "corrupt the second time"}
    with term.course.api.gradebook as gradebook:
        submissions = [s for assignment in gradebook.assignments for s in assignment.submissions]
        assert {(s.student_id, s.assignment.name) for s in submissions if s.needs_manual_grade} == unreadable


def test_all_exports_add_up_to_the_same_totals(term):
    stock, canvas, moodle = {}, {}, {}
    for row in term.course.exported():
        stock[row["student_id"]] = stock.get(row["student_id"], 0) + float(row["score"])
    for row in term.course.exported(CanvasExporter)[1:]:
        canvas[row["SIS Login ID"]] = sum(float(row[name] or 0) for name in term.assignments)
    for row in term.course.exported(MoodleExporter):
        grades = [row[f"{name} (Real)"] for name in term.assignments]
        moodle[row["ID number"]] = sum(float(grade) for grade in grades if grade != "-")
    deserved = dict.fromkeys(stock, 0)
    for submission in term.submissions:
        deserved[submission.student] += submission.deserved
    assert stock == canvas == moodle == deserved


def test_who_handed_in_no_notebook_has_no_grade_yet_which_is_not_a_zero(term):
    canvas = {row["SIS Login ID"]: row for row in term.course.exported(CanvasExporter)}
    empty = {(s.student, s.assignment) for s in term.submissions if canvas[s.student][s.assignment] == ""}
    assert empty == {(s.student, s.assignment) for s in term.submissions if s.story == "no notebook"}
