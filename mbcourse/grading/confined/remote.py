"""The grader's end of a student's process: functions are called there, and nothing of theirs runs here.

`mbcourse.grading.confined.student` is the other end. For a function the test gets a stand-in: calling it sends the
arguments to the student's process and returns the result as plain data.
"""

import builtins
import os
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn

from mbcourse.grading.confined import plain, wire
from mbcourse.grading.confined.sandbox import Limits
from mbcourse.grading.confined.standins import FunctionStandIn, NeedsInside, StandIn
from mbcourse.grading.confined.values import change, comparable, containers, sees_plain_data
from mbcourse.grading.outcome import KILLED, TIMEOUT, storable
from mbcourse.warm.forkserver import Connection

REQUEST = 64 * 2**20  # largest size of one request, in bytes
REPLY = 16 * 2**20  # largest size of one reply, in bytes
REPLIES = 64 * 2**20  # largest size of all replies in one cell, in bytes
TOO_LARGE = "too large"  # the key of a reply in place of one that is
OWN = 0.8  # of its time: with so much of a processor, a cell that is interrupted takes too long
GRACE = 2.0  # seconds that an interrupted cell has to stop
START = 60.0  # seconds that a new process has to get ready
TEXT = 10_000  # characters of an error's text
PAGE = 4096  # bytes that a small file takes
CREDENTIALS = struct.Struct("iii")  # pid, uid, gid

Names = dict[str, Any]


class Stopped(BaseException):
    """A student's process gave no reply. Not an Exception, so that a test cannot pass by catching it."""

    def __init__(self, outcome: str, text: str) -> None:
        super().__init__(text)
        self.outcome = outcome


@dataclass(frozen=True)
class SandboxSetup:
    """How students' processes are started: the server that forks them, and what they are confined to.

    Attributes
    ----------
    server : Connection
        The fork server.
    tier : str
        One of `mbcourse.grading.confined.sandbox.TIERS`.
    limits : Limits
        What a process may use.
    readable : tuple of str
        Absolute paths that it may read besides the system's own.
    files : mapping of str to str
        The files of its work folder, in base64, by relative path; empty by default.
    """

    server: Connection
    tier: str
    limits: Limits
    readable: tuple[str, ...]
    files: Mapping[str, str] = field(default_factory=dict)


