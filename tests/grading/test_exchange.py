"""A class that submits through nbgrader's exchange gets back what `mbcourse grade` graded, as feedback."""

import nbformat
import pytest
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import default
from traitlets.config import Config

from mbcourse.grading.course import Course
from mbcourse.grading.run import run
from mbcourse.grading.workers.task import Options
from tests.exercises.course import fill
from tests.grading import tiny

# nbgrader's own, when it first meets a student, and when it releases feedback.
pytestmark = [
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),
    pytest.mark.filterwarnings("ignore:Passing unrecognized arguments:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ANSWERS = {"ada": tiny.ANSWERS["all-right"], "emmy": tiny.ANSWERS["untouched"]}
MARKS = {"ada": "5.0", "emmy": "0.0"}  # as the feedback page shows the automatic points


class Student:
    """A student with folders of their own, who does one step after the other with nbgrader's own code."""

    def __init__(self, name, home, exchange):
        self.home = home / name
        self.home.mkdir()
        self.config = Config(
            CourseDirectory=Config(course_id="mini-batch", student_id=name, assignment_id=tiny.NAME),
            Exchange=Config(root=str(exchange), assignment_dir=str(self.home), cache=str(self.home / "cache")),
        )

    def do(self, step):
        directory = CourseDirectory(config=self.config)
        step(coursedir=directory, authenticator=Authenticator(config=self.config), config=self.config).start()

    def hand_in(self, answers):
        self.do(default.ExchangeFetchAssignment)
        path = self.home / tiny.NAME / f"{tiny.NAME}.ipynb"
        nbformat.write(fill(nbformat.read(path, as_version=4), answers), path)
        self.do(default.ExchangeSubmit)

    def feedback(self):
        self.do(default.ExchangeFetchFeedback)
        (page,) = (self.home / tiny.NAME / "feedback").rglob("*.html")
        return page.read_text("utf-8")


def succeeds(result):
    assert result["success"], result.get("log")


@pytest.fixture
def exchange(tmp_path):
    folder = tmp_path / "exchange"
    folder.mkdir()
    folder.chmod(0o1777)  # as in the guide
    return folder


def test_feedback_comes_back_to_whoever_submitted(tmp_path, exchange, pool):
    course = tiny.course(tmp_path / "course", {})
    with (course.root / "nbgrader_config.py").open("a") as settings:
        settings.write(f"c.Exchange.root = {str(exchange)!r}\n")
    api = type(course)(course.root).api
    succeeds(api.release_assignment(tiny.NAME))
    students = {name: Student(name, tmp_path, exchange) for name in ANSWERS}
    for name, student in students.items():
        student.hand_in(ANSWERS[name])
    succeeds(api.collect(tiny.NAME))
    run(Course(course.root), tiny.NAME, pool, Options())
    succeeds(api.generate_feedback(tiny.NAME))
    succeeds(api.release_feedback(tiny.NAME))
    for name, student in students.items():
        assert f"Score: {MARKS[name]}" in student.feedback()


def test_an_answer_neither_sees_nor_replaces_what_feedback_is_released_by(tmp_path, pool):
    look = f"import os\nprint('saw', sorted(os.listdir()))\n{tiny.DRAW}"
    course = tiny.course(tmp_path / "course", {"ada": {"draw": look}})
    submitted = course.submitted(tiny.NAME, "ada")
    (submitted / "submission_secret.txt").write_text("0123abcd")
    (submitted / "helper.txt").write_text("handed in")
    summary = run(Course(course.root), tiny.NAME, pool, Options())
    assert "saw ['helper.txt']" in summary.results["ada"][tiny.NAME].notebook
    graded = course.root / "autograded" / "ada" / tiny.NAME
    assert (graded / "submission_secret.txt").read_text() == "0123abcd"

    (submitted / "submission_secret.txt").unlink()
    (submitted / "submission_secret.txt").symlink_to(course.root / "nbgrader_config.py")
    run(Course(course.root), tiny.NAME, pool, Options(), force=True)
    assert not (graded / "submission_secret.txt").exists()
