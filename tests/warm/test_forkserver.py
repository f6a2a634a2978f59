"""The fork server: copies that do what they are asked, know nothing of each other, and end with it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from mbcourse.grading.confined import wire
from mbcourse.warm.forkserver import REQUEST, ForkServer, Gone, Start
from tests.processes import ends

CHILDREN = """
import os, random, signal, subprocess, sys, threading, time
import numpy
from mbcourse.grading.confined import wire

prepared = []

def prepare():
    prepared.append(os.getpid())

def killed():
    os.kill(os.getpid(), signal.SIGKILL)

def thread():
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()

def look(argument, channel):
    wire.send(channel, {
        "argument": argument, "prepared": prepared, "parent": os.getppid(), "leads": os.getsid(0) == os.getpid(),
        "environment": dict(os.environ), "path": sys.path, "drawn": [random.random(), float(numpy.random.rand())],
        "descriptors": len(os.listdir("/proc/self/fd")),
    })

def wait(argument, channel):
    started = subprocess.Popen(["sleep", "1000"])
    wire.send(channel, [os.getpid(), started.pid])
    time.sleep(1000)

def leave(argument, channel):
    wire.send(channel, subprocess.Popen(["sleep", "1000"]).pid)

def end(argument, channel):
    os._exit(argument["status"])

def fail(argument, channel):
    raise ValueError("own")
"""


@pytest.fixture
def course_modules(tmp_path, monkeypatch):
    """A folder with a module ``children`` that servers of a test can import."""
    (tmp_path / "children.py").write_text(CHILDREN)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


@pytest.fixture
def server(course_modules):
    with ForkServer(["children:prepare"]) as server:
        yield server


def said(child):
    return wire.receive(child.channel, 10**6, time.monotonic() + 20)[0]


def done(server, function, argument=None):
    """Fork a copy, and return what it says."""
    child = server.fork(f"children:{function}", argument or {})
    answer = said(child)
    assert child.wait(20) == 0
    child.close()
    return answer


def test_a_copy_does_what_it_is_asked_with_all_that_was_prepared(server):
    found = done(server, "look", {"a": [1]})
    assert (found["argument"], found["prepared"], found["parent"]) == ({"a": [1]}, [server.pid], server.pid)
    assert found["leads"]


def test_copies_draw_numbers_of_their_own(server):
    first, second = (done(server, "look")["drawn"] for _ in range(2))
    assert all(one != other for one, other in zip(first, second, strict=True))


def test_the_environment_holds_nothing_that_is_private(server, monkeypatch):
    monkeypatch.setenv("MBCOURSE_SECRET", "own")
    with ForkServer(["children"]) as later:
        environment = done(later, "look")["environment"]
        with open(f"/proc/{later.pid}/environ") as file:
            assert "MBCOURSE_SECRET" not in file.read()
    assert "MBCOURSE_SECRET" not in environment
    assert environment["OMP_NUM_THREADS"] == "1"


def test_modules_are_not_looked_for_at_the_root(server):
    assert not {"", "/"} & set(done(server, "look")["path"])


def test_a_copy_holds_no_way_to_another_one(server):
    alone = done(server, "look")["descriptors"]
    others = [server.fork("children:wait", {}) for _ in range(3)]
    assert done(server, "look")["descriptors"] == alone
    for child in others:
        child.kill()
        assert child.wait(20) == -signal.SIGKILL
        child.close()


def test_how_a_copy_ended_is_told(course_modules, capfd):
    with ForkServer(["children"]) as server:
        for function, argument, status in (("end", {"status": 7}, 7), ("fail", {}, 1), ("no_such", {}, 1)):
            child = server.fork(f"children:{function}", argument)
            assert child.wait(20) == child.wait() == child.poll() == status
            child.close()
    assert "ValueError: own" in capfd.readouterr().err


def test_that_a_copy_runs_is_told_too(server):
    child = server.fork("children:wait", {})
    assert child.poll() is None
    with pytest.raises(TimeoutError):
        child.wait(0.05)
    child.kill()
    assert child.wait(20) == -signal.SIGKILL
    child.close()


def test_what_a_copy_leaves_behind_ends_with_it(server):
    assert ends(done(server, "leave"))


@pytest.mark.parametrize("how", ["close", "kill"])
def test_copies_end_with_the_server(course_modules, how):
    server = ForkServer(["children"])
    child = server.fork("children:wait", {})
    copy, started = said(child)
    if how == "close":
        server.close()
    else:
        os.kill(server.pid, signal.SIGKILL)
    assert ends(copy) and child.wait(20) == -signal.SIGKILL
    if how == "close":
        assert ends(started)
    else:  # nobody was left to end it: the sandbox sees to that for students' processes
        os.kill(started, signal.SIGKILL)
        with pytest.raises(RuntimeError, match="gone"):
            server.fork("children:look", {})
        server.close()
    child.close()


OWNER = """
from mbcourse.warm.forkserver import ForkServer
from mbcourse.grading.confined import wire
server = ForkServer(["children"])
child = server.fork("children:wait", {})
print(server.pid, child.pid, flush=True)
child.wait()
"""


def test_it_ends_with_whoever_started_it_however_that_happens(course_modules):
    with subprocess.Popen([sys.executable, "-c", OWNER], stdout=subprocess.PIPE, text=True) as owner:
        server, child = map(int, owner.stdout.readline().split())
        owner.kill()
    assert ends(server) and ends(child)


def test_it_refuses_to_fork_once_there_are_threads(course_modules, capfd):
    with pytest.raises(RuntimeError, match="did not start"):
        ForkServer(["children:thread"])
    assert "started 1 thread(s)" in capfd.readouterr().err


def test_what_cannot_be_imported_is_said(capfd):
    with pytest.raises(RuntimeError, match="did not start"):
        ForkServer(["no_such_module"])
    assert "no_such_module" in capfd.readouterr().err


def test_one_that_is_killed_while_it_starts_is_gone_and_not_at_fault(course_modules):
    with pytest.raises(Gone, match="killed while it started"):
        ForkServer(["children:killed"])


def test_an_import_that_fails_is_left_to_whoever_needs_it(course_modules):
    with ForkServer(["import no_such_module", "from children import no_such_name", "children"]) as server:
        assert done(server, "look")["argument"] == {}


def test_a_request_that_is_too_long_is_refused(server):
    with pytest.raises(ValueError, match=f"may have {REQUEST} bytes"):
        server.fork("children:look", {"text": "a" * REQUEST})
    assert done(server, "look")["argument"] == {}


def test_one_that_has_begun_does_the_rest_once_it_is_taken_over(course_modules):
    with Start(["children:prepare"]) as start, ForkServer(["import json as later"], start) as server:
        assert done(server, "look")["prepared"] == [start.process.pid] == [server.pid]


def test_one_that_nobody_takes_over_ends(course_modules):
    with Start(["children"]) as start:
        assert start.process.poll() is None
    assert start.process.returncode == -signal.SIGKILL


def test_one_that_is_killed_before_it_is_taken_over_is_gone_too(course_modules):
    with Start(["children:killed"]) as start, pytest.raises(Gone, match="killed while it started"):
        ForkServer(["children"], start)
