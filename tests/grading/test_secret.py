"""Both graders draw the inputs of hidden tests from one secret, which nobody else can read."""

import os
import subprocess
import sys

import pytest

from mbcourse.checks.question import SECRET
from mbcourse.cli import main
from mbcourse.grading import grade_notebook
from mbcourse.grading.course import CourseError
from mbcourse.grading.secret import FILE, LARGEST, share_with_nbgrader, use
from mbcourse.grading.workers.local import Workers
from tests.grading import tiny

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

OWN = "a line of this course"
# A hidden test that shows which secret it was judged with.
SEEN = f"import os\nassert os.environ.get({SECRET!r}) == {OWN!r}"


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """A process without a secret, which gets none from these tests."""
    monkeypatch.setattr(os, "environ", os.environ.copy())
    monkeypatch.delenv(SECRET, raising=False)
    return monkeypatch


@pytest.fixture
def write(tmp_path):
    """Return a function that writes the file."""

    def write(content, mode=0o600):
        path = tmp_path / FILE
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        path.chmod(mode)
        return path

    return write


def run(command):
    return subprocess.run(command, shell=True, check=True, cwd="/", env={"PATH": os.environ["PATH"]})


def test_without_a_file_the_variable_counts(tmp_path, environment):
    assert use(tmp_path) == ""
    environment.setenv(SECRET, "of the shell")
    assert use(tmp_path) == "of the shell"


@pytest.mark.parametrize("content", [OWN, f"{OWN}\n", f"\ufeff{OWN}\r\n", f"  {OWN}"])
def test_the_file_is_one_line(tmp_path, write, content):
    write(content)
    assert use(tmp_path) == os.environ[SECRET] == OWN


def test_the_file_wins_and_says_so_if_the_variable_is_another(tmp_path, write, environment, capsys):
    path = write(OWN)
    environment.setenv(SECRET, "of another course")
    assert use(tmp_path) == use(tmp_path) == OWN
    assert capsys.readouterr().err == f"{SECRET} is set to something else than {path} holds: the file counts\n"


@pytest.mark.parametrize("content", ["", " \n", "two\nlines", b"\xff\xfe\x00", "a\0b", "x" * (LARGEST + 1)])
def test_what_is_not_one_line_of_text_is_refused_and_the_command_mends_it(tmp_path, write, content):
    write(content)
    refused_and_mended(tmp_path, "does not hold one line of text")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_a_file_that_others_can_open_is_refused_and_the_command_mends_it(tmp_path, write, mode):
    write(OWN, mode)
    assert refused_and_mended(tmp_path, "can be read by other accounts") == OWN


def test_a_link_is_refused_and_the_command_mends_it(tmp_path, write):
    write(OWN).rename(tmp_path / "elsewhere")
    (tmp_path / FILE).symlink_to(tmp_path / "elsewhere")
    refused_and_mended(tmp_path, "is not a plain file")


def refused_and_mended(folder, why):
    """The secret that the command in the message leads to."""
    with pytest.raises(CourseError, match=why) as raised:
        use(folder)
    assert SECRET not in os.environ
    run(str(raised.value).partition("; run: ")[2])
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600
    return use(folder)


def test_nbgrader_reads_its_settings_to_the_end_whatever_the_file_is(tmp_path, write, capsys):
    write(OWN, 0o644)
    share_with_nbgrader(tmp_path)
    assert SECRET not in os.environ
    assert "run: chmod 600" in capsys.readouterr().err


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course whose hidden test shows the secret that it was judged with."""
    made = tiny.course(tmp_path_factory.mktemp("secret") / "course", {})
    tiny.write_source(made.root, tiny.changed("double-number", SEEN))
    made.submit(tiny.NAME, "ada", made.release(tiny.NAME))
    return made


def score(course):
    return course.scores(tiny.NAME, "ada")["double-number"]


def test_both_graders_have_the_secret_of_the_file(course, capsys):
    assert main(["grade", tiny.NAME, "--course", str(course.root), "--jobs", "1"]) == 0
    (command,) = (line for line in capsys.readouterr().err.splitlines() if line.startswith("This course has no secret"))
    run(command.partition("; run: ")[2])
    (course.root / FILE).write_text(OWN)
    assert main(["grade", tiny.NAME, "--course", str(course.root), "--jobs", "1", "--judge", "outside"]) == 0
    assert "no secret" not in capsys.readouterr().err
    assert score(course) == 1
    nbgrader(course, "autograde", tiny.NAME, "--force")
    assert score(course) == 1


def test_one_notebook_is_graded_with_the_secret_of_its_course(course, environment):
    def do(self, task):
        raise InterruptedError(task.options.secret)

    environment.setattr(Workers, "do", do)
    (course.root / FILE).write_text(OWN)
    notebook = course.root / "source" / tiny.NAME / f"{tiny.NAME}.ipynb"
    with pytest.raises(InterruptedError, match=OWN):
        grade_notebook(notebook, notebook)


def test_neither_grader_grades_with_a_file_that_is_refused(course, capsys):
    path = course.root / FILE
    path.write_text(OWN)
    path.chmod(0o644)
    assert main(["grade", tiny.NAME, "--course", str(course.root)]) == 2
    assert capsys.readouterr().err == f"{path} can be read by other accounts; run: chmod 600 {path}\n"
    with pytest.raises(subprocess.CalledProcessError) as raised:
        nbgrader(course, "autograde", tiny.NAME, "--force")
    assert f"run: chmod 600 {path}" in raised.value.stderr
    path.chmod(0o600)


def nbgrader(course, *arguments):
    command = [sys.executable, "-m", "nbgrader", *arguments]
    # A server of kernels takes longer to start than the one kernel.
    env = os.environ | {"JUPYTER_DEFAULT_PROVISIONER_NAME": "local-provisioner"}
    subprocess.run(command, cwd=course.root, env=env, check=True, capture_output=True, text=True)
