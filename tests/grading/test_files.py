"""A notebook starts where nbgrader's does: with the assignment's files and with those handed in beside it."""

import base64
import os
import shutil
import sys
from dataclasses import replace

import pytest

from mbcourse.grading import submitted_files
from mbcourse.grading.confined import sandbox
from mbcourse.grading.confined.sandbox import Limits
from mbcourse.grading.course import Course
from mbcourse.grading.notebook import NotebookSession
from mbcourse.grading.run import run
from mbcourse.grading.submitted_files import BYTES, read_files
from mbcourse.grading.workers.task import Options
from tests.exercises.course import fill
from tests.grading import tiny
from tests.grading.tiny import NAME, cell

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

MIB = 2**20
ADA = "ada"
BODY = "def value():\n    {}"
# The test calls a function and compares plain data, so that it is judged outside.
CELLS = (
    cell("answer", "value", tiny.STUB.format(BODY.format("return 6"))),
    cell("test", "value-test", "assert value() == 6", 1),
)
READ = BODY.format("return int(open({!r}, encoding='utf-8').read())")


def write(folder, files):
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A course in which the assignment was released; each test works in a copy."""
    made = tiny.course(tmp_path_factory.mktemp("released") / "course", {})
    tiny.write_source(made.root, CELLS)
    return made, made.release(NAME)


@pytest.fixture
def course(released, tmp_path):
    shutil.copytree(released[0].root, tmp_path / "course")
    return tiny.Course(tmp_path / "course")


@pytest.fixture
def submit(course, released):
    """Submit an answer with files beside it; ``given`` are the assignment's files, ``test`` is another test."""

    def submit(answer, beside=(), given=(), test=None):
        write(course.root / "source" / NAME, dict(given))
        notebook = released[1]
        if test:
            tiny.write_source(course.root, (CELLS[0], cell("test", "value-test", test, 1)))
            notebook = course.release(NAME)
        course.submit(NAME, ADA, fill(notebook, {"value": answer}))
        write(course.submitted(NAME, ADA), dict(beside))

    return submit


@pytest.fixture
def grade(course, pool):
    """Grade the course and return the summary."""
    return lambda **options: run(Course(course.root), NAME, pool, Options(**options))


def score(summary):
    return summary.results[ADA][NAME].score


def autograded(course):
    """The files in ``autograded`` besides the notebook, with their contents."""
    folder = course.root / "autograded" / ADA / NAME
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".ipynb"]
    return {str(path.relative_to(folder)): path.read_text() for path in files}


PLACES = ("six.txt", "data/deep/six.txt", "größe/数.txt")


@pytest.mark.parametrize("judge", ["auto", "inside"])
@pytest.mark.parametrize("name", PLACES)
def test_the_assignments_files_lie_in_the_working_folder(submit, grade, name, judge):
    submit(READ.format(name), given={name: "6"})
    assert score(grade(judge=judge)) == 1
    submit(READ.format(name), given={name: "7"})
    assert score(grade(judge=judge)) == 0


@pytest.mark.parametrize("judge", ["auto", "inside"])
@pytest.mark.parametrize("name", PLACES)
def test_files_beside_the_notebook_lie_there_too_and_are_copied(submit, grade, course, name, judge):
    submit(READ.format(name), beside={name: "6"})
    assert score(grade(judge=judge)) == 1
    assert autograded(course) == {name: "6"}


def test_modules_of_the_assignment_and_of_the_student_are_imported(submit, grade):
    uses = BODY.format("import mine, package.part\n    return mine.TWO * package.part.THREE")
    test = "import theirs\nassert value() == theirs.SIX"
    files = {"mine.py": "TWO = 2", "package/part.py": "THREE = 3"}
    submit(uses, files, {"theirs.py": "SIX = 6"}, test)
    assert score(grade()) == 1
    submit(uses, files | {"mine.py": "TWO = 1"}, {"theirs.py": "SIX = 6"}, test)
    assert score(grade()) == 0


def test_the_assignments_file_overwrites_the_students(submit, grade, course):
    submit(READ.format("data/six.txt"), {"data/six.txt": "6", "data/more.txt": "m"}, {"data/six.txt": "7"})
    summary = grade()
    assert score(summary) == 0
    assert autograded(course) == {"data/six.txt": "7", "data/more.txt": "m"}
    assert summary.left_out == {}


