"""``kill -9`` of anything at any moment, then the same command again: each mark is there, once; no process is left."""

import ctypes
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import nbformat
import pytest

from mbcourse.grading.run import STORE
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
    """Of a server's copies, those that do not wait for a student's process: they have no children."""
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
    """Make whatever the grader leaves behind a child of this process, where it can be seen."""
    prctl = ctypes.CDLL(None).prctl
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    yield
    prctl(PR_SET_CHILD_SUBREAPER, 0)


class Class:
    """A course that was handed in, what its gradebook says after an undisturbed run, and how long that took."""

    def __init__(self, root):
        self.prepared = tiny.course(root / "prepared", ANSWERS)
        self.undisturbed = self.copy(root / "undisturbed")
        began = time.monotonic()
        with graded(self.undisturbed) as run:
            assert run.wait(PATIENCE) == 0
        self.seconds = time.monotonic() - began

    def copy(self, where):
        shutil.copytree(self.prepared.root, where)
        return tiny.Course(where)


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    return Class(tmp_path_factory.mktemp("class"))


def graded(course, *options):
    """The command that grades the course, running."""
    command = [sys.executable, "-m", "mbcourse", "grade", tiny.NAME, "--jobs", "2", "--json", *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([*command, "--course", str(course.root)], **pipes)


def kill_one(victims, course, after, draw):
    """Start a run, kill one of its processes after some seconds, or as soon as there is one; return how it ended.

    Returns None where the run was over before.
    """
    with graded(course) as run:
        time.sleep(after)
        while run.poll() is None:
            found = victims(run.pid)
            if found:
                with suppress(ProcessLookupError):
                    os.kill(draw.choice(found), signal.SIGKILL)
                    run.communicate(timeout=PATIENCE)
                    return run.returncode
        run.communicate(timeout=PATIENCE)
    return None


def nothing_is_left(before):
    left = set(children(os.getpid())) - before
    return all(ends(pid) for pid in left)


def go_through(handed_in, where, victim, draw):
    """Disturb a run of a fresh copy of the course, repeat the command, and check everything."""
    before = set(children(os.getpid()))
    after, status, tries = draw.uniform(0, handed_in.seconds), None, 0
    while status is None:  # the run was over before: kill earlier, in another copy
        tries += 1
        course = handed_in.copy(where / str(tries))
        status = kill_one(VICTIMS[victim], course, after / tries, draw)
        assert nothing_is_left(before)
    assert status == (-signal.SIGKILL if victim in ("grader", "writer") else 0)
    with graded(course) as run:
        said, _ = run.communicate(timeout=PATIENCE)
    assert run.returncode == 0
    assert nothing_is_left(before)
    summary = json.loads(said)
    assert summary["graded"] + summary["unchanged"] == len(ANSWERS)
    assert tiny.rows(course) == tiny.rows(handed_in.undisturbed)
    for name in ("gradebook.db", STORE):
        with closing(sqlite3.connect(course.root / name)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for student in ANSWERS:
        (notebook,) = (course.root / "autograded" / student / tiny.NAME).iterdir()
        nbformat.validate(nbformat.read(notebook, as_version=4))


@pytest.mark.parametrize("victim", VICTIMS)
def test_a_kill_costs_nothing(handed_in, tmp_path, victim):
    go_through(handed_in, tmp_path, victim, random.Random(victim))


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(100))
def test_no_kill_at_any_moment_costs_anything(handed_in, tmp_path, seed):
    draw = random.Random(seed)
    go_through(handed_in, tmp_path, draw.choice(list(VICTIMS)), draw)