class StudentProcess:
    """A student's process, with a deadline for each request.

    Parameters
    ----------
    setup : SandboxSetup
        How it is started and confined.

    Raises
    ------
    RuntimeError
        If the sandbox cannot be entered; the process's own message is on stderr.
    Stopped
        If the process was ended after it had entered it.
    """

    def __init__(self, setup: SandboxSetup) -> None:
        argument = {"limits": vars(_with_room(setup)), "tier": setup.tier, "readable": setup.readable}
        self._child = setup.server.fork("mbcourse.grading.confined.student:main", argument)
        self._channel = self._child.channel
        self._deadline, self._budget, self.alive = time.monotonic() + START, REPLIES, True
        try:
            wire.send(self._channel, dict(setup.files))
            self._process = self._sender()
            wire.receive(self._channel, REPLY, self._deadline)
        except (wire.Closed, wire.ProtocolError, TimeoutError) as error:
            self._child.kill()
            raise RuntimeError("the sandbox could not be entered; its error message is above") from error

    def _sender(self) -> int:
        """Return a pidfd of the process at the other end, whose pid the kernel vouches for; no cell has run yet."""
        self._channel.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._channel.settimeout(START)
        _, ancillary, _, _ = self._channel.recvmsg(1, socket.CMSG_SPACE(CREDENTIALS.size), socket.MSG_PEEK)
        self._channel.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        if not ancillary:
            raise wire.Closed
        self._pid, _, _ = CREDENTIALS.unpack(ancillary[0][2][: CREDENTIALS.size])  # 0 if it has ended since
        try:
            return os.pidfd_open(self._pid)
        except OSError as error:
            self._child.kill()
            self._child.close()
            raise Stopped(KILLED, "the process was ended as soon as it had begun") from error

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Limit the time, and the size of all replies, of the requests in a ``with`` block."""
        self._deadline, self._budget, self._seconds = time.monotonic() + seconds, REPLIES, seconds
        self._used_before = self._processor_time()
        self.stopped, self.question, self.interrupted, self.waited = None, "", False, False
        yield

    def run(self, source: str) -> list[dict[str, Any]]:
        """Run a cell and return its outputs as received; a cell that takes too long ends in a KeyboardInterrupt.

        Raises
        ------
        Stopped
            If the process ended or had to be ended.
        """
        reply, _ = self._ask({"do": "run", "source": source})
        outputs = reply.get("outputs")
        return outputs if isinstance(outputs, list) else self._reject("no outputs")

    def test(self, source: str) -> tuple[list[dict[str, Any]], bool]:
        """Run a test cell where the answers ran; return its outputs, and whether it came to its end in time.

        A copy of the process as it was before waits for `repeat`.
        """
        reply, in_time = self._ask({"do": "test", "source": source})
        outputs = reply.get("outputs")
        return outputs if isinstance(outputs, list) else self._reject("no outputs"), in_time

    def repeat(self, source: str) -> list[dict[str, Any]]:
        """Run a cell in the copy that waits since `test`, which ends with it; return the outputs."""
        reply, _ = self._ask({"do": "repeat", "source": source})
        outputs = reply.get("outputs")
        return outputs if isinstance(outputs, list) else self._reject("no outputs")

    def names(self, names: list[str]) -> Names:
        """Return the values of those names that the student defined: data, and stand-ins for functions."""
        reply = self._ask_in_time({"do": "names", "names": names})
        defined = {}
        for name in names:
            about = reply.get(name)
            if isinstance(about, dict):
                defined[name] = self._function(name) if "function" in about else self._decoded(about.get("value"), [])
        return defined

    def require_same(self, shared: Mapping[str, object]) -> None:
        """Require that names mean the same on both sides: as plain data, or functions that see plain data alone.

        Parameters
        ----------
        shared : mapping of str to object
            The values that names of locked cells and earlier tests have on this side.

        Raises
        ------
        NeedsInside
            If one does not.
        """
        data = {name: value for name, value in shared.items() if not sees_plain_data(value)}
        theirs = self._ask_in_time({"do": "names", "names": [*data]}) if data else {}
        for name, value in data.items():
            ours = self._encoded(value)
            if name in theirs and comparable(theirs[name]) != comparable({"value": ours}):
                raise self._needs_inside(f"{name} is not what the assignment's cells made it")

    def _function(self, name: str) -> Callable[..., object]:
        return FunctionStandIn(name, self.call, self._needs_inside) if self.exact else Function(self, name)

    def call(self, name: str, arguments: tuple[object, ...], keywords: Mapping[str, object]) -> object:
        """Call a function of the student's and return its result, or raise its error."""
        request = {
            "do": "call",
            "name": name,
            "arguments": [self._encoded(argument) for argument in arguments],
            "keywords": {key: self._encoded(argument) for key, argument in keywords.items()},
            "changes": self.changes,
        }
        everything = (*arguments, *keywords.values())
        if self.exact and len(held := list(containers(everything))) > len(set(held)):
            raise self._needs_inside("the test passes one list, dict or array in two places")
        reply = self._finished(self._ask_in_time(request), everything)
        return self._decoded(reply.get("value"), everything)

    changes = False  # whether a call also returns its arguments as they are afterwards
    exact = False  # whether what is not exactly plain data gets a stand-in that raises `NeedsInside`
    question = ""  # what a test asked of such a stand-in in the present ``with`` block
    interrupted = False  # whether a request of the present ``with`` block took too long
    waited = False  # whether it had too little of a processor to say so
    stopped: Stopped | None = None  # how the process stopped in the present ``with`` block, if it did
    broke_protocol = False  # whether it sent what no answer can return, or far too much: trying again would not help

    def close(self) -> None:
        """End the process and everything that it started."""
        self.alive = False
        self._signal(signal.SIGKILL)
        try:
            self._child.wait(GRACE)
        except TimeoutError:
            self._child.kill()
        os.close(self._process)
        self._child.close()

    def _processor_time(self) -> float:
        """Return the seconds of a processor that the process has used; 0 if it has ended."""
        try:
            fields = Path(f"/proc/{self._pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")  # in its own code, and in the kernel for it

    def _signal(self, which: signal.Signals) -> None:
        with suppress(ProcessLookupError):  # it has ended already
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
        """Repeat here the side effects of a call: print, draw random numbers, change arguments, raise."""
        sys.stdout.write(str(reply.get("printed", "")))
        afterwards = reply.get("afterwards")
        for argument, new in zip(arguments, afterwards if isinstance(afterwards, list) else [], strict=False):
            if new is not None:
                change(argument, self._decoded(new, []), self.changes)
        if "error" in reply:
            _raise(reply["error"] if isinstance(reply["error"], dict) else {})
        return reply

    def _encoded(self, argument: object) -> Any:
        try:
            data = plain.encode(argument, _refuse_iterator)
        except TypeError as error:
            raise self._needs_inside(str(error)) if self.exact else error from error
        if self.exact and not plain.is_plain(data):
            raise self._needs_inside(f"the test passes {_a(type(argument).__name__)}, or something that holds others")
        return data

    def _needs_inside(self, question: str) -> NeedsInside:
        self.question = question
        return NeedsInside(question)

    def _decoded(self, data: Any, arguments: Any) -> object:
        stand_in = (lambda name: StandIn(_a(name), self._needs_inside)) if self.exact else None
        try:
            return plain.decode(data, lambda number: self._items(number, tuple(arguments)), stand_in=stand_in)
        except plain.Malformed as error:
            self._reject(str(error))

    def _ask_in_time(self, request: dict[str, Any]) -> dict[str, Any]:
        reply, in_time = self._ask(request)
        if not in_time:
            raise self._stopped(TIMEOUT, f"no result after {self._seconds:g} seconds")
        if TOO_LARGE in reply:
            if self.exact:
                raise self._needs_inside("the test looks at more than can be sent")
            self._reject(f"{reply[TOO_LARGE]!s:.100}")
        return reply

    def _ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bool]:
        """Return the reply and whether it came in time; if it or the request is too large, a reply that says so."""
        try:
            try:
                try:
                    wire.send(self._channel, request | {"room": self._room}, self._deadline, REQUEST)
                except wire.ProtocolError as error:
                    return {TOO_LARGE: str(error)}, True
                return self._reply(self._deadline), True
            except TimeoutError:
                self.interrupted = True
                self.waited = self._processor_time() - self._used_before < OWN * self._seconds
                self._signal(signal.SIGINT)
                return self._reply(time.monotonic() + GRACE), False
        except TimeoutError:
            self.close()
            raise self._stopped(
                TIMEOUT, f"no result after {self._seconds:g} seconds; it ignored an interrupt"
            ) from None
        except wire.Closed:
            self.close()
            raise self._stopped(KILLED, "the answer ended the process that it ran in") from None
        except wire.ProtocolError as error:
            self._reject(str(error))

    def _reply(self, deadline: float) -> dict[str, Any]:
        reply, size = wire.receive(self._channel, self._room, deadline)
        self._budget -= size
        return reply if isinstance(reply, dict) else self._reject("no reply")

    @property
    def _room(self) -> int:
        return min(REPLY, self._budget)

    def _reject(self, what: str) -> NoReturn:
        self.close()
        self.broke_protocol = True
        raise self._stopped(KILLED, f"the answer's process sent what no answer can return: {what}") from None

    def _stopped(self, outcome: str, text: str) -> Stopped:
        self.stopped = Stopped(outcome, text)
        return self.stopped


def _with_room(setup: SandboxSetup) -> Limits:
    """Return the limits, with room for the files that are given, and for a copy of them."""
    given = sum(len(content) for content in setup.files.values()) + PAGE * len(setup.files)
    return replace(setup.limits, disk=setup.limits.disk + 2 * given)


@dataclass(frozen=True)
class Function:
    """A stand-in for a function that a student defined."""

    student: StudentProcess
    name: str

    def __call__(self, *arguments: object, **keywords: object) -> object:
        """Call it in the student's process."""
        return self.student.call(self.name, arguments, keywords)


def _raise(described: dict[str, Any]) -> NoReturn:
    """Raise an error of the student's process here: with its own name, derived from the built-in type closest to it."""
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


def _a(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _refuse_iterator(iterator: object) -> NoReturn:
    raise TypeError(f"a test may pass only plain data to a function, not a {type(iterator).__name__}")