def test_nbgraders_setting_keeps_a_file_that_students_complete(submit, grade, course):
    with (course.root / "nbgrader_config.py").open("a") as settings:
        settings.write(f"\nc.Autograde.exclude_overwriting = {{{NAME!r}: ['mine.py']}}\n")
    answer = BODY.format("import mine\n    return mine.value()")
    test = "import mine\nassert mine.value() == 6"
    for number in (6, 7):
        submit(answer, {"mine.py": f"value = lambda: {number}"}, {"mine.py": "value = lambda: 6"}, test)
        assert score(grade()) == (number == 6)


def test_a_file_of_the_student_where_the_assignment_has_a_folder_is_left_out(submit, grade, course):
    beside = {"data": "mine", "list/part": "mine"}
    submit(READ.format("data/six.txt"), beside, {"data/six.txt": "6", "list": "theirs"})
    summary = grade()
    assert score(summary) == 1
    assert [line.partition(":")[0] for line in summary.left_out[ADA]] == ["data", "list/part"]
    assert autograded(course) == {"data/six.txt": "6", "list": "theirs"}


def test_a_changed_file_is_graded_anew_and_an_equal_one_is_not(submit, grade, course):
    submit(READ.format("six.txt"), {"six.txt": "7"})
    assert score(grade()) == 0
    assert grade().unchanged == 1
    write(course.submitted(NAME, ADA), {"six.txt": "6"})
    summary = grade()
    assert (summary.graded, score(summary)) == (1, 1)
    (course.submitted(NAME, ADA) / "six.txt").unlink()
    assert score(grade()) == 0
    assert autograded(course) == {}


def test_a_folder_may_take_the_place_of_an_earlier_file(submit, grade, course):
    for files in ({"data": "x"}, {"data/x": "x"}, {"data": "y"}):
        folder = course.submitted(NAME, ADA)
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        submit(BODY.format("return 6"), files)
        assert score(grade()) == 1
        assert autograded(course) == files


def test_a_lost_gradebook_gets_the_files_that_the_result_came_from(submit, grade, course):
    submit(READ.format("six.txt"), {"six.txt": "6"})
    grade()
    (course.root / "gradebook.db").unlink()
    (course.root / "autograded" / ADA / NAME / "six.txt").unlink()
    course.release(NAME)
    assert grade().unchanged == 1
    assert autograded(course) == {"six.txt": "6"}


def test_files_and_notebook_belong_together_if_they_are_replaced_during_a_run(submit, course, pool):
    submit(READ.format("six.txt"), {"six.txt": "7"})

    def replace(done, total):  # first called before the first task is made
        if not done:
            write(course.submitted(NAME, ADA), {"six.txt": "6"})

    summary = run(Course(course.root), NAME, pool, Options(), progress=replace)
    assert score(summary) == 1
    assert autograded(course) == {"six.txt": "6"}
    assert run(Course(course.root), NAME, pool, Options()).unchanged == 1


def test_nbgraders_own_files_and_other_notebooks_do_not_count(submit, grade, course):
    own = {
        "timestamp.txt": "2026-01-01 12:00:00 UTC",
        "other.ipynb": "{}",
        ".ipynb_checkpoints/six.txt": "6",
        f"{NAME}.ipynb.d/x.ipynb": "{}",
        "__pycache__/mine.cpython-311.pyc": "x",
    }
    submit(BODY.format("import os\n    return sum(len(files) for _, _, files in os.walk('.')) or 6"), own)
    summary = grade()
    assert (score(summary), summary.left_out) == (1, {})
    assert list(autograded(course)) == ["timestamp.txt"]


def test_given_files_count_neither_against_what_an_answer_writes_nor_against_a_copy(sandbox_setup):
    """They are larger here than all that an answer may write."""
    files = {"given": base64.b64encode(bytes(6 * MIB)).decode()}
    session = NotebookSession(replace(sandbox_setup, limits=Limits(disk=4 * MIB), files=files), 60)
    cell = "import os\nassert os.path.getsize('given') == 6 * 2**20\nopen('new', 'wb').write(bytes(3 * 2**20))"
    assert session.run(cell)[0]["data"] == {"text/plain": str(3 * MIB)}
    outputs, _ = session.student().test(cell)
    repeated = session.student().repeat(f"{cell}\nassert os.getcwd() == 1")
    session.close()
    assert [outputs[0]["output_type"], repeated[0]["ename"]] == ["execute_result", "AssertionError"]


