"""One submission never ends the run of others, readable work is read, and what is not waits for a person.

SITUATIONS.md lists what happened before.
"""

import json
import os
import re
import sqlite3
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from mbcourse import checks
from mbcourse.cli import main
from mbcourse.grading import plain_files
from mbcourse.grading.course import Course
from mbcourse.grading.gradebook import Recorder
from mbcourse.grading.notebook import NotebookSession
from mbcourse.grading.outcome import CORRUPT, MISSING, PASSED, TIMEOUT, Result
from mbcourse.grading.outputs import allowed_outputs, size_of
from mbcourse.grading.run import STORE, run
from mbcourse.grading.submission_time import submission_time, unreadable_time
from mbcourse.grading.submitted_notebook import Unreadable, read_cells
from mbcourse.grading.summary import Summary
from mbcourse.grading.workers import local
from mbcourse.grading.workers.local import Workers
from mbcourse.grading.workers.task import Options, Task, longest
from tests.exercises.course import fill
from tests.grading import tiny

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

RIGHT = tiny.ANSWERS["all-right"]
OUTSIDE = Options(judge="outside")  # without a proof, which would be a task too


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A course in which ada has handed in right answers; each test works in a copy."""
    return tiny.course(tmp_path_factory.mktemp("prepared") / "course", {"ada": RIGHT})


@pytest.fixture
def course(prepared, tmp_path):
    return tiny.copied(prepared, tmp_path / "course")


@pytest.fixture
def grade(course, pool):
    def grade(**options):
        return run(Course(course.root), tiny.NAME, pool, OUTSIDE, **options)

    return grade


def marks(course):
    """By student, the marks of the tests; None for one that waits."""
    with course.api.gradebook as gradebook:
        return {
            each.student_id: [grade.auto_score for part in each.notebooks for grade in part.grades if "-" in grade.name]
            for each in gradebook.assignment_submissions(tiny.NAME)
        }


ALL = [1.0, 2.0, 2.0]
WAITS = [None, None, None]


def hand_in(course, student, text):
    path = course.submitted(tiny.NAME, student) / f"{tiny.NAME}.ipynb"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return path


def right(change=lambda notebook: None):
    """The text of a notebook with right answers, changed."""
    notebook = fill(nbformat.from_dict(tiny.notebook(tiny.CELLS)), RIGHT)
    change(notebook)
    return json.dumps(notebook)


# ---- Whatever is raised for one student is that student's outcome


LONE = "\ud800"
ODD_TEXTS = {
    "a code cell": lambda notebook: notebook.cells.append(new_code_cell(f"print('{LONE}')")),
    "a Markdown cell": lambda notebook: notebook.cells.append(new_markdown_cell(LONE)),
    "an answer": lambda notebook: notebook.cells[7].update(source=f"So. {LONE}\0"),
    "a cell's id": lambda notebook: notebook.cells[0].metadata.nbgrader.update(grade_id=LONE),
    "a picture's name": lambda notebook: notebook.cells[7].update(attachments={LONE: {"image/png": "AAAA"}}),
    "pictures that are none": lambda notebook: notebook.cells[7].update(attachments=[LONE]),
    "a message": lambda notebook: notebook.cells.insert(1, new_code_cell("raise ValueError(chr(0xd800))")),
}


@pytest.mark.parametrize("change", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_text_that_no_file_can_hold_costs_nobody_a_mark(course, grade, change):
    hand_in(course, "emmy", right(change))
    assert grade().failed == {}
    assert marks(course) == {"ada": ALL, "emmy": ALL}


def test_a_folder_whose_name_is_not_text_is_named_and_the_others_are_graded(course, grade):
    folder = os.fsencode(course.root / "submitted") + b"/emmy\xff/" + tiny.NAME.encode()
    os.makedirs(folder)
    summary = grade()
    assert [*summary.failed] == [os.fsdecode(b"emmy\xff")]
    assert "rename it" in summary.as_text() and summary.as_text().encode()
    assert marks(course) == {"ada": ALL}


def test_no_id_writes_to_the_terminal_but_its_text(course, grade):
    for name in ("\x1b[2Jemmy", "emmy\nada: not graded"):
        hand_in(course, name, "")
    assert "\x1b" not in grade().as_text()
    assert all(line.count("not graded") == 0 or line.startswith("'") for line in grade().as_text().splitlines())


@pytest.mark.parametrize("step", ["record", "handed_in"])
def test_an_error_while_one_is_recorded_is_the_outcome_of_that_one(course, grade, monkeypatch, step):
    hand_in(course, "emmy", right())
    grade()
    original = getattr(Recorder, step)

    def fails(recorder, *arguments):
        if "emmy" in arguments:
            raise ValueError("no room for emmy")
        return original(recorder, *arguments)

    with monkeypatch.context() as failing:
        failing.setattr(Recorder, step, fails)
        assert grade(force=step == "record").failed == {"emmy": "ValueError: no room for emmy"}
    assert grade().failed == {}
    assert marks(course) == {"ada": ALL, "emmy": ALL}


def link_of_a_folder(course):
    (course.root / "submitted" / "emmy").symlink_to("ada")


def link_of_the_assignment(course):
    (course.root / "submitted" / "emmy").mkdir()
    (course.root / "submitted" / "emmy" / tiny.NAME).symlink_to(course.root / "submitted" / "ada" / tiny.NAME)


def link_of_the_file(course):
    (course.submitted(tiny.NAME, "emmy") / f"{tiny.NAME}.ipynb").symlink_to(course.root / "source" / tiny.NAME)


def pipe(course):
    os.mkfifo(course.submitted(tiny.NAME, "emmy") / f"{tiny.NAME}.ipynb")


def pipe_of_the_time(course):
    os.mkfifo(course.submitted(tiny.NAME, "emmy") / "timestamp.txt")


@pytest.mark.parametrize("make", [link_of_a_folder, link_of_the_assignment, link_of_the_file, pipe, pipe_of_the_time])
def test_no_link_is_followed_and_no_pipe_is_waited_for(course, grade, make):
    make(course)
    summary = grade()
    assert (summary.failed, [*summary.waiting]) == ({}, ["emmy"])
    assert marks(course) == {"ada": ALL, "emmy": WAITS}


def test_a_damaged_store_and_a_locked_gradebook_say_what_to_do(course, grade, capsys):
    grade()
    command = ["grade", tiny.NAME, "--course", str(course.root), "--jobs", "1", "--force"]
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute("BEGIN EXCLUSIVE")
        assert main(command) == 2
    assert "repeat the command" in capsys.readouterr().err
    for leftover in course.root.glob(f"{STORE}*"):
        leftover.write_bytes(b"not a database" * 1000)
    assert main(command) == 2
    assert f"{STORE} is damaged" in capsys.readouterr().err
    for leftover in course.root.glob(f"{STORE}*"):
        leftover.unlink()
    assert main(command) == 0
    assert marks(course) == {"ada": ALL}


# ---- What one submission costs is bounded


def test_a_judge_that_comes_to_no_end_is_ended_and_its_notebook_has_timed_out(tmp_path, monkeypatch):
    """The test itself waits for ever for what this answer returns."""
    waits = tiny.changed("double-number", "value = double(LIMIT)\nwhile value != 6:\n    pass")
    released = tiny.released(tmp_path, waits)
    monkeypatch.setattr(local, "longest", lambda task: 3.0)
    workers = Workers([])
    try:
        texts = [tiny.submission(waits, {"double": f"def double(x):\n    return {n} * x"}) for n in (3, 2)]
        stuck, fine = [workers.do(Task(text, released.to_json(), Options(), {})) for text in texts]
    finally:
        workers.close()
    assert {test.outcome for test in stuck.tests} == {TIMEOUT} and "more than 3 seconds" in stuck.problem
    text = Summary(tiny.NAME, results={"ada": {tiny.NAME: stuck}}).as_text()
    assert "ada: given up, looking at the answers took more than 3 seconds." in text
    assert {test.outcome for test in fine.tests} == {PASSED}


def test_tests_share_a_limit_too(tmp_path, sandbox_setup, monkeypatch):
    """No notebook holds a worker for longer than `longest`, whatever many of its tests wait for."""
    session = NotebookSession(sandbox_setup, 1.0, began=time.monotonic() - 19.5)
    assert session.left() <= 0.5
    assert longest(Task(None, "{}", Options(seconds=1.0), {})) >= 20.0


@pytest.mark.parametrize(
    "outputs",
    [
        [{"output_type": "stream", "name": "stdout", "text": "a"}] * 100_000,
        [{"output_type": "error", "ename": "E", "evalue": "", "traceback": ["line"] * 1_000_000}],
        [{"output_type": "display_data", "data": {f"x/{n}": "a" for n in range(100_000)}}],
    ],
    ids=["outputs", "lines", "formats"],
)
def test_what_is_stored_of_a_cells_outputs_is_bounded(outputs):
    assert size_of(allowed_outputs(outputs, 1)) < 50_000


PIECES = {
    "an array of many dimensions": np.zeros((2,) * 20),
    "many pieces of different lengths": [np.zeros(n % 2) for n in range(4_000)],
    "many empty lists": [[], [1.0]] * 200_000,
    "lists in lists": [[[], [1.0]] * 500] * 500,
    "long numbers": np.full((300, 300), np.pi),
}


@pytest.mark.parametrize("value", PIECES.values(), ids=PIECES)
@pytest.mark.parametrize("question", [checks.ps1.q1, checks.ps2.q1, checks.ps2.q3], ids=lambda question: question.asks)
def test_what_is_shown_of_a_result_is_bounded(question, value):
    with pytest.raises(checks.CheckFailed) as failed:
        question(lambda *arguments: value)
    assert len(str(failed.value)) < 5_000


# ---- Readable work is read; what is not says why


OUTPUT = [{"output_type": "stream", "name": "stdout", "text": "x" * 22 * 2**20}]
READABLE = {
    "a byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "Latin-1": lambda text: text.replace("So.", "Größe").encode("latin-1"),
    "large outputs": lambda text: text.replace('"outputs": []', f'"outputs": {json.dumps(OUTPUT)}', 1).encode(),
}


@pytest.mark.parametrize("encode", READABLE.values(), ids=READABLE)
def test_readable_work_is_read(course, grade, encode):
    hand_in(course, "emmy", encode(json.dumps(json.loads(right()), ensure_ascii=False)))
    summary = grade()
    assert (summary.failed, summary.waiting) == ({}, {})
    assert marks(course) == {"ada": ALL, "emmy": ALL}


UNREADABLE = {
    "": "it is empty",
    "<!DOCTYPE html><html>Please sign in": "it is a web page",
    "PK\3\4\0\0": "it is a zip",
    right()[:-400]: "it is cut off",
    "#!/usr/bin/python\nprint(1)": "it is not JSON",
    '{"nbformat": 4}': "it is not a notebook",
    "[" * 100_000: "nested too deeply",
    right(lambda notebook: notebook.cells.extend([new_code_cell("")] * 6_000)): "it has more than 5,000 cells",
    right(lambda notebook: notebook.cells.append(new_code_cell("#" * 21 * 2**20))): "it is larger than 20 MiB without",
}


@pytest.mark.parametrize("text", UNREADABLE, ids=UNREADABLE.values())
def test_what_cannot_be_read_says_why(text):
    with pytest.raises(Unreadable, match=UNREADABLE[text]):
        read_cells(text)


def test_no_more_of_a_file_is_read_than_is_needed_to_find_it_too_large(tmp_path):
    with (tmp_path / "huge.ipynb").open("wb") as file:
        file.truncate(10 * plain_files.LARGEST)
    text = plain_files.read_text(tmp_path / "huge.ipynb")
    assert len(text) == plain_files.LARGEST + 1
    with pytest.raises(Unreadable, match="it is larger than 50 MiB"):
        read_cells(text)


def test_who_handed_in_nothing_that_can_be_read_waits_for_a_person_and_is_named(course, grade):
    hand_in(course, "emmy", "<html>")
    hand_in(course, "sofya", right()).rename(course.submitted(tiny.NAME, "sofya") / "final.ipynb")
    summary = grade()
    outcomes = {name: {test.outcome for test in each[tiny.NAME].tests} for name, each in summary.results.items()}
    assert outcomes == {"ada": {PASSED}, "emmy": {CORRUPT}, "sofya": {MISSING}}
    assert "emmy: waits for a person, the file that was handed in cannot be read: it is a web page." in (
        text := summary.as_text()
    )
    assert f"sofya: waits for a person, no {tiny.NAME}.ipynb was handed in, but final.ipynb." in text
    assert marks(course) == {"ada": ALL, "emmy": WAITS, "sofya": WAITS}
    with course.api.gradebook as gradebook:
        assert [s.student_id for s in gradebook.assignment_submissions(tiny.NAME) if s.needs_manual_grade] == [
            *("ada", "emmy", "sofya")  # ada's figure and text, as always
        ]
    hand_in(course, "sofya", right())
    assert grade().waiting.keys() == {"emmy"}
    assert marks(course)["sofya"] == ALL


def test_a_written_answer_whose_metadata_are_gone_waits_for_a_person(course, grade):
    def strip(notebook):
        for cell in notebook.cells:
            cell.metadata.clear()

    hand_in(course, "emmy", right(strip))
    grade()
    assert marks(course) == {"ada": ALL, "emmy": ALL}
    with course.api.gradebook as gradebook:
        (notebook,) = gradebook.find_submission(tiny.NAME, "emmy").notebooks
        grades = {grade.name: grade for grade in notebook.grades}
        assert grades["why"].auto_score is grades["figure"].auto_score is None
        assert grades["why"].needs_manual_grade
        assert not any(comment.auto_comment for comment in notebook.comments)


# ---- When it was handed in, and what lateness costs


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2030-03-01 18:00:00.123456 UTC\n", datetime(2030, 3, 1, 18, 0, 0, 123456)),
        ("2030-03-01 18:00 UTC", datetime(2030, 3, 1, 18)),
        ("2030-03-01T19:00:00+01:00", datetime(2030, 3, 1, 18)),
        ("2030-03-01 19:00:00 +0100", datetime(2030, 3, 1, 18)),
        ("2030-03-01 18:00:00Z", datetime(2030, 3, 1, 18)),
        ("2030-03-01 18:00:00", datetime(2030, 3, 1, 18)),
        ("2030-03-01 18:00:00 CET", None),
        ("2030-03-01 18:00:00 /etc/localtime", None),
        ("2030-02-30 18:00:00 UTC", None),
        ("0001-01-01 00:00:00 +2359", None),
        ("٢٠٣٠-03-01 18:00:00", None),
        ("tomorrow", None),
        ("9" * 90, None),
    ],
)
def test_a_time_is_a_date_with_utc_or_a_number_as_offset(tmp_path, text, time):
    (tmp_path / "timestamp.txt").write_text(text, "utf-8")
    assert submission_time(tmp_path) == time
    assert bool(unreadable_time(tmp_path)) == (time is None)


def test_a_time_that_cannot_be_read_is_said(course, grade):
    (course.submitted(tiny.NAME, "ada") / "timestamp.txt").write_text("yesterday")
    assert "ada: timestamp.txt says 'yesterday', which is not a time" in grade().as_text()


def test_penalties_are_those_of_todays_due_date_and_policy_also_for_what_was_graded_before(course, pool):
    (course.submitted(tiny.NAME, "ada") / "timestamp.txt").write_text("2030-03-02 12:00:00 UTC")

    def penalty(due=None, extension=0, policy="zero"):
        with course.api.gradebook as gradebook:
            gradebook.update_or_create_assignment(tiny.NAME, duedate=due)
            if extension:
                gradebook.find_submission(tiny.NAME, "ada").extension = None
                gradebook.grant_extension(tiny.NAME, "ada", days=extension)
        settings = 'c.AssignLatePenalties.plugin_class = "mbcourse.grading.plugins.late.LatePolicy"\n'
        (course.root / "nbgrader_config.py").write_text(
            f'c = get_config()\nc.CourseDirectory.course_id = "mini-batch"\n{settings}'
            f'c.LatePolicy.penalty_method = "{policy}"\n'
        )
        run(Course(course.root), tiny.NAME, pool, OUTSIDE)
        with course.api.gradebook as gradebook:
            return gradebook.find_submission(tiny.NAME, "ada").late_submission_penalty

    assert penalty() == 0
    assert penalty(due="2030-03-01 12:00 UTC") == 5
    assert len(pool.tasks) == 1  # nothing was graded again
    assert penalty(due="2030-03-01 12:00 UTC", policy="per_day") == pytest.approx(0.5)
    assert penalty(due="2030-03-01 12:00 UTC", extension=2) == 0
    assert penalty(due="2030-02-01 12:00 UTC") == 5
    assert penalty(due=None) == 0
    assert len(pool.tasks) == 1


# ---- Pressure is not a fail


def test_an_interruption_says_whether_the_cell_had_a_processor_to_itself(sandbox_setup):
    session = NotebookSession(sandbox_setup, 0.5)
    try:
        outputs = session.run("import time\ntime.sleep(60)", "waits")
        assert (session.interrupted, session.waited) == (["waits"], True)
        assert "was interrupted: it took more than 0.5 seconds" in outputs[-1]["evalue"]
    finally:
        session.close()


def test_a_cell_that_was_interrupted_while_it_waited_is_tried_alone_before_it_counts(course, grade, pool, monkeypatch):
    hand_in(course, "emmy", right(lambda notebook: notebook.cells.append(new_code_cell("'slow'"))))
    submit, tried = pool.submit, []

    def busy(task):
        """Interrupt emmy's notebook as long as another one follows."""
        future = submit(task)
        tried.append("slow" in task.text)
        if tried[-1] and len(tried) < 3:
            result = future.result()
            tests = tuple(replace(test, outcome=TIMEOUT, score=0.0) for test in result.tests)
            future = type(future)()
            future.set_result(replace(result, tests=tests, interrupted=("cell 9",), waited=True))
        return future

    monkeypatch.setattr(pool, "submit", busy)
    hand_in(course, "sofya", right())
    summary = grade()
    assert tried == [False, True, False, True]
    assert summary.alone == ["emmy"] and "Graded once more, alone, after an interruption: emmy." in summary.as_text()
    assert marks(course) == dict.fromkeys(("ada", "emmy", "sofya"), ALL)


def test_results_of_an_earlier_version_can_be_read():
    old = {"notebook": "{}", "tests": [], "tier": "namespaces", "seconds": 1.0}
    assert Result.from_json(json.dumps(old)) == Result("{}", (), "namespaces", 1.0)


def test_every_test_in_the_table_of_situations_exists():
    folder = Path(__file__).parent
    named = re.findall(r"\b(test_\w+)`", (folder / "SITUATIONS.md").read_text("utf-8"))
    files = [*folder.rglob("test_*.py"), *folder.parent.glob("warm/test_*.py")]
    defined = re.findall(r"^def (test_\w+)", "\n".join(path.read_text("utf-8") for path in files), re.MULTILINE)
    assert named and {*named} <= {*defined}
