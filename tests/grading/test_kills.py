"""``kill -9`` of any process at any moment, then the same command: each mark is there once, and no process is left."""

import ctypes
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import nbformat
import pytest

from mbcourse.grading.results import STORE
from tests.grading import tiny
from tests.processes import children, command, ends

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

PR_SET_CHILD_SUBREAPER = 36
PATIENCE = 120
SLOW = f"import time\ntime.sleep(0.1)\n{tiny.DRAW}"  # so that there is time to kill something
ANSWERS = {student: {"draw": SLOW, **answers} for student, answers in tiny.ANSWERS.items()}


def grader(pid):
    return [pid]


def servers(pid):
    return [child for child in children(pid) if "mbcourse.warm.forkserver" in command(child)]


def copies(pid):
    return [copy for server in servers(pid) for copy in children(server)]


def judges(pid):
    """The copies of a server that have no children, because they do not wait for a student's process."""
    return [copy for copy in copies(pid) if not children(copy)]


def students(pid):
    """The innermost of each student's three processes."""
    inits = [init for waiter in copies(pid) for init in children(waiter)]
    return [student for init in inits for student in children(init)]


def writing(pid):
    """The grader, while it writes a mark: SQLite keeps a journal then."""
    return [pid] if Path(command(pid)[-1], "gradebook.db-journal").exists() else []


VICTIMS = {"grader": grader, "writer": writing, "judge": judges, "server": servers, "student": students}


@pytest.fixture(autouse=True)
def _orphans_come_to_us():
    """Make every process that the grader leaves behind a child of this process, where it can be seen."""
    prctl = ctypes.CDLL(None).prctl
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    yield
    prctl(PR_SET_CHILD_SUBREAPER, 0)


class SubmittedCourse:
    """A course with submissions, a copy graded without a disturbance, and the seconds that this took."""

    def __init__(self, root):
        self.prepared = tiny.course(root / "prepared", ANSWERS)
        self.undisturbed = self.copy(root / "undisturbed")
        began = time.monotonic()
        with graded(self.undisturbed) as run:
            assert run.wait(PATIENCE) == 0
        self.seconds = time.monotonic() - began

    def copy(self, where):
        return tiny.copied(self.prepared, where)


@pytest.fixture(scope="module")
def submitted(tmp_path_factory):
    return SubmittedCourse(tmp_path_factory.mktemp("class"))


def graded(course, *options):
    """Start the command that grades the course."""
    command = [sys.executable, "-m", "mbcourse", "grade", tiny.NAME, "--jobs", "2", "--json", *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([*command, "--course", str(course.root)], **pipes)


def kill_one(victims, course, after, draw):
    """Start a run, kill one of its processes after some seconds, or as soon as there is one; return its exit status.

    Return None if the run ended first.
    """
    with graded(course) as run:
        time.sleep(after)
        while run.poll() is None:
            candidates = victims(run.pid)
            if candidates:
                with suppress(ProcessLookupError):
                    os.kill(draw.choice(candidates), signal.SIGKILL)
                    run.communicate(timeout=PATIENCE)
                    return run.returncode
        run.communicate(timeout=PATIENCE)
    return None


def nothing_is_left(before):
    remaining = set(children(os.getpid())) - before
    return all(ends(pid) for pid in remaining)


def disturb_and_repeat(submitted, where, victim, draw):
    """Disturb a run of a fresh copy of the course, repeat the command, and check everything."""
    before = set(children(os.getpid()))
    after, status, tries = draw.uniform(0, submitted.seconds), None, 0
    while status is None:  # the run ended first: kill earlier, in another copy
        tries += 1
        course = submitted.copy(where / str(tries))
        status = kill_one(VICTIMS[victim], course, after / tries, draw)
        assert nothing_is_left(before)
    assert status == (-signal.SIGKILL if victim in ("grader", "writer") else 0)
    with graded(course) as run:
        output, _ = run.communicate(timeout=PATIENCE)
    assert run.returncode == 0
    assert nothing_is_left(before)
    summary = json.loads(output)
    assert summary["graded"] + summary["unchanged"] == len(ANSWERS)
    assert tiny.rows(course) == tiny.rows(submitted.undisturbed)
    for name in ("gradebook.db", STORE):
        with closing(sqlite3.connect(course.root / name)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for student in ANSWERS:
        (notebook,) = (course.root / "autograded" / student / tiny.NAME).iterdir()
        nbformat.validate(nbformat.read(notebook, as_version=4))


# `make test` kills the one that writes marks, while it does.
@pytest.mark.parametrize(
    "victim", [pytest.param(name, marks=[] if name == "writer" else pytest.mark.prove) for name in VICTIMS]
)
def test_a_kill_loses_nothing(submitted, tmp_path, victim):
    disturb_and_repeat(submitted, tmp_path, victim, random.Random(victim))


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(100))
def test_a_kill_at_any_moment_loses_nothing(submitted, tmp_path, seed):
    draw = random.Random(seed)
    disturb_and_repeat(submitted, tmp_path, draw.choice(list(VICTIMS)), draw)
