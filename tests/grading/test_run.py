"""A run grades each submission without a result once, and reports what it did."""

import csv
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from functools import partial

import nbformat
import pytest

from mbcourse.checks.question import SECRET
from mbcourse.cli import main
from mbcourse.grading.course import Course, CourseError
from mbcourse.grading.results import STORE
from mbcourse.grading.run import run
from mbcourse.grading.workers.local import WorkerLost, Workers
from mbcourse.grading.workers.task import Options
from tests.exercises.course import fill
from tests.grading import tiny

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

THREE = {name: tiny.ANSWERS[name] for name in ("all-right", "half-drawn", "raises")}
MARKS = {"all-right": 5.0, "half-drawn": 3 + 2 / 3, "raises": 2.0}
RIGHT = tiny.ANSWERS["all-right"]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A course with three submissions; each test works in a copy."""
    return tiny.course(tmp_path_factory.mktemp("prepared") / "course", THREE)


@pytest.fixture
def course(prepared, tmp_path):
    return tiny.copied(prepared, tmp_path / "course")


@pytest.fixture
def grade(course, pool):
    """Grade the course, and return the run's summary and, for each task, the tests that were run."""

    def grade(**options):
        pool.tasks.clear()
        # Judged outside without a proof, which would be tasks too.
        summary = run(Course(course.root), tiny.NAME, pool, Options(judge="outside"), **options)
        names = next(iter(Course(course.root).released(tiny.NAME))).tests.keys()
        return summary, [sorted(names - task.reused.keys()) for task in pool.tasks]

    return grade


def marks(course):
    with course.api.gradebook as gradebook:
        return {each.student_id: each.score for each in gradebook.assignment_submissions(tiny.NAME)}


def files(course):
    """The files that a run leaves for nbgrader."""
    return {path: path.read_bytes() for path in (course.root / "autograded").rglob("*") if path.is_file()}


def test_every_submission_is_graded_once(course, grade):
    summary, _ = grade()
    assert (summary.graded, summary.unchanged, marks(course)) == (3, 0, pytest.approx(MARKS))
    assert {student: result[tiny.NAME].score for student, result in summary.results.items()} == pytest.approx(MARKS)


def test_a_second_run_grades_nothing_and_reports_the_same(course, grade):
    first, _ = grade()
    before = tiny.rows(course), files(course)
    again, ran = grade()
    assert (again.graded, again.unchanged, ran) == (0, 3, [])
    assert again.results == first.results
    assert (tiny.rows(course), files(course)) == before


def test_a_new_submission_is_graded_again(course, grade):
    grade()
    course.submit(tiny.NAME, "raises", fill(course.release(tiny.NAME), RIGHT))
    summary, ran = grade()
    assert (summary.graded, summary.unchanged, len(ran)) == (1, 2, 1)
    assert marks(course) == pytest.approx(MARKS | {"raises": 5.0})


def test_a_new_submission_counts_even_if_it_is_worse(course, grade):
    grade()
    course.submit(tiny.NAME, "all-right", fill(course.release(tiny.NAME), {}))
    grade()
    assert marks(course)["all-right"] == 0.0


def test_a_file_replaced_while_a_run_goes_on_gets_the_marks_of_the_new_file(course, grade):
    """Some tests of the old file could be reused; they are not reused for the new one, in this run or the next."""
    grade()
    tiny.write_source(course.root, tiny.changed("double-number", "assert double(LIMIT) == 2 * LIMIT"))
    course.release(tiny.NAME)
    untouched = fill(course.release(tiny.NAME), {})

    def replace(done, total):  # first called before the first task is made
        if done == 0:
            course.submit(tiny.NAME, "all-right", untouched)

    summary, ran = grade(progress=replace)
    assert summary.results["all-right"][tiny.NAME].score == marks(course)["all-right"] == 0.0
    assert ran[0] == ["double-array", "double-number", "draw-values"]
    assert grade()[0].unchanged == 3 and marks(course) == pytest.approx(MARKS | {"all-right": 0.0})


def test_force_runs_everything_again_with_the_same_marks(course, grade):
    grade()
    before = tiny.rows(course)
    summary, ran = grade(force=True)
    assert (summary.graded, len(ran)) == (3, 3)
    assert tiny.rows(course) == before


def test_students_are_chosen_by_patterns(course, grade):
    assert set(grade(students=["ra*", "half-drawn"])[0].results) == {"raises", "half-drawn"}
    assert set(marks(course)) == {"raises", "half-drawn"}
    summary, _ = grade()
    assert (summary.graded, summary.unchanged) == (1, 2)
    with pytest.raises(CourseError, match="nobody"):
        grade(students=["nobody"])


