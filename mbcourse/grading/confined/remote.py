"""The grader's end of a student's process: what it defined is called there, and nothing of it acts here.

`mbcourse.grading.confined.student` is the other end. Of a function the test gets a stand-in: calling it sends the
arguments across and brings the result back as plain data.
"""

import builtins
import os
import signal
import socket
import struct
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, NoReturn

import numpy as np

from mbcourse.grading.confined import plain, wire
from mbcourse.grading.confined.sandbox import Limits
from mbcourse.grading.outcome import KILLED, TIMEOUT, storable
from mbcourse.warm.forkserver import Connection

REPLY = 16 * 2**20  # bytes of one reply
REPLIES = 64 * 2**20  # bytes of all replies in one cell
GRACE = 2.0  # seconds that an interrupted cell has to stop
START = 60.0  # seconds that a process has to be ready
TEXT = 10_000  # characters of an error's text
SPAWNED = 10_000  # generators that a call may make of one that it was given, before the next one is none of its own
CREDENTIALS = struct.Struct("iii")  # pid, uid, gid

Names = dict[str, Any]


class Stopped(BaseException):
    """A student's process that gave no answer; no test passes by catching this."""

    def __init__(self, outcome: str, text: str) -> None:
        super().__init__(text)
        self.outcome = outcome


@dataclass(frozen=True)
class SandboxSetup:
    """Where students' processes run: what forks them, and what they are confined to."""

    server: Connection
    tier: str
    limits: Limits
    readable: tuple[str, ...]
    files: Mapping[str, str] = field(default_factory=dict)  # base64


class StudentProcess:
    """A student's process, with a deadline for what it is asked.

    Parameters
    ----------
    setup : SandboxSetup
        Where it runs.
    """

    def __init__(self, setup: SandboxSetup) -> None:
        argument = {"limits": vars(setup.limits), "tier": setup.tier, "readable": setup.readable}
        self._child = setup.server.fork("mbcourse.grading.confined.student:main", argument)
        self._channel = self._child.channel
        self._deadline, self._budget, self.alive = time.monotonic() + START, REPLIES, True
        try:
            wire.send(self._channel, dict(setup.files))
            self._process = self._sender()
            wire.receive(self._channel, REPLY, self._deadline)
        except (wire.Closed, wire.ProtocolError, TimeoutError) as error:
            self._child.kill()
            raise RuntimeError("the sandbox could not be entered; its message is above") from error

    def _sender(self) -> int:
        """Return a descriptor of the process at the other end, as the kernel names it, before it has run any cell."""
        self._channel.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._channel.settimeout(START)
        _, ancillary, _, _ = self._channel.recvmsg(1, socket.CMSG_SPACE(CREDENTIALS.size), socket.MSG_PEEK)
        self._channel.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        if not ancillary:
            raise wire.Closed
        pid, _, _ = CREDENTIALS.unpack(ancillary[0][2][: CREDENTIALS.size])
        return os.pidfd_open(pid)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Give so much time, and so many bytes, for all that is asked in a ``with`` block."""
        self._deadline, self._budget, self._seconds = time.monotonic() + seconds, REPLIES, seconds
        self.stopped = None
        yield

    def run(self, source: str) -> list[dict[str, Any]]:
        """Run a cell and return its outputs, as they came; one that takes too long ends in a KeyboardInterrupt.

        Raises
        ------
        Stopped
            If the process ended, or had to be.
        """
        reply, _ = self._ask({"do": "run", "source": source})
        outputs = reply.get("outputs")
        return outputs if isinstance(outputs, list) else self._reject("no outputs")

    def names(self, names: list[str]) -> Names:
        """Return those of these names that the student defined: data, and stand-ins for functions."""
        reply = self._ask_in_time({"do": "names", "names": names})
        found = {}
        for name in names:
            said = reply.get(name)
            if isinstance(said, dict):
                found[name] = Function(self, name) if "function" in said else self._decoded(said.get("value"), [])
        return found

    def call(self, name: str, arguments: tuple[object, ...], keywords: Mapping[str, object]) -> object:
        """Call a function and return its result, or raise its error."""
        request = {
            "do": "call",
            "name": name,
            "arguments": [plain.encode(argument, _no_iterator) for argument in arguments],
            "keywords": {key: plain.encode(argument, _no_iterator) for key, argument in keywords.items()},
            "changes": self.changes,
        }
        reply = self._finished(self._ask_in_time(request), arguments)
        return self._decoded(reply.get("value"), arguments)

    changes = False  # whether a call brings back how its arguments look afterwards
    stopped: Stopped | None = None  # what came of it in the present ``with`` block
    broke_protocol = False  # whether it sent what no answer can return, or far too much: trying again would not help

    def close(self) -> None:
        """End the process and all that it started."""
        self.alive = False
        self._signal(signal.SIGKILL)
        try:
            self._child.wait(GRACE)
        except TimeoutError:
            self._child.kill()
        os.close(self._process)
        self._child.close()

    def _signal(self, which: signal.Signals) -> None:
        with suppress(ProcessLookupError):  # it has ended by itself
            signal.pidfd_send_signal(self._process, which)

    def _items(self, number: int, arguments: tuple[object, ...]) -> Iterator[object]:
        last = False
        while not last:
            reply = self._finished(self._ask_in_time({"do": "items", "number": number}), arguments)
            items, last = self._decoded(reply.get("value"), arguments), reply.get("last") is not False
            yield from items if isinstance(items, list) else self._reject("no items")
            if isinstance(reply.get("then"), dict):
                _raise(reply["then"])

    def _finished(self, reply: dict[str, Any], arguments: tuple[object, ...]) -> dict[str, Any]:
        """Do here what a call did there besides returning: print, draw random numbers, change arguments, raise."""
        sys.stdout.write(str(reply.get("printed", "")))
        afterwards = reply.get("afterwards")
        for argument, now in zip(arguments, afterwards if isinstance(afterwards, list) else [], strict=False):
            if now is not None:
                _change(argument, self._decoded(now, []), self.changes)
        if "error" in reply:
            _raise(reply["error"] if isinstance(reply["error"], dict) else {})
        return reply

    def _decoded(self, data: Any, arguments: Any) -> object:
        try:
            return plain.decode(data, lambda number: self._items(number, tuple(arguments)))
        except plain.Malformed as error:
            self._reject(str(error))

    def _ask_in_time(self, request: dict[str, Any]) -> dict[str, Any]:
        reply, in_time = self._ask(request)
        if not in_time:
            raise self._stopped(TIMEOUT, f"no result after {self._seconds:g} seconds")
        return reply

    def _ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bool]:
        """Return the reply, and whether it came in time."""
        try:
            try:
                wire.send(self._channel, request, self._deadline)
                return self._reply(self._deadline), True
            except TimeoutError:
                self._signal(signal.SIGINT)
                return self._reply(time.monotonic() + GRACE), False
        except TimeoutError:
            self.close()
            raise self._stopped(TIMEOUT, f"no result after {self._seconds:g} seconds, and no stopping it") from None
        except wire.Closed:
            self.close()
            raise self._stopped(KILLED, "the answer ended the process that it ran in") from None
        except wire.ProtocolError as error:
            self._reject(str(error))

    def _reply(self, deadline: float) -> dict[str, Any]:
        reply, size = wire.receive(self._channel, min(REPLY, self._budget), deadline)
        self._budget -= size
        return reply if isinstance(reply, dict) else self._reject("no reply")

    def _reject(self, what: str) -> NoReturn:
        self.close()
        self.broke_protocol = True
        raise self._stopped(KILLED, f"the answer's process sent what no answer can return: {what}") from None

    def _stopped(self, outcome: str, text: str) -> Stopped:
        self.stopped = Stopped(outcome, text)
        return self.stopped


@dataclass(frozen=True)
class Function:
    """Stands for a function that a student defined."""

    student: StudentProcess
    name: str

    def __call__(self, *arguments: object, **keywords: object) -> object:
        """Call it in the student's process."""
        return self.student.call(self.name, arguments, keywords)


