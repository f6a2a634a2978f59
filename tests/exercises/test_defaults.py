"""nbgrader's defaults that lose marks, and what this course does about each, where no other test shows it.

Deleted, copied and outdated cells, a corrupt file, a shadowing module, resubmissions: test_term.py. Text on stderr, and
scripts, tracebacks and hidden tests in feedback: test_through_nbgrader.py. A test cell whose last value is not a
plain number: test_test_cells.py keeps our own from having one.
"""

import io
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeSubmit
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from exercises import corpus
from mbcourse.grading.plugins.submissions import SubmissionExporter

from .course import Course, fill

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

SOURCE = corpus.Source("ps1")
SOLUTIONS = SOURCE.solutions


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return Course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def release(course):
    return course.release("ps1")


@pytest.fixture
def mended(course, release):
    """What the grader makes of a text that was handed in as ps1.ipynb."""

    def mend(text: str) -> nbformat.NotebookNode:
        database = course.api.coursedir.db_url
        where = {"student": "student", "assignment": "ps1", "notebook": "ps1", "db_url": database}
        exporter = SubmissionExporter(config=Config({"Exporter": {"default_preprocessors": []}}))
        return nbformat.reads(
            exporter.from_file(io.TextIOWrapper(io.BytesIO(text.encode())), {"nbgrader": where})[0], as_version=4
        )

    return mend


def ids(notebook):
    """Ids that nbgrader gave, in the notebook's order."""
    return [cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata]


def cell(notebook, grade_id):
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def test_the_settings_leave_folder_database_and_preprocessors_to_the_course():
    config = PyFileConfigLoader("nbgrader_config.py", path=str(corpus.EXERCISES)).load_config()
    assert {"root", "db_url"}.isdisjoint(config.CourseDirectory)
    assert {"sanitize_preprocessors", "autograde_preprocessors"}.isdisjoint(config.Autograde)


def test_tags_and_missing_cells_change_no_mark(course, release):
    """Of question 1 answer, check and setup are gone; question 2 is wrong, and its checks ask not to be run."""
    notebook = fill(release, SOLUTIONS | {"setup": None, "q1": None, "q1-values": None, "q2": "weighted_loss = print"})
    for key in SOURCE.tests("q2"):
        cell(notebook, key).metadata.tags = ["skip-execution", "raises-exception"]
    course.submit("ps1", "student", notebook)
    scores = course.autograde("ps1", "student")
    by_hand = {key: 0 for key, _ in SOURCE.cells(grade=True, solution=True)}
    lost = {"q1-values": 0, **dict.fromkeys(SOURCE.tests("q2"), 0)}
    assert scores == {key: points for key, (_, points) in SOURCE.tests().items()} | by_hand | lost


def test_an_unharmed_notebook_stays_as_it_is_but_for_its_hidden_tests(mended, release):
    notebook = fill(release, SOLUTIONS)
    found = mended(nbformat.writes(notebook))
    assert ids(found) == ids(release)
    tests = {key: source for key, (source, _) in SOURCE.tests().items()}
    handed_in = [tests.get(c.metadata.get("nbgrader", {}).get("grade_id"), c.source) for c in notebook.cells]
    assert [c.source for c in found.cells] == handed_in


@pytest.mark.parametrize("missing", [("q1-values",), ("setup",), ("q3-direction", "q3-length"), ("figure", "written")])
def test_missing_cells_are_put_back_where_they_were(mended, release, missing):
    found = mended(nbformat.writes(fill(release, dict.fromkeys(missing))))
    assert ids(found) == ids(release)


def test_a_missing_check_comes_after_an_answer_in_a_cell_of_the_students_own(mended, release):
    notebook = fill(release, {"q1": None, "q1-values": None})
    place = notebook.cells.index(cell(notebook, "q2"))
    notebook.cells.insert(place, nbformat.v4.new_code_cell(SOLUTIONS["q1"]))
    found = mended(nbformat.writes(notebook))
    sources = [c.source for c in found.cells]
    assert "q1" not in ids(found)
    assert sources.index(SOLUTIONS["q1"]) + 1 == found.cells.index(cell(found, "q1-values"))