def test_a_changed_test_is_the_only_one_that_is_run_again(course, grade):
    """As an instructor does it: the test is corrected in the source, and the assignment generated again."""
    grade()
    tiny.write_source(course.root, tiny.changed("double-number", "assert double(LIMIT) == 7"))
    course.release(tiny.NAME)
    summary, ran = grade()
    assert (summary.graded, ran) == (3, [["double-number"]] * 3)
    assert marks(course) == pytest.approx({"all-right": 4.0, "half-drawn": 2 + 2 / 3, "raises": 2.0})
    tiny.write_source(course.root)
    course.release(tiny.NAME)
    assert grade()[1] == [["double-number"]] * 3
    assert marks(course) == pytest.approx(MARKS)


def test_a_test_is_run_exactly_once_for_each_submission(course, grade, tmp_path):
    """The test itself counts its runs: it runs in the grader's process and can write files."""
    runs = tmp_path / "runs"
    line = f"with open({str(runs)!r}, 'a') as file:\n    file.write('.')\n"
    tiny.write_source(
        course.root, tiny.changed("draw-values", f"{line}assert len(draw(np.random.default_rng(1), 3)) == 3")
    )
    course.release(tiny.NAME)
    for _ in range(3):
        grade()
    assert len(runs.read_text()) == 3
    tiny.write_source(
        course.root, tiny.changed("draw-values", f"{line}assert len(draw(np.random.default_rng(1), 4)) == 4")
    )
    course.release(tiny.NAME)
    grade()
    assert len(runs.read_text()) == 6


def test_a_test_is_run_again_with_the_tests_that_it_shares_names_with(course, grade):
    first = tiny.changed("double-number", "twice = double(LIMIT)\nassert twice == 6")
    second = "more = twice + 1\nassert more == 7"
    tiny.write_source(course.root, tiny.changed("double-array", second, first))
    course.release(tiny.NAME)
    grade()
    tiny.write_source(course.root, tiny.changed("double-array", second.replace("more", "most"), first))
    course.release(tiny.NAME)
    assert (
        grade()[1] == [["double-array", "double-number"]] * 3
    )  # the first one defines the name that the changed one uses
    changed = tiny.changed("double-number", "twice = double(LIMIT) + 1\nassert twice == 7")
    tiny.write_source(course.root, tiny.changed("double-array", second.replace("more", "most"), changed))
    course.release(tiny.NAME)
    assert grade()[1] == [["double-array", "double-number"]] * 3  # the second one uses the name that has changed
    assert marks(course)["all-right"] == 1 + 2


def test_inside_a_changed_test_runs_all_of_them_again(course, pool):
    """What runs inside depends on everything that ran there before it."""

    def reused():
        pool.tasks.clear()
        run(Course(course.root), tiny.NAME, pool, Options(judge="inside"), students=["all-right"])
        return [task.reused for task in pool.tasks]

    assert reused() == [{}, {}]  # the proof, and the submission
    assert reused() == []
    tiny.write_source(course.root, tiny.changed("double-number", "assert double(LIMIT) == 2 * LIMIT"))
    course.release(tiny.NAME)
    assert reused() == [{}, {}]


def test_where_tests_are_judged_is_proven_once_for_each_version(course, pool):
    def tasks():
        pool.tasks.clear()
        run(Course(course.root), tiny.NAME, pool, Options())
        return len(pool.tasks)

    assert tasks() == 4 + 3  # the instructor's notebook and the released one, each both ways
    assert tasks() == 0
    course.submit(tiny.NAME, "raises", fill(course.release(tiny.NAME), RIGHT))
    assert tasks() == 1
    tiny.write_source(course.root, tiny.changed("double-number", "assert double(LIMIT) == 2 * LIMIT"))
    course.release(tiny.NAME)
    assert tasks() == 4 + 3


def test_a_changed_number_of_points_counts_again(course, grade):
    grade()
    cells = tiny.changed("double-number", "assert double(LIMIT) == 6")
    next(each for each in cells if each.metadata.nbgrader.grade_id == "double-number").metadata.nbgrader.points = 3
    tiny.write_source(course.root, cells)
    course.release(tiny.NAME)
    assert grade()[1] == [["double-number"]] * 3
    assert marks(course) == pytest.approx({"all-right": 7.0, "half-drawn": 5 + 2 / 3, "raises": 2.0})


def test_a_changed_setup_cell_runs_everything_again(course, grade):
    grade()
    tiny.write_source(course.root, tiny.changed("setup", "import numpy as np\n\nLIMIT = 3"))
    course.release(tiny.NAME)
    assert [len(tests) for tests in grade()[1]] == [3, 3, 3]


