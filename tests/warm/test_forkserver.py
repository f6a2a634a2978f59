"""The fork server: its copies do what they are asked, know nothing of each other, and end with the server."""

import os
import signal
import subprocess
import sys
import time

import pytest

from mbcourse.grading.confined import wire
from mbcourse.warm.forkserver import REQUEST, ForkServer, ServerEnded, StartingServer
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


def message(child):
    return wire.receive(child.channel, 10**6, time.monotonic() + 20)[0]


def done(server, function, argument=None):
    """Fork a copy, and return the message that it sends."""
    child = server.fork(f"children:{function}", argument or {})
    answer = message(child)
    assert child.wait(20) == 0
    child.close()
    return answer


def test_a_copy_does_what_it_is_asked_with_everything_that_was_prepared(server):
    seen = done(server, "look", {"a": [1]})
    assert (seen["argument"], seen["prepared"], seen["parent"]) == ({"a": [1]}, [server.pid], server.pid)
    assert seen["leads"]


def test_copies_draw_numbers_of_their_own(server):
    first, second = (done(server, "look")["drawn"] for _ in range(2))
    assert all(one != other for one, other in zip(first, second, strict=True))


def test_the_environment_holds_nothing_private(server, monkeypatch):
    monkeypatch.setenv("MBCOURSE_SECRET", "own")
    with ForkServer(["children"]) as later:
        environment = done(later, "look")["environment"]
        with open(f"/proc/{later.pid}/environ") as file:
            assert "MBCOURSE_SECRET" not in file.read()
    assert "MBCOURSE_SECRET" not in environment
    assert environment["OMP_NUM_THREADS"] == "1"


def test_modules_are_not_looked_for_at_the_root(server):
    assert not {"", "/"} & set(done(server, "look")["path"])


def test_a_copy_has_no_descriptor_of_another_copy(server):
    alone = done(server, "look")["descriptors"]
    others = [server.fork("children:wait", {}) for _ in range(3)]
    assert done(server, "look")["descriptors"] == alone
    for child in others:
        child.kill()
        assert child.wait(20) == -signal.SIGKILL
        child.close()


def test_the_exit_status_of_a_copy_is_reported(course_modules, capfd):
    with ForkServer(["children"]) as server:
        for function, argument, status in (("end", {"status": 7}, 7), ("fail", {}, 1), ("no_such", {}, 1)):
            child = server.fork(f"children:{function}", argument)
            assert child.wait(20) == child.wait() == child.poll() == status
            child.close()
    assert "ValueError: own" in capfd.readouterr().err


def test_a_running_copy_has_no_exit_status(server):
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
    copy, started = message(child)
    if how == "close":
        server.close()
    else:
        os.kill(server.pid, signal.SIGKILL)
    assert ends(copy) and child.wait(20) == -signal.SIGKILL
    if how == "close":
        assert ends(started)
    else:  # no process was left to end it; for students' processes the sandbox does
        os.kill(started, signal.SIGKILL)
        with pytest.raises(RuntimeError, match="has ended"):
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


def test_it_ends_with_the_process_that_started_it_even_when_that_is_killed(course_modules):
    with subprocess.Popen([sys.executable, "-c", OWNER], stdout=subprocess.PIPE, text=True) as owner:
        server, child = map(int, owner.stdout.readline().split())
        owner.kill()
    assert ends(server) and ends(child)


def test_it_refuses_to_fork_once_there_are_threads(course_modules, capfd):
    with pytest.raises(RuntimeError, match="did not start"):
        ForkServer(["children:thread"])
    assert "started 1 thread(s)" in capfd.readouterr().err


def test_a_module_that_cannot_be_imported_is_named(capfd):
    with pytest.raises(RuntimeError, match="did not start"):
        ForkServer(["no_such_module"])
    assert "no_such_module" in capfd.readouterr().err


def test_a_server_that_is_killed_while_it_starts_counts_as_ended_not_as_faulty(course_modules):
    with pytest.raises(ServerEnded, match="killed while it started"):
        ForkServer(["children:killed"])


STUBBORN = {
    "missing": "",
    "broken": "raise OSError('libbroken.so: cannot open shared object file')",
    "unwilling": "raise SystemExit('not here')",
    "busy": "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()",
}


@pytest.mark.parametrize("begins", [[], ["children:prepare"], ["import busy", "children:prepare"]], ids=len)
def test_a_statement_that_fails_or_starts_a_thread_is_left_out(course_modules, tmp_path, begins):
    for name, source in STUBBORN.items():
        if source:
            (tmp_path / f"{name}.py").write_text(source)
    names = [*(f"import {name}" for name in STUBBORN), "from children import no_such_name", "children:prepare"]
    with ForkServer(names, StartingServer(begins)) as server:
        found = done(server, "look")
    assert (found["argument"], found["prepared"]) == ({}, [server.pid] * (2 if begins else 1))


def test_a_request_that_is_too_long_is_refused(server):
    with pytest.raises(ValueError, match=f"at most {REQUEST} are allowed"):
        server.fork("children:look", {"text": "a" * REQUEST})
    assert done(server, "look")["argument"] == {}


def test_a_starting_server_does_the_rest_once_it_is_taken_over(course_modules):
    with StartingServer(["children:prepare"]) as start, ForkServer(["import json as later"], start) as server:
        assert done(server, "look")["prepared"] == [start.process.pid] == [server.pid]


def test_a_starting_server_that_is_not_taken_over_ends(course_modules):
    with StartingServer(["children"]) as start:
        assert start.process.poll() is None
    assert start.process.returncode == -signal.SIGKILL


def test_a_starting_server_that_is_killed_counts_as_ended_too(course_modules):
    with StartingServer(["children:killed"]) as start, pytest.raises(ServerEnded, match="killed while it started"):
        ForkServer(["children"], start)
