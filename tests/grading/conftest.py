"""What the tests of grading share: one fork server a process, since starting it takes a second."""

from concurrent.futures import Future

import pytest

from mbcourse.grading.confined import sandbox
from mbcourse.grading.confined.remote import Box
from mbcourse.grading.workers.prepared import FIRST, LAST
from mbcourse.grading.workers.task import do
from mbcourse.warm.forkserver import ForkServer


@pytest.fixture(scope="session")
def box():
    """Where students' processes run: the strongest sandbox that this machine has."""
    with ForkServer([*FIRST, *LAST]) as server:
        yield Box(server, sandbox.choose(), sandbox.Limits(), tuple(sandbox.readable()))


class Here:
    """A pool that does each task at once, in the test's own process, and remembers it."""

    width = 1

    def __init__(self, server):
        self.server, self.tasks = server, []

    def submit(self, task):
        self.tasks.append(task)
        future = Future()
        try:
            future.set_result(do(task, self.server))
        except Exception as error:
            future.set_exception(error)
        return future

    def close(self):
        """Stay: the next run uses it too."""

    def __call__(self, imports, unsafe):
        return self


@pytest.fixture
def here(box):
    return Here(box.server)
