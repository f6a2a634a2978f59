"""The exporters write the formats that the two systems document for import.

Canvas: "How do I import grades in the Gradebook?" (Instructor Guide) and the importer, lib/gradebook_importer.rb in
instructure/canvas-lms. Moodle: https://docs.moodle.org/en/Grade_import and grade/import/csv/classes/load_data.php in
moodle/moodle. `read_canvas` and `read_moodle` below read a file by those rules.
"""

import csv
import logging
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Student
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from mbcourse.grading.plugins.exporters import CanvasExporter, MoodleExporter
from mbcourse.grading.spreadsheet import FORMULA_STARTS as FORMULA
from mbcourse.grading.spreadsheet import text_cell

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

FORMULA_STARTS = ("=", "+", "@", "\t", "\r")


@pytest.fixture
def gradebook(gradebook):
    """Two assignments of 4 points by machine and 2 by hand, and students without any mark."""
    for name in ("ps1", "ps2"):
        gradebook.add_assignment(name)
        gradebook.add_notebook(name, name)
        gradebook.add_grade_cell("q1", name, name, max_score=4, cell_type="code")
        gradebook.add_grade_cell("written", name, name, max_score=2, cell_type="markdown")
        gradebook.add_solution_cell("written", name, name)
    gradebook.add_student("ada", first_name="Ada", last_name="Lovelace", email="ada@example.org", lms_user_id="101")
    gradebook.add_student("emmy", first_name="Emmy", last_name="Noether", email="emmy@example.org")
    return gradebook


def grade(gradebook, student, automatic, by_hand=None, assignment="ps1", **extra):
    """Give a student marks for the two cells of an assignment."""
    gradebook.add_submission(assignment, student)
    notebook = gradebook.find_submission_notebook(assignment, assignment, student)
    notebook.late_submission_penalty = extra.get("late")
    machine, hand = (gradebook.find_grade(cell, assignment, assignment, student) for cell in ("q1", "written"))
    machine.auto_score, machine.extra_credit, machine.needs_manual_grade = automatic, extra.get("extra_credit"), False
    hand.manual_score, hand.needs_manual_grade = by_hand, by_hand is None
    gradebook.db.commit()


def export(exporter, gradebook, tmp_path, **settings):
    """The rows of the exported file."""
    path = tmp_path / "export.csv"
    plugin = exporter(config=Config({exporter.__name__: settings}), to=str(path))
    for name in ("student", "assignment"):
        setattr(plugin, name, settings.get(name, []))
    plugin.export(gradebook)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def read_canvas(rows):
    """Marks by student and assignment, and points possible, as Canvas's importer finds them."""
    header, points, *students = rows
    assert len(header) > 4
    assert "Student" in header[0]
    assert "ID" in header[1]
    assert header[2:5] == ["SIS User ID", "SIS Login ID", "Section"]
    assert "Points Possible" in points[0]
    assert {len(row) for row in rows} == {len(header)}
    marks = {}
    for name, number, sis_user, login, _section, *cells in students:
        assert number == "" or number.isdecimal()
        marks[number or sis_user or login or name] = dict(zip(header[5:], cells, strict=True))
    return marks, dict(zip(header[5:], points[5:], strict=True))


def read_moodle(rows, identifier="ID number"):
    """Grades and feedback by student and grade item; None where Moodle sets no grade."""
    header, *students = rows
    assert {len(row) for row in rows} == {len(header)}
    grades = [name for name in header if name.endswith(" (Real)")]
    marks = {}
    for row in students:
        cells = dict(zip(header, row, strict=True))
        marks[cells[identifier]] = {
            name.removesuffix(" (Real)"): (
                None if cells[name] in ("", "-") else float(cells[name]),
                cells[name.replace(" (Real)", " (Feedback)")],
            )
            for name in grades
        }
    return marks


def test_canvas_gets_a_column_per_assignment_under_the_points_possible(gradebook, tmp_path):
    grade(gradebook, "ada", 3, 1.5)
    marks, points = read_canvas(export(CanvasExporter, gradebook, tmp_path))
    assert marks == {"101": {"ps1": "4.5", "ps2": ""}, "emmy": {"ps1": "", "ps2": ""}}
    assert points == {"ps1": "6", "ps2": "6"}


def test_moodle_gets_a_grade_and_feedback_for_each_item(gradebook, tmp_path):
    grade(gradebook, "ada", 3, 1.5)
    rows = export(MoodleExporter, gradebook, tmp_path)
    assert rows[0][:4] == ["First name", "Last name", "ID number", "Email address"]
    assert rows[0][4:6] == ["ps1 (Real)", "ps1 (Feedback)"]
    assert read_moodle(rows)["ada"] == {"ps1": (4.5, ""), "ps2": (None, "")}