def test_another_secret_runs_everything_again(course, pool):
    for secret, graded in (("a", 3), ("b", 3), ("b", 0)):
        assert run(Course(course.root), tiny.NAME, pool, Options(secret=secret)).graded == graded


def test_nbgrader_refuses_another_test_once_there_are_submissions(course, grade):
    """An instructor can then change the existing tests, or put the new one into one of them."""
    grade()
    extra = tiny.cell("test", "one-more", "assert True", 1)
    tiny.write_source(course.root, [*tiny.CELLS, extra])
    assert not course.api.generate_assignment(tiny.NAME)["success"]
    tiny.write_source(course.root)
    course.release(tiny.NAME)
    assert grade()[1] == []
    assert marks(course) == pytest.approx(MARKS)


def test_marks_that_a_person_gave_stay(course, grade):
    grade()
    with course.api.gradebook as gradebook:
        grade_of = {g.name: g for g in gradebook.find_submission(tiny.NAME, "all-right").notebooks[0].grades}
        grade_of["figure"].manual_score, grade_of["double-number"].manual_score = 2.0, 0.5
        grade_of["double-array"].extra_credit = 1.0
        gradebook.db.commit()
    assert marks(course)["all-right"] == 5.0 + 2.0 - 0.5 + 1.0
    grade(force=True)
    assert marks(course)["all-right"] == 5.0 + 2.0 - 0.5 + 1.0


def test_a_lost_gradebook_is_filled_from_the_results(course, grade):
    grade()
    before = tiny.rows(course)
    (course.root / "gradebook.db").unlink()
    course.release(tiny.NAME)
    assert grade()[1] == []
    assert tiny.rows(course) == before


def test_lost_results_are_graded_again_and_count_once(course, grade):
    grade()
    before = tiny.rows(course)
    (course.root / STORE).unlink()
    assert len(grade()[1]) == 3
    assert tiny.rows(course) == before


def test_a_task_that_fails_is_reported_and_the_others_are_graded(course, pool, monkeypatch):
    submit = pool.submit

    def fails_for_one(task):
        return submit(task if "KeyError" not in task.text else None)

    monkeypatch.setattr(pool, "submit", fails_for_one)
    summary = run(Course(course.root), tiny.NAME, pool, Options())
    assert (summary.graded, list(summary.failed)) == (2, ["raises"])
    monkeypatch.undo()
    assert run(Course(course.root), tiny.NAME, pool, Options()).graded == 1
    assert marks(course) == pytest.approx(MARKS)