def test_a_package_whose_folder_contains_the_course_stays_closed_and_the_summary_says_so(
    submit, grade, course, tmp_path, monkeypatch
):
    packages = tmp_path / "site-packages"
    write(packages, {"tool.pth": str(course.root)})
    monkeypatch.setattr(sandbox, "_site_folders", lambda: [str(packages)])
    monkeypatch.setattr(sys, "path", [*sys.path, str(packages), str(course.root)])
    submit(BODY.format(f"import os\n    return 7 if os.path.exists({str(course.root)!r}) else 6"))
    summary = grade()
    assert (score(summary), summary.kept_closed) == (1, [str(course.root)])
    assert f"holds more than a package: {course.root}" in summary.as_text()


# ---- What a submission's folder may hold


def test_only_plain_files_are_read(tmp_path):
    folder, secret = tmp_path / "handed in", tmp_path / "secret"
    write(folder, {"good.txt": "x", "sub/good.txt": "y"})
    write(secret, {"key": "of the grader"})
    (folder / "link").symlink_to(secret / "key")
    (folder / "sub" / "folder").symlink_to(secret)
    (folder / "nowhere").symlink_to(tmp_path / "nothing")
    os.mkfifo(folder / "pipe")
    (folder / "zero").symlink_to("/dev/zero")
    read = read_files(folder)
    assert read.contents.keys() == {"good.txt", "sub/good.txt"}
    assert read.left_out == tuple(
        f"{name}: not a plain file" for name in ("link", "nowhere", "pipe", "zero", "sub/folder")
    )
    (tmp_path / "whole").symlink_to(secret)
    assert read_files(tmp_path / "whole").contents == {}
    assert "link" in read_files(tmp_path / "whole").left_out[0]


def test_size_number_depth_and_names_are_bounded(tmp_path, monkeypatch):
    write(tmp_path, {"a": bytes(BYTES - 1), "b": "12", "c": "1", "/".join("123456789"): "1"})
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(2**40)  # sparse
    read = read_files(tmp_path)
    assert read.contents.keys() == {"a", "c"}
    assert [line.partition(":")[0] for line in read.left_out] == ["b", "huge", "1/2/3/4/5/6/7/8/9"]
    monkeypatch.setattr(submitted_files, "FILES", 1)
    assert read_files(tmp_path).left_out[1] == "c: more than 1 files"
    monkeypatch.setattr(submitted_files, "ENTRIES", 2)
    assert read_files(tmp_path).left_out[-1] == "everything after the first 2 entries"


def test_a_name_cannot_forge_a_line_of_the_summary(submit, grade, course):
    submit(BODY.format("return 6"), {"x\nbob: not graded": "x", "n" * 250: "x"})
    (course.submitted(NAME, ADA) / os.fsdecode(b"\xff")).write_text("x")
    summary = grade()
    assert score(summary) == 1
    (line,) = (line for line in summary.as_text().splitlines() if "left out" in line)
    assert all(text in line for text in ("'x\\nbob: not graded'", "'\\udcff'", "nnn: its name is too long"))
    line.encode()


def test_a_folder_that_cannot_be_read_costs_nobody_else(submit, grade, course, monkeypatch):
    submit(BODY.format("return 6"), {"closed/x": "x", "open": "x"})
    fwalk = os.fwalk

    def closed(*arguments, onerror, **keywords):
        for path, folders, names, descriptor in fwalk(*arguments, **keywords):
            if "closed" in folders:
                folders.remove("closed")
                onerror(PermissionError(13, "Permission denied"))
            yield path, folders, names, descriptor

    monkeypatch.setattr(os, "fwalk", closed)
    summary = grade()
    assert (score(summary), autograded(course)) == (1, {"open": "x"})
    assert summary.left_out[ADA] == ("a folder that cannot be read (Permission denied)",)