@pytest.mark.parametrize("answered_first", [True, False])
def test_of_a_copied_cell_the_one_with_the_answer_counts(mended, release, answered_first):
    notebook = fill(release, SOLUTIONS if answered_first else {})
    other = cell(fill(release, {} if answered_first else SOLUTIONS), "q1")
    notebook.cells.append(nbformat.from_dict(other | {"id": "copy"}))
    found = mended(nbformat.writes(notebook))
    assert ids(found).count("q1") == 1
    assert cell(found, "q1").source == SOLUTIONS["q1"]
    assert cell(release, "q1").source not in [c.source for c in found.cells]


def test_of_two_answers_the_later_counts_and_the_earlier_stays_to_be_read(mended, release):
    notebook = fill(release, {"written": "First thoughts."})
    notebook.cells.append(nbformat.from_dict(cell(notebook, "written") | {"id": "copy", "source": "Second thoughts."}))
    found = mended(nbformat.writes(notebook))
    assert cell(found, "written").source == "Second thoughts."
    assert [c.metadata for c in found.cells if c.source == "First thoughts."] == [{}]


@pytest.mark.parametrize(
    "harm",
    [
        {"schema_version": 99},
        {"schema_version": 0},
        {"points": 1000},
        {"grade": False},
        {"solution": True},
        {"locked": False},
        {"checksum": None},
    ],
    ids=str,
)
def test_points_version_and_kind_of_a_cell_are_the_assignments_own(mended, release, harm):
    notebook = fill(release, SOLUTIONS)
    cell(notebook, "q1-values").metadata.nbgrader.update(harm)
    expected = cell(mended(nbformat.writes(fill(release, SOLUTIONS))), "q1-values").metadata
    assert expected.nbgrader.points == SOURCE.tests("q1")["q1-values"][1]
    assert cell(mended(nbformat.writes(notebook)), "q1-values").metadata == expected


@pytest.mark.parametrize("text", ["", "PK\x03\x04", "[]", '{"nbformat": 99}', '{"nbformat": 4, "cells": [{}]}'])
def test_what_is_no_notebook_counts_as_one_without_answers(mended, text):
    found = mended(text)
    assert "The file that was handed in cannot be read" in found.cells[0].source
    assert set(ids(found)) >= {*SOURCE.tests(), "figure", "written"}


def test_a_student_cannot_submit_a_renamed_notebook_through_an_exchange(course, release, tmp_path):
    outbound = tmp_path / "exchange" / "mini-batch" / "outbound" / "ps1"
    outbound.mkdir(parents=True)
    (tmp_path / "exchange" / "mini-batch" / "inbound").mkdir()
    nbformat.write(release, outbound / "ps1.ipynb")
    (tmp_path / "ps1").mkdir()
    nbformat.write(release, tmp_path / "ps1" / "final.ipynb")
    config = course.api.config.copy()
    folders = {"root": tmp_path / "exchange", "assignment_dir": tmp_path, "cache": tmp_path / "cache"}
    config.Exchange.merge({name: str(folder) for name, folder in folders.items()})
    coursedir = CourseDirectory(assignment_id="ps1", config=config)
    with pytest.raises(ExchangeError, match="There are missing notebooks for the submission"):
        ExchangeSubmit(coursedir=coursedir, authenticator=Authenticator(config=config), config=config).start()


def test_a_gradebook_is_whole_even_where_alembic_is_not_on_the_path(tmp_path):
    (tmp_path / "nbgrader_config.py").write_bytes((corpus.EXERCISES / "nbgrader_config.py").read_bytes())
    command = [Path(sys.executable).parent / "nbgrader", "db", "student", "add", "ada"]
    subprocess.run(command, cwd=tmp_path, env=os.environ | {"PATH": "/usr/bin:/bin"}, check=True, capture_output=True)
    with sqlite3.connect(tmp_path / "gradebook.db") as database:
        assert len(database.execute("SELECT version_num FROM alembic_version").fetchall()) == 1
        assert database.execute("SELECT id FROM student").fetchall() == [("ada",)]