def test_two_runs_at_once_do_not_write_into_one_course(course, grade):
    with (course.root / f"{STORE}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(CourseError, match="another run"):
            grade()
    assert grade()[0].graded == 3


def graded_by_command(course, *options):
    return main(["grade", tiny.NAME, "--course", str(course.root), "--jobs", "1", *options])


def test_the_command_reports_as_text_as_json_and_as_csv(course, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv(SECRET, "of this course")
    table = tmp_path / "tests.csv"
    assert graded_by_command(course, "--json", "--csv", str(table)) == 0
    printed = capsys.readouterr()
    data = json.loads(printed.out)
    assert printed.err == ""
    assert (data["assignment"], data["graded"], data["unchanged"], data["failed"]) == (tiny.NAME, 3, 0, {})
    assert data["outcomes"] == {"passed": 7, "failed": 2}
    assert {name: each[tiny.NAME]["score"] for name, each in data["students"].items()} == pytest.approx(MARKS)
    assert list(data["sandbox"].values()) == [3]
    with table.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == 9
    by_student = {name: sum(float(line["score"]) for line in lines if line["student"] == name) for name in MARKS}
    assert by_student == pytest.approx(MARKS, abs=1e-5)
    assert {line["outcome"] for line in lines if line["student"] == "raises"} == {"failed", "passed"}
    assert graded_by_command(course) == 0
    assert f"{tiny.NAME}: 0 graded" in capsys.readouterr().out


def test_no_hint_is_a_formula_in_a_spreadsheet(course, tmp_path, pool):
    table = tmp_path / "tests.csv"
    course.submit(
        tiny.NAME, "raises", fill(course.release(tiny.NAME), {"double": "def double(x):\n    raise ValueError('=1+1')"})
    )
    graded_by_command(course, "--csv", str(table))
    with table.open(encoding="utf-8", newline="") as file:
        assert {line["hint"] for line in csv.DictReader(file) if line["student"] == "raises"} >= {"'=1+1"}


def test_an_unusable_course_or_option_ends_with_status_2(course, capsys, tmp_path):
    assert main(["grade", "ps9", "--course", str(course.root)]) == 2
    assert "nbgrader generate_assignment ps9" in capsys.readouterr().err
    assert main(["grade", tiny.NAME, "--course", str(tmp_path)]) == 2
    assert "is not a course: it contains no nbgrader_config.py" in capsys.readouterr().err
    assert graded_by_command(course, "--students", "nobody") == 2
    assert "nothing was handed in" in capsys.readouterr().err
    assert graded_by_command(course, "--from", str(tmp_path / "none")) == 2
    assert "does not exist" in capsys.readouterr().err
    for option in (["--jobs", "0"], ["--timeout", "-1"], ["--memory", "12"], ["--memory", "much"]):
        with pytest.raises(SystemExit) as ended:
            graded_by_command(course, *option)
        assert ended.value.code == 2
        assert f"{option[1]!r} is not a " in capsys.readouterr().err


def test_a_notebook_that_could_not_be_graded_ends_with_status_1(course, capsys, monkeypatch):
    def fail(workers, task):
        raise WorkerLost("3 processes ended")

    with monkeypatch.context() as failing:
        failing.setattr(Workers, "do", fail)
        assert graded_by_command(course, "--judge", "outside") == 1
    assert "raises: not graded. WorkerLost: 3 processes ended" in capsys.readouterr().out
    assert marks(course) == {}
    assert graded_by_command(course) == 0
    assert marks(course) == pytest.approx(MARKS)


def test_without_a_proof_of_where_tests_are_judged_nothing_is_graded(course, capsys, monkeypatch):
    def fail(workers, task):
        raise WorkerLost("3 processes ended")

    monkeypatch.setattr(Workers, "do", fail)
    assert graded_by_command(course) == 2
    assert "3 processes ended" in capsys.readouterr().err
    assert marks(course) == {}


def test_an_interrupted_run_ends_with_status_130_and_continues_later(course):
    slow = fill(course.release(tiny.NAME), {"double": "import time\ntime.sleep(300)"})
    course.submit(tiny.NAME, "slow", slow)
    command = [sys.executable, "-m", "mbcourse", "grade", tiny.NAME, "--course", str(course.root), "--jobs", "1"]
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # what a shell runs in its background ignores it
    options = {"start_new_session": True, "preexec_fn": heed}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **options) as grader:
        until = time.monotonic() + 60
        while len(marks(course)) < 3 and time.monotonic() < until:
            time.sleep(0.1)
        os.kill(grader.pid, signal.SIGINT)
        _, errors = grader.communicate(timeout=60)
    assert grader.returncode == 130
    assert "the same command continues from here" in errors
    course.submit(tiny.NAME, "slow", fill(course.release(tiny.NAME), RIGHT))
    assert graded_by_command(course) == 0
    assert marks(course) == pytest.approx(MARKS | {"slow": 5.0})


@pytest.mark.parametrize("zipped", [False, True])
def test_submissions_can_be_collected_first(course, tmp_path, zipped):
    source = tmp_path / "handed in"
    filled = nbformat.writes(fill(course.release(tiny.NAME), RIGHT))
    (source / "raises").mkdir(parents=True)
    (source / "raises" / f"{tiny.NAME}.ipynb").write_text(filled)
    if zipped:
        moodle = tmp_path / "moodle.zip"
        with zipfile.ZipFile(moodle, "w") as archive:
            archive.writestr(f"Ra Ises_123_assignsubmission_file/{tiny.NAME}.ipynb", filled)
        (tmp_path / "worksheet.csv").write_text("Identifier,Full name,Username\nParticipant 123,Ra Ises,raises\n")
        source = moodle
    assert graded_by_command(course, "--from", str(source)) == 0
    collected = marks(course)
    assert max(collected.values()) == 5.0
    assert graded_by_command(course) == 0
    assert marks(course) == collected


@pytest.mark.parametrize("other", ["print(1)", "import torch"])
def test_a_slow_import_of_one_notebook_is_done_for_all(other, tmp_path):
    looks = {"figure": "import sys\nprint('torch' in sys.modules)"}
    course = tiny.course(tmp_path / "course", {"looks": looks, "other": {"figure": other}})
    assert main(["grade", tiny.NAME, "--course", str(course.root), "--jobs", "1"]) == 0
    graded = nbformat.read(course.root / "autograded" / "looks" / tiny.NAME / f"{tiny.NAME}.ipynb", as_version=4)
    (printed,) = (cell.outputs[0].text for cell in graded.cells if "sys.modules" in cell.source)
    assert printed == f"{other == 'import torch'}\n"
