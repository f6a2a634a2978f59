"""A run on a cluster gives the same results as a local run, even if a worker is killed.

The scheduler and the workers are separate processes, each with its own folders, that share nothing but a network.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from mbcourse.cli import main
from mbcourse.grading.workers import cluster as clusters
from tests.grading import tiny
from tests.processes import children, ends

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

DASK = Path(sys.executable).with_name("dask")
PATIENCE = 60
SLOW = f"import time\ntime.sleep(3)\n{tiny.DRAW}"  # so that a worker can be killed in the middle of it
LAST = {student: {"draw": SLOW} for student in ("z-one", "z-two")}  # a task for each worker when others are done
ANSWERS = tiny.ANSWERS | LAST


@contextmanager
def process(folder, *arguments):
    """A process of the cluster, in its own folder, which is also its home and its temporary folder."""
    folder.mkdir()
    own = {"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder), "OMP_NUM_THREADS": "1"}
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen([DASK, *arguments], cwd=folder, env=own, stdout=log, stderr=log) as started,
    ):
        try:
            yield started
        finally:
            started.terminate()


@pytest.fixture
def cluster(tmp_path):
    """The address of a cluster, and its workers."""
    about, quiet = tmp_path / "scheduler.json", ["--no-dashboard", "--host", "127.0.0.1"]
    with ExitStack() as stack:
        scheduler = process(tmp_path / "scheduler", "scheduler", "--port", "0", "--scheduler-file", str(about), *quiet)
        stack.enter_context(scheduler)
        wait_until(about.exists)
        address = json.loads(about.read_text())["address"]
        worker = ["worker", address, "--nthreads", "1", "--no-nanny", *quiet]
        yield address, [stack.enter_context(process(tmp_path / name, *worker)) for name in ("one", "other")]


def wait_until(true):
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def offspring(pid):
    own = children(pid)
    return own + [each for child in own for each in offspring(child)]


@pytest.fixture(scope="module")
def local(tmp_path_factory):
    """The course, graded by a run on this machine."""
    course = tiny.course(tmp_path_factory.mktemp("local") / "course", ANSWERS)
    assert main(["grade", tiny.NAME, "--course", str(course.root), "--jobs", "2"]) == 0
    return course


@pytest.mark.prove
def test_a_cluster_gives_the_same_results_even_if_a_worker_is_killed(local, cluster, tmp_path, capsys):
    address, (one, other) = cluster
    course = tiny.course(tmp_path / "course", ANSWERS)
    command = [sys.executable, "-m", "mbcourse", "grade", tiny.NAME, "--course", str(course.root), "--json"]
    with subprocess.Popen([*command, "--dask", address], stdout=subprocess.PIPE) as grader:
        wait_until(lambda: len(tiny.rows(course)) > 0 and len(offspring(one.pid)) > 2)  # it is doing a task
        orphans = offspring(one.pid)
        one.kill()
        output, _ = grader.communicate(timeout=PATIENCE)
    assert grader.returncode == 0, output
    assert all(ends(pid) for pid in orphans)
    summary = json.loads(output)
    assert (summary["graded"], summary["failed"]) == (len(ANSWERS), {})
    assert tiny.rows(course) == tiny.rows(local)
    assert len(offspring(other.pid)) > 0  # it stays ready for the next run
    assert main(["grade", tiny.NAME, "--course", str(course.root), "--force", "--dask", address]) == 0
    assert f"{len(ANSWERS)} graded" in capsys.readouterr().out
    assert tiny.rows(course) == tiny.rows(local)


def test_nothing_is_graded_if_no_scheduler_answers(local, monkeypatch, capsys):
    monkeypatch.setattr(clusters, "PATIENCE", 0.5)
    before = tiny.rows(local)
    arguments = ["grade", tiny.NAME, "--course", str(local.root), "--force", "--dask", "tcp://127.0.0.1:9"]
    assert main(arguments) == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err
    assert tiny.rows(local) == before


@pytest.mark.parametrize(
    ("address", "is_warned"),
    [("tcp://192.0.2.1:9", True), ("192.0.2.1:9", True), ("tcp://127.0.0.1:9", False), ("localhost:9", False)],
)
def test_a_scheduler_that_others_may_reach_is_warned_of(local, monkeypatch, capsys, address, is_warned):
    monkeypatch.setattr(clusters, "PATIENCE", 0.2)
    assert main(["grade", tiny.NAME, "--course", str(local.root), "--force", "--dask", address]) == 2
    assert (f"{address} is not encrypted" in capsys.readouterr().err) == is_warned


def test_an_encrypted_address_needs_certificates_and_is_not_warned_of(local, capsys):
    assert main(["grade", tiny.NAME, "--course", str(local.root), "--force", "--dask", "tls://192.0.2.1:9"]) == 2
    message = capsys.readouterr().err
    assert "needs a certificate: name its files in Dask's configuration" in message
    assert "not encrypted" not in message
