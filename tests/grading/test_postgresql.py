"""A gradebook in PostgreSQL has the same marks as one in SQLite; the tests start their own server."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg2
import pytest

from exercises import corpus
from mbcourse.grading.course import Course
from mbcourse.grading.run import run
from mbcourse.grading.workers.task import Options
from tests.grading import tiny
from tools.run_suites import find_program

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

PATIENCE = 60


@pytest.fixture(scope="module")
def url():
    """The address of a database on a server that is reachable only through a socket in its own folder."""
    folder = Path(tempfile.mkdtemp(prefix="mbcourse-database-"))
    account = {}
    if not os.geteuid():  # the server refuses to run as root
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    programs = Path(find_program("initdb")).resolve().parent
    run_quietly = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT, **account}
    data = ["-D", str(folder / "data")]
    initialise = [
        programs / "initdb",
        *data,
        "--username=course",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
    ]
    subprocess.run(initialise, check=True, **run_quietly)
    settings = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
    with subprocess.Popen([programs / "postgres", *data, *settings], **run_quietly) as server:
        try:
            create_database(folder, server)
            yield f"postgresql+psycopg2://course@/gradebook?host={folder}"
        finally:
            server.send_signal(signal.SIGQUIT)  # end at once; the data is deleted
    shutil.rmtree(folder)


def create_database(folder, server):
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection = psycopg2.connect(host=str(folder), user="course", dbname="postgres")
            break
        except psycopg2.OperationalError:  # not ready yet
            if server.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE gradebook")
    connection.close()


def graded(course, pool):
    summary = run(Course(course.root), tiny.NAME, pool, Options())
    assert summary.failed == {}
    return summary


@pytest.fixture(scope="module")
def courses(url, tmp_path_factory):
    """Two courses with the same submissions: one in SQLite, one in PostgreSQL."""
    root = tmp_path_factory.mktemp("courses")
    sqlite, postgresql = root / "sqlite", root / "postgresql"
    postgresql.mkdir()
    shutil.copy(corpus.EXERCISES / "nbgrader_config.py", postgresql)
    with postgresql.joinpath("nbgrader_config.py").open("a") as settings:
        settings.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
    return tiny.course(sqlite), tiny.course(postgresql)


def test_the_marks_are_those_of_sqlite_and_a_second_run_changes_nothing(courses, pool):
    sqlite, postgresql = courses
    graded(sqlite, pool)
    assert graded(postgresql, pool).graded == len(tiny.ANSWERS)
    assert not (postgresql.root / "gradebook.db").exists()
    assert tiny.rows(postgresql) == tiny.rows(sqlite)
    assert graded(postgresql, pool).unchanged == len(tiny.ANSWERS)
    assert tiny.rows(postgresql) == tiny.rows(sqlite)


def test_a_changed_test_is_the_only_one_that_is_run_again(courses, pool):
    """PostgreSQL returns rows in another order after a change; the released assignment is the same."""
    for course in courses:
        graded(course, pool)
        tiny.write_source(course.root, tiny.changed("double-number", "assert double(LIMIT) == 7"))
        course.release(tiny.NAME)
        pool.tasks.clear()
        graded(course, pool)
        assert [set(task.reused) for task in pool.tasks] == [{"double-array", "draw-values"}] * len(tiny.ANSWERS)
    assert tiny.rows(courses[0]) == tiny.rows(courses[1])


def test_cells_keep_their_order_when_one_is_changed(courses):
    _, postgresql = courses
    tiny.write_source(postgresql.root, tiny.changed("setup", "import numpy as np\n\nLIMIT = 3"))
    postgresql.release(tiny.NAME)
    (released,) = Course(postgresql.root).released(tiny.NAME)
    assert [each.name for each in released.cells] == [each.metadata.nbgrader.grade_id for each in tiny.CELLS]
