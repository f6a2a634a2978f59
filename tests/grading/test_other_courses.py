"""Courses that were not written for this grader get the marks that nbgrader's own autograder gives, test by test."""

import shutil
from pathlib import Path

import nbformat
import nbgrader
import pytest
from nbgrader.apps.quickstartapp import QuickStartApp

from benchmarks.grading.classes import SQUARES, SUMS
from mbcourse.grading.course import Course
from mbcourse.grading.run import run
from mbcourse.grading.workers.task import Options
from tests.exercises.course import Course as Stock
from tests.exercises.course import fill
from tests.grading import courses
from tests.grading.courses import classes, frames, texts
from tests.warm.provisioners import provisioned

# nbgrader's own, when it first meets a student, and when it reads old notebooks.
pytestmark = [
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
    pytest.mark.filterwarnings("ignore::nbformat.warnings.MissingIDFieldWarning"),
    pytest.mark.filterwarnings("ignore::nbformat.warnings.DuplicateCellId"),
]

FIELDS = {"frames": frames, "classes": classes, "texts": texts}
OWN_TESTS = Path(nbgrader.__file__).parent / "tests"


def marks(course, assignment):
    """By student, notebook and test, what each test of an assignment gave."""
    with course.api.gradebook as gradebook:
        return {
            (each.student_id, part.name, grade.name): grade.auto_score
            for each in gradebook.assignment_submissions(assignment)
            for part in each.notebooks
            for grade in part.grades
        }


def both(root, assignment, pool, seconds=60.0):
    """The marks that we give, and those that stock nbgrader gives in a copy of the course."""
    shutil.copytree(root, root.parent / "stock")
    ours, stock = Stock(root), Stock(root.parent / "stock")
    summary = run(Course(root), assignment, pool, Options(seconds=seconds))
    assert summary.failed == {}
    with provisioned("warm"):  # a cold kernel does the same, in ten times the time
        stock.autograde_all(assignment)
    return marks(ours, assignment), marks(stock, assignment)


def field_course(root, field, assignment):
    """A course of ours with its students' submissions."""
    cells, source = FIELDS[field].ASSIGNMENTS[assignment], root / "source" / assignment
    source.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    (source / f"{assignment}.ipynb").write_text(courses.reference(cells))
    for name, content in FIELDS[field].FILES.items():
        (source / name).write_text(content)
    course = Stock(root)
    release = course.release(assignment)
    for student in courses.STUDENTS:
        folder = course.submitted(assignment, student)
        shutil.copytree(root / "release" / assignment, folder, dirs_exist_ok=True)
        (folder / f"{assignment}.ipynb").write_text(courses.submission(cells, student, release))
    return root


def agree(root, field, assignment, pool):
    ours, stock = both(field_course(root, field, assignment), assignment, pool)
    points = {student: sum(mark for key, mark in ours.items() if key[0] == student) for student in courses.STUDENTS}
    assert ours == stock
    assert points["right"] > points["half"] > points["wrong"] >= points["untouched"] == 0


def test_a_course_of_another_field_gets_stocks_marks(tmp_path, pool):
    agree(tmp_path / "course", "texts", "counting", pool)


@pytest.mark.prove
@pytest.mark.parametrize(("field", "assignment"), [(f, a) for f, each in FIELDS.items() for a in each.ASSIGNMENTS])
def test_every_course_of_another_field_gets_stocks_marks(tmp_path, pool, field, assignment):
    agree(tmp_path / "course", field, assignment, pool)


def tutorial(root):
    """The course that ``nbgrader quickstart`` makes, released, with a class of submissions."""
    QuickStartApp.clear_instance()
    app = QuickStartApp.instance()
    app.initialize([str(root)])
    app.start()
    course = Stock(root)
    assert course.api.generate_assignment("ps1")["success"]
    reference = root / "source" / "ps1"
    for student in ("reference", "untouched", *SQUARES):
        folder = course.submitted("ps1", student)
        shutil.copytree(reference if student == "reference" else root / "release" / "ps1", folder, dirs_exist_ok=True)
        if student in SQUARES:
            path = folder / "problem1.ipynb"
            answers = {"squares": SQUARES[student], "sum_of_squares": SUMS[student]}
            nbformat.write(fill(nbformat.read(path, as_version=4), answers), path)
    return root


@pytest.mark.prove
def test_nbgraders_tutorial_gets_stocks_marks(tmp_path, pool):
    ours, stock = both(tutorial(tmp_path / "course"), "ps1", pool)
    assert ours == stock
    totals = {student: sum(mark or 0 for key, mark in ours.items() if key[0] == student) for student in SQUARES}
    assert totals["right"] > totals["no-error"] > totals["from-zero"]


@pytest.mark.prove
@pytest.mark.parametrize(
    "path", sorted(OWN_TESTS.rglob("*.ipynb")), ids=lambda path: f"{path.parents[1].name}-{path.stem}"
)
def test_nbgraders_own_test_notebooks_get_stocks_marks(tmp_path, pool, path):
    """Each is an assignment whose instructor hands in the reference, and someone the released notebook."""
    source = tmp_path / "course" / "source" / "a1"
    source.mkdir(parents=True)
    (tmp_path / "course" / "nbgrader_config.py").write_text("c = get_config()\nc.ExecutePreprocessor.timeout = 10\n")
    for each in path.parent.glob("*.txt"):
        shutil.copy(each, source)
    shutil.copy(path, source / "a1.ipynb")
    course = Stock(tmp_path / "course")
    if not course.api.generate_assignment("a1")["success"]:
        return  # meant to be refused
    for student, folder in (("reference", source), ("untouched", tmp_path / "course" / "release" / "a1")):
        shutil.copytree(folder, course.submitted("a1", student), dirs_exist_ok=True)
    ours, stock = both(tmp_path / "course", "a1", pool, seconds=10.0)
    if path.stem.startswith("submitted-cheat-attempt"):  # it forges its results, which nbgrader believes
        assert {key: mark for key, mark in ours.items() if (mark or 0) > (stock[key] or 0)} == {}
        return
    waiting = {key: stock[key] for key, mark in ours.items() if mark is None}
    assert {key: mark for key, mark in ours.items() if mark is not None} == {
        key: mark for key, mark in stock.items() if key not in waiting
    }
    # What waits for a person is marked by hand under nbgrader too, or the instructor's own notebook fails it.
    assert not any(mark for (student, _, _), mark in waiting.items() if student == "reference")
