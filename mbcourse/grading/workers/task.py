"""A task of a run, one notebook to grade, and the process that does it, which needs nothing but this package."""

import os
import socket
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any

from mbcourse.checks.question import SECRET
from mbcourse.grading.confined import sandbox, wire
from mbcourse.grading.confined.remote import SandboxSetup
from mbcourse.grading.notebook import MOST, NOT_HANDED_IN, grade, without_running
from mbcourse.grading.outcome import OUT_OF_MEMORY, Result, Test
from mbcourse.grading.placement import from_data
from mbcourse.grading.released import Released
from mbcourse.warm.forkserver import Connection

LARGEST = 2**30  # bytes of a task or a result
MARGIN = 60.0  # seconds in which a judge that has done with a notebook must have sent its result
MEMORY = 2**30  # bytes that a judge may allocate: a short reply can become a huge array, which then fails its test


@dataclass(frozen=True)
class Options:
    """How notebooks are graded.

    Attributes
    ----------
    seconds : float, default 60
        Time that a cell may take.
    memory : int, default 3 GiB
        Bytes that a notebook may use.
    unsafe : bool, default False
        Whether to grade even if no sandbox is available.
    secret : str, default ""
        The course's secret, from which the hidden tests draw their inputs.
    judge : {"auto", "outside", "inside"}, default "auto"
        Where tests are judged, see `mbcourse.grading.placement.place`.
    closed : sequence of str
        Paths, such as the course's, that answers must not see; empty by default.

    Examples
    --------
    >>> Options(seconds=30.0).memory // 2**30
    3
    """

    seconds: float = 60.0
    memory: int = sandbox.Limits.memory
    unsafe: bool = False
    secret: str = ""
    judge: str = "auto"
    closed: Sequence[str] = ()


@dataclass(frozen=True)
class Task:
    """A notebook to grade, as plain data that can be sent to another machine.

    Attributes
    ----------
    text : str or None
        The file that was handed in; None if there is none.
    released : str
        The assignment's notebook, as `mbcourse.grading.released.Released.to_json` returns it.
    options : Options
        How to grade it.
    reused : dict
        Tests that need not be run again, by name: the fields of each `Test`, and its outputs.
    placements : dict
        Where each test is judged, by name: the fields of its `Placement`. By default outside, by the course's checks.
    files : dict
        The files that were handed in beside the notebook, in base64, by relative path; empty by default.
    missing : str
        Why ``text`` is None.

    Examples
    --------
    >>> task = Task(None, "{}", Options(), {})
    >>> Task.from_data(task.to_data()) == task
    True
    """

    text: str | None
    released: str
    options: Options
    reused: dict[str, tuple[dict[str, Any], list[Any]]]
    placements: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    missing: str = NOT_HANDED_IN

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Task":
        """Make a task from what `to_data` returns."""
        return cls(**data | {"options": Options(**data["options"])})

    def to_data(self) -> dict[str, Any]:
        """Return the task as data that JSON can hold."""
        return asdict(self)


def do(task: Task, connection: Connection) -> Result:
    """Do a task: grade its notebook.

    Parameters
    ----------
    task : Task
        The task.
    connection : Connection
        A connection to the server that forks students' processes.

    Examples
    --------
    A submission without a file needs no process of its own:

    >>> from mbcourse.grading.released import Cell
    >>> test = Cell("q1-values", "code", "assert x == 1", True, False, False, 2.0, "")
    >>> task = Task(None, Released("ps1", "ps1", {}, (test,)).to_json(), Options(unsafe=True), {})
    >>> do(task, connection=None).tests[0].outcome
    'missing'
    """
    released, options = _released(task.released), task.options
    os.environ[SECRET] = options.secret
    limits = sandbox.Limits(memory=options.memory)
    setup = SandboxSetup(
        connection, _tier(options.unsafe), limits, _readable(tuple(options.closed)), {**task.files, **released.files}
    )
    reused = {name: (Test(**test), outputs) for name, (test, outputs) in task.reused.items()}
    placements = from_data(task.placements)
    return grade(task.text, released, setup, options.seconds, reused, placements, task.missing)


def longest(task: Task) -> float:
    """Return the seconds after which a task is given up; until then its judge ends it by itself.

    Examples
    --------
    >>> longest(Task(None, "{}", Options(seconds=60.0), {})) / 60
    21.0
    """
    return MOST * task.options.seconds + MARGIN


def given_up(task: Task, outcome: str, problem: str) -> Result:
    """Return the result of a task whose judge came to no end: each test has this outcome.

    Examples
    --------
    >>> from mbcourse.grading.released import Cell
    >>> test = Cell("q1-values", "code", "assert x == 1", True, False, False, 2.0, "")
    >>> task = Task("{}", Released("ps1", "ps1", {}, (test,)).to_json(), Options(), {})
    >>> given_up(task, "timeout", "the judge came to no end").tests[0].outcome
    'timeout'
    """
    return without_running(_released(task.released), outcome, problem, time.monotonic())


def serve(argument: dict[str, Any], channel: socket.socket, connection: Connection) -> None:
    """Do the tasks that arrive on a channel, one after the other, in a forked process, until the channel is closed.

    Parameters
    ----------
    argument : dict
        Empty: all that is needed is in the tasks.
    channel : socket.socket
        The other end sends tasks and receives results, both as JSON.
    connection : Connection
        A connection to the server that forks students' processes.

    Examples
    --------
    `mbcourse.grading.workers.local.Workers` starts such a process by the function's name:

    >>> judge = server.fork("mbcourse.grading.workers.task:serve", {}, connected=True)  # doctest: +SKIP
    >>> wire.send(judge.channel, task.to_data())  # doctest: +SKIP
    """
    import resource  # not on Windows, where no process is forked either

    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    with suppress(wire.Closed):
        while True:
            data, _ = wire.receive(channel, LARGEST)
            wire.send(channel, _done(Task.from_data(data), connection))


def _done(task: Task, connection: Connection) -> dict[str, str]:
    """Do a task and return its result, or what was raised: an error here is never another student's."""
    try:
        return {"result": do(task, connection).to_json()}
    except MemoryError:
        problem = "the answers return more than the judge's memory can hold"
        return {"result": given_up(task, OUT_OF_MEMORY, problem).to_json()}
    except Exception as error:
        traceback.print_exc()
        return {"error": f"{type(error).__name__}: {error}"}


@cache
def _released(text: str) -> Released:
    return Released.from_json(text)


@cache
def _tier(unsafe: bool) -> sandbox.Tier:
    return sandbox.choose(unsafe)


@cache
def _readable(closed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sandbox.readable(closed))
