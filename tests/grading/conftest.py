"""Fixtures of the grading tests: one fork server per process, because starting it takes seconds."""

from concurrent.futures import Future

import pytest

from mbcourse.grading.confined import sandbox
from mbcourse.grading.confined.remote import SandboxSetup
from mbcourse.grading.workers.prepared import FIRST, LAST, SLOW
from mbcourse.grading.workers.task import do
from mbcourse.warm.forkserver import ForkServer


@pytest.fixture(scope="session")
def sandbox_setup():
    """A server for students' processes that suits any assignment, and the strongest sandbox that this machine has."""
    with ForkServer([*FIRST, *SLOW.values(), *LAST]) as server:
        yield SandboxSetup(server, sandbox.choose(), sandbox.Limits(), tuple(sandbox.readable()))


class InProcessPool:
    """A pool that does each task at once, in the test's own process, and keeps a list of them."""

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
        """Stay open: the next run uses it too."""

    def __call__(self, imports, unsafe):
        return self


@pytest.fixture
def pool(sandbox_setup):
    return InProcessPool(sandbox_setup.server)