def test_nothing_handed_in_is_no_mark_and_zero_points_are_a_zero(gradebook, tmp_path):
    grade(gradebook, "ada", 0, 0)
    canvas, _ = read_canvas(export(CanvasExporter, gradebook, tmp_path))
    assert (canvas["101"]["ps1"], canvas["emmy"]["ps1"]) == ("0", "")
    moodle = read_moodle(export(MoodleExporter, gradebook, tmp_path))
    assert (moodle["ada"]["ps1"][0], moodle["emmy"]["ps1"][0]) == (0, None)


def test_nothing_handed_in_can_be_a_zero(gradebook, tmp_path):
    canvas, _ = read_canvas(export(CanvasExporter, gradebook, tmp_path, missing_as_zero=True))
    assert canvas["emmy"]["ps1"] == "0"
    assert read_moodle(export(MoodleExporter, gradebook, tmp_path, missing_as_zero=True))["emmy"]["ps1"][0] == 0


def test_late_penalty_is_taken_off_once_and_never_below_zero(gradebook, tmp_path):
    grade(gradebook, "ada", 4, 2, late=1.25)
    grade(gradebook, "emmy", 1, 0, late=3)
    canvas, _ = read_canvas(export(CanvasExporter, gradebook, tmp_path))
    assert (canvas["101"]["ps1"], canvas["emmy"]["ps1"]) == ("4.75", "0")
    moodle = read_moodle(export(MoodleExporter, gradebook, tmp_path))
    assert moodle["ada"]["ps1"] == (4.75, "Late: 1.25 points less.")


def test_extra_credit_counts_and_is_announced(gradebook, tmp_path, caplog):
    grade(gradebook, "ada", 4, 2, extra_credit=1)
    assert read_moodle(export(MoodleExporter, gradebook, tmp_path))["ada"]["ps1"][0] == 7
    assert "7 of 6 points" in caplog.text


def test_work_not_marked_by_hand_is_announced(gradebook, tmp_path, caplog):
    grade(gradebook, "ada", 3)
    canvas, _ = read_canvas(export(CanvasExporter, gradebook, tmp_path))
    assert canvas["101"]["ps1"] == "3"
    assert "ps1, ada: not marked by hand yet" in caplog.text


@pytest.mark.parametrize("graded_before", [False, True])
def test_work_that_autograding_failed_on_is_announced_and_no_zero(gradebook, tmp_path, caplog, graded_before):
    if graded_before:
        grade(gradebook, "ada", 3, 1)
    (tmp_path / "submitted" / "ada" / "ps1").mkdir(parents=True)
    config = Config({"CourseDirectory": {"root": str(tmp_path)}, "CanvasExporter": {"missing_as_zero": True}})
    plugin = CanvasExporter(parent=NbGraderAPI(config=config), to=str(tmp_path / "canvas.csv"))
    plugin.log = logging.getLogger("exporter")
    plugin.export(gradebook)
    with (tmp_path / "canvas.csv").open(encoding="utf-8", newline="") as file:
        marks, _ = read_canvas(list(csv.reader(file)))
    assert marks == {"101": {"ps1": "4" if graded_before else "", "ps2": "0"}, "emmy": {"ps1": "0", "ps2": "0"}}
    assert "ps1, ada: handed in, but autograding is missing or failed" in caplog.text
    assert "emmy" not in caplog.text


def test_points_have_at_most_two_decimals_and_a_point(gradebook, tmp_path):
    grade(gradebook, "ada", 10 / 3, 0)
    canvas, _ = read_canvas(export(CanvasExporter, gradebook, tmp_path))
    assert canvas["101"]["ps1"] == "3.33"


@pytest.mark.parametrize(
    "names", [("Zoë", "Müller, geb. Łęcka"), ('Jo "Joe"', "O'Brien"), ("Sukarno", None), (None, None)]
)
def test_names_survive(gradebook, tmp_path, names):
    first, last = names
    gradebook.add_student("someone", first_name=first, last_name=last)
    shown = ", ".join(name for name in (last, first) if name) or "someone"
    assert [shown, "", "", "someone", "", "", ""] in export(CanvasExporter, gradebook, tmp_path)
    assert [first or "", last or "", "someone", "", "-", "", "-", ""] in export(MoodleExporter, gradebook, tmp_path)


