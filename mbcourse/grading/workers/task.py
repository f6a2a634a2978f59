"""One task of a run, and the process that does it: it needs nothing but the installed package and the task itself."""

import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from mbcourse.checks.question import SECRET
from mbcourse.grading.confined import sandbox, wire
from mbcourse.grading.confined.remote import SandboxSetup
from mbcourse.grading.notebook import grade
from mbcourse.grading.outcome import Result, Test
from mbcourse.grading.released import Released
from mbcourse.warm.forkserver import Connection

LARGEST = 2**30  # bytes of a task or a result
MEMORY = 2**30  # bytes that a judge may allocate: a small answer can become a huge array, and then fails its test


@dataclass(frozen=True)
class Options:
    """How a run treats notebooks.

    Attributes
    ----------
    seconds : float
        Time that a cell may take.
    memory : int
        Bytes that a notebook may use.
    unsafe : bool
        Whether to go on where no sandbox can be had.
    secret : str
        The course's secret, from which the hidden tests draw their inputs.
    """

    seconds: float = 60.0
    memory: int = sandbox.Limits.memory
    unsafe: bool = False
    secret: str = ""


@dataclass(frozen=True)
class Task:
    """A notebook to grade: plain data, which can be sent to another machine.

    Attributes
    ----------
    text : str or None
        The file that was handed in.
    released : str
        The assignment's notebook, as JSON.
    options : Options
        How to treat it.
    kept : dict
        Tests that need not be run again, by name: what became of them, and their outputs.
    """

    text: str | None
    released: str
    options: Options
    kept: dict[str, tuple[dict[str, Any], list[Any]]]

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Task":
        """Take it from what `to_data` made."""
        return cls(**data | {"options": Options(**data["options"])})

    def to_data(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return asdict(self)


def do(task: Task, connection: Connection) -> Result:
    """Grade one notebook; ``connection`` is to the server that forks students' processes."""
    released, options = _released(task.released), task.options
    os.environ[SECRET] = options.secret
    limits = sandbox.Limits(memory=options.memory)
    setup = SandboxSetup(connection, _tier(options.unsafe), limits, _readable(), released.files)
    kept = {name: (Test(**test), outputs) for name, (test, outputs) in task.kept.items()}
    return grade(task.text, released, setup, options.seconds, kept)


def serve(argument: dict[str, Any], channel: socket.socket, connection: Connection) -> None:
    """Do the tasks that come, one after the other, in a process that was forked for it."""
    import resource  # Windows has none, and no process that is forked

    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    with suppress(wire.Closed):
        while True:
            data, _ = wire.receive(channel, LARGEST)
            wire.send(channel, do(Task.from_data(data), connection).to_json())


@cache
def _released(text: str) -> Released:
    return Released.from_json(text)


@cache
def _tier(unsafe: bool) -> sandbox.Tier:
    return sandbox.choose(unsafe)


@cache
def _readable() -> tuple[str, ...]:
    return tuple(sandbox.readable())