def _raise(described: dict[str, Any]) -> NoReturn:
    """Raise here what was raised there: an exception that Python knows, by the name that it had there."""
    known = getattr(builtins, str(described.get("known")), None)
    if not (isinstance(known, type) and issubclass(known, Exception | SystemExit)):
        known = Exception
    text = storable(described.get("text", ""), TEXT)
    kind = type(
        str(described.get("kind"))[:100],
        (known,),
        {"__init__": lambda self: None, "__str__": lambda self: text, "__module__": "builtins"},
    )
    error = kind()
    line = described.get("line")
    if isinstance(line, list) and len(line) == 2:
        error.add_note(f"in line {line[0]!s:.10} of its cell, {str(line[1])[:200]!r},")
    raise error


def _change(argument: object, now: object, changes: bool) -> None:
    """Make an argument what it became in the student's process."""
    if isinstance(argument, np.random.Generator) and isinstance(now, np.random.Generator):
        argument.bit_generator.state = now.bit_generator.state
        before, after = argument.bit_generator.seed_seq, now.bit_generator.seed_seq
        if isinstance(before, np.random.SeedSequence) and isinstance(after, np.random.SeedSequence):
            before.spawn(min(max(after.n_children_spawned - before.n_children_spawned, 0), SPAWNED))
    elif changes and isinstance(argument, np.ndarray) and isinstance(now, np.ndarray) and argument.shape == now.shape:
        argument[...] = now
    elif changes and isinstance(argument, list) and isinstance(now, list):
        argument[:] = now


def _no_iterator(iterator: object) -> NoReturn:
    raise TypeError(f"a test hands over plain data, and no {type(iterator).__name__}")