@pytest.mark.parametrize("exporter", [CanvasExporter, MoodleExporter])
@pytest.mark.parametrize("text", ['=HYPERLINK("https://example.org")', "+1", "-1+1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(gradebook, tmp_path, exporter, text):
    gradebook.add_student("someone", first_name=text, last_name=text)
    rows = export(exporter, gradebook, tmp_path)
    cells = [cell for row in rows for cell in row]
    assert any(text in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS) or (cell.startswith("-") and cell != "-")] == []


ODD_IDS = ["=1+1", "two\nlines", "\x1b[2J", "\u202eada", "x" * 300, "{student_id}", "a/b"]


@pytest.mark.parametrize("exporter", [CanvasExporter, MoodleExporter])
@pytest.mark.parametrize("student", ODD_IDS)
def test_an_odd_id_is_named_or_exported_and_stops_nobody_else(gradebook, tmp_path, caplog, exporter, student):
    gradebook.add_student(student)
    grade(gradebook, "ada", 3, 1.5)
    rows = export(exporter, gradebook, tmp_path)
    others = [row for row in rows if "ada" in row or "emmy" in row]
    assert len(others) == 2 and any("4.5" in row for row in others)
    is_exported = any(student in row for row in rows)
    assert is_exported == (student in ODD_IDS[4:])
    assert is_exported or "Left out" in caplog.text
    assert all(record.getMessage().isprintable() for record in caplog.records)


@pytest.mark.parametrize("exporter", [CanvasExporter, MoodleExporter])
def test_an_id_that_no_file_can_hold_is_named(caplog, exporter):
    plugin = exporter()
    rows = plugin.rows(None, [], [Student(id="\udcff"), Student(id="ada")])
    assert len(rows) == 1
    assert r"'\udcff' identifies a student, but cannot be printed" in caplog.text


def test_a_number_that_is_not_canvas_s_own_stops_nobody_else(gradebook, tmp_path, caplog):
    gradebook.update_or_create_student("emmy", lms_user_id="102 (old)")
    rows = export(CanvasExporter, gradebook, tmp_path)
    assert [row[3] for row in rows[2:]] == ["ada"]
    assert "Left out, emmy: '102 (old)' is not a number of Canvas's" in caplog.text


@given(st.text(st.characters(codec=None)))
def test_a_cell_can_be_written_and_holds_no_sequence_for_a_terminal(text):
    cell = text_cell(text)
    cell.encode()
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", cell)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert text_cell(cell) == cell
    if text.isprintable() and not text.startswith(FORMULA):
        assert cell == text


def test_comments_of_the_marker_become_moodles_feedback(gradebook, tmp_path):
    grade(gradebook, "ada", 4, 1, late=1)
    gradebook.find_comment("written", "ps1", "ps1", "ada").manual_comment = 'Say why,\nnot "how".'
    gradebook.db.commit()
    marks = read_moodle(export(MoodleExporter, gradebook, tmp_path))
    assert marks["ada"]["ps1"] == (4, 'Late: 1 points less. Say why, not "how".')


def test_ids_go_into_the_column_that_the_course_names(gradebook, tmp_path):
    rows = export(CanvasExporter, gradebook, tmp_path, identifier="SIS User ID")
    assert rows[2][1:5] == ["101", "ada", "", ""]
    rows = export(MoodleExporter, gradebook, tmp_path, identifier="Username")
    assert set(read_moodle(rows, "Username")) == {"ada", "emmy"}


def test_canvas_numbers_are_numbers(gradebook, tmp_path):
    with pytest.raises(ValueError, match="'ada' is not a number of Canvas's"):
        export(CanvasExporter, gradebook, tmp_path, identifier="ID")


def test_columns_can_be_called_as_in_the_lms(gradebook, tmp_path):
    _, points = read_canvas(export(CanvasExporter, gradebook, tmp_path, columns={"ps1": "Problem set 1 (4711)"}))
    assert list(points) == ["Problem set 1 (4711)", "ps2"]


@pytest.mark.parametrize("exporter", [CanvasExporter, MoodleExporter])
def test_one_assignment_or_one_student_can_be_asked_for(gradebook, tmp_path, exporter):
    header, *rows = export(exporter, gradebook, tmp_path, assignment=["ps2"], student=["emmy"])
    assert any("ps2" in cell for cell in header)
    assert not any("ps1" in cell for cell in header)
    assert [row for row in rows if "ada" in row or "101" in row] == []
    assert [row for row in rows if "emmy" in row]


def test_the_package_loads_without_nbgrader():
    code = "import sys, mbcourse; sys.exit('nbgrader' in sys.modules or 'mbcourse.grading' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
