"""A process that has imported what notebooks import, and forks a warm copy of itself in milliseconds. Linux only.

A forked copy runs one function, ``"module:function"``, with a socket to the process that requested it. The server ends
when the process that started it ends, for whatever reason, and its copies end with it. It is started with a minimal
environment, because a program can always read the environment it was started with.
"""

import ctypes
import gc
import json
import os
import random
import selectors
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from types import TracebackType
from typing import Any, cast

REQUEST = 64 * 1024  # largest size of a request, in bytes
PASSED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "HOME", "TMPDIR")
# One thread: a fork copies only the calling thread, and workers should not compete for the cores.
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
PR_SET_PDEATHSIG = 1
FOLDER = "/"  # the server's working directory; python -m puts it first on sys.path, and `main` removes it
STARTED = "started"
ANEW = "anew"  # the first name of a server that begins anew, without a statement that started a thread
ENDING = 1.0  # seconds from the loss of a server's sockets to its end

Job = Callable[[], object]


class ServerEnded(RuntimeError):
    """The fork server has ended."""


class Child:
    """A forked process: its socket, and how it ended.

    Attributes
    ----------
    channel : socket.socket
        Our end of the socket; the forked function has the other one.
    pid : int
        The process that the server forked.
    """

    def __init__(self, channel: socket.socket, status: socket.socket) -> None:
        self.channel = channel
        self._status = status
        self._exit: int | None = None
        self.pid = int(status.recv(32))

    def poll(self) -> int | None:
        """Return the exit status, or None while the process runs."""
        try:
            return self.wait(timeout=0)
        except BlockingIOError:
            return None

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit status, as `subprocess.Popen.returncode`; raise TimeoutError after ``timeout`` seconds."""
        if self._exit is None:
            self._status.settimeout(timeout)
            status = self._status.recv(32)
            self._exit = int(status) if status else -signal.SIGKILL  # nothing came: the server itself was killed
        return self._exit

    def kill(self) -> None:
        """Kill the process and everything it started; the server reaps it."""
        _kill(self.pid)

    def close(self) -> None:
        """Close our ends of its sockets."""
        self.channel.close()
        self._status.close()


class Connection:
    """A connection to a server, on which copies are requested; they end when it is closed."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control

    def fork(self, target: str, argument: dict[str, Any], connected: bool = False) -> Child:
        """Fork a copy that calls ``target``, ``"module:function"``, with ``argument`` (JSON) and its socket.

        With ``connected`` the target is also passed a new `Connection` to the server.

        Raises
        ------
        ServerEnded
            If the server has ended.
        ValueError
            If ``argument`` is too long.
        """
        request = json.dumps({"target": target, "argument": argument}).encode()
        if len(request) > REQUEST:
            raise ValueError(f"the request has {len(request)} bytes; at most {REQUEST} are allowed")
        (channel, its_channel), (status, its_status) = socket.socketpair(), _packets()
        try:
            with ExitStack() as theirs:
                ends = [its_channel, its_status, *(_packets() if connected else ())]
                for end in ends:
                    theirs.enter_context(end)
                socket.send_fds(self._control, [request], [end.fileno() for end in ends])
            return Child(channel, status)
        except (OSError, ValueError) as error:  # ValueError: no pid arrived
            channel.close()
            status.close()
            raise ServerEnded("the fork server has ended") from error

    def close(self) -> None:
        """Close it."""
        self._control.close()


class StartingServer:
    """A server that is still starting, so that both processes can do their imports at the same time.

    Also a context manager, which ends the server unless a `ForkServer` has taken it over.

    Parameters
    ----------
    prepare : sequence of str
        What the server does at once; see `ForkServer`.
    """

    def __init__(self, prepare: Sequence[str] = ()) -> None:
        self.control, theirs = _packets()
        command = [sys.executable, "-m", __name__, str(theirs.fileno()), *prepare]
        passed_on = {
            name: value for name, value in os.environ.items() if name in PASSED_ON or name.startswith("PYTHON")
        }
        with theirs:
            self.process = subprocess.Popen(
                command,
                env=passed_on | ONE_THREAD,
                cwd=FOLDER,
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # an interrupt at the terminal is meant for the process that uses the server
            )

    taken = False  # whether it belongs to a `ForkServer`, which then ends it

    def __enter__(self) -> "StartingServer":
        return self

    def __exit__(self, *error: object) -> None:
        if not self.taken:
            self.process.kill()
            self.process.wait()
            self.control.close()


class ForkServer(Connection):
    """A server, and the first connection to it; also a context manager, which stops it.

    Parameters
    ----------
    prepare : sequence of str
        What the server does before it forks: import ``"module"``, import and call ``"module:function"``, or run a
        statement such as ``"from package import name"``. A statement that fails is skipped: the code that needs it
        will fail in the same way. So is one that starts a thread, with which no process can be forked.
    start : StartingServer, optional
        A server that is starting already and may have imported modules.

    Raises
    ------
    RuntimeError
        If the server cannot start; its own message is on stderr.
    """

    def __init__(self, prepare: Sequence[str] = (), start: StartingServer | None = None) -> None:
        start = start or StartingServer()
        start.taken = True
        self._process = start.process
        super().__init__(start.control)
        reply = b""
        with suppress(OSError):  # the server has ended
            start.control.send(json.dumps(prepare).encode())
            reply = start.control.recv(32)
        if reply.decode() != STARTED:
            self.close()
            if self._process.returncode < 0:
                raise ServerEnded("the fork server was killed while it started")
            raise RuntimeError("the fork server did not start; its error message is above")

    @property
    def pid(self) -> int:
        """Process id of the server."""
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        """Whether the server has ended."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(ENDING)
        return self._process.returncode is not None

    def close(self) -> None:
        """Stop the server and everything that it forked."""
        super().close()
        self._process.wait()

    def __enter__(self) -> "ForkServer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _packets() -> tuple[socket.socket, socket.socket]:
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


class _StartsThread(Exception):
    """A statement has started a thread: a fork copies only one, and a lock held by another would never be released."""


def main() -> None:
    """Run a server. Arguments: its socket's number and what to prepare first; the rest comes through the socket."""
    number, *names = sys.argv[1:]
    control = socket.socket(fileno=int(number))
    control.set_inheritable(False)
    if sys.path[0] == FOLDER:
        del sys.path[0]
    gc.disable()  # imported modules are never freed
    is_anew = names[:1] == [ANEW]
    further = names[1:] if is_anew else None
    try:
        if further is None:
            prepare(names)
            further = _further(control)
        prepare(further)
    except _StartsThread as error:
        everything = [*([] if is_anew else names), *(_further(control) if further is None else further)]
        left = [name for name in everything if name != str(error)]
        control.set_inheritable(True)
        os.execv(sys.executable, [sys.executable, "-m", __name__, number, ANEW, *left])
    gc.freeze()  # copies share these pages as long as no process writes to them
    gc.enable()
    with suppress(BrokenPipeError):
        control.send(STARTED.encode())
    job = serve(control)
    if job is not None:
        try:
            job()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    os._exit(0)  # imported modules have nothing to clean up, and their exit handlers could take a second


def _further(control: socket.socket) -> list[str]:
    """Receive what else is to be prepared; nothing if the server is no longer needed."""
    return cast(list[str], json.loads(control.recv(REQUEST) or "[]"))


def prepare(names: Sequence[str]) -> None:
    """Import modules and call functions; exit if one of them has started a thread."""
    for name in names:
        if name.startswith(("import ", "from ")):
            with suppress(Exception, SystemExit):  # a package can be missing, broken, or unwilling
                exec(name, {})
            if _threads():
                raise _StartsThread(name)
        else:
            _import_and_call(name)
    if threads := _threads():
        sys.exit(f"mbcourse: importing {', '.join(names)} started {threads} thread(s), which makes forking unsafe")


def _threads() -> int:
    """Return how many threads there are besides this one."""
    return len(os.listdir("/proc/self/task")) - 1


@dataclass(frozen=True)
class _Copy:
    """A running copy: its process, the socket that reports its end, and the connection that requested it."""

    pid: int
    status: socket.socket
    control: socket.socket


def serve(control: socket.socket) -> Job | None:
    """Fork on each request until the socket is closed. In a forked copy, return the job that it has to run."""
    server = os.getpid()
    running: dict[int, _Copy] = {}  # by the pidfd that becomes readable when the copy ends
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fd in running:
                    _report(running.pop(key.fd))
                    selector.unregister(key.fd)
                    os.close(key.fd)
                    continue
                requester = cast(socket.socket, key.fileobj)
                request, (*fds,), _, _ = socket.recv_fds(requester, REQUEST, 4)
                if not request:
                    for copy in running.values():
                        if requester in (control, copy.control):
                            _kill(copy.pid)
                    selector.unregister(requester)
                    requester.close()
                    if requester is control:
                        return None
                    continue
                ends = [socket.socket(fileno=fd) for fd in fds]  # channel, status; both ends of a new connection
                pid = os.fork()
                if not pid:
                    mine = ends[::3]
                    _leave(selector, [copy.status for copy in running.values()], server)
                    return partial(_run, json.loads(request), mine)
                ends[0].close()
                ends[1].send(str(pid).encode())
                pidfd = os.pidfd_open(pid)
                running[pidfd] = _Copy(pid, ends[1], requester)
                selector.register(pidfd, selectors.EVENT_READ)
                for connection in ends[2:3]:
                    selector.register(connection, selectors.EVENT_READ)


def _kill(pid: int) -> None:
    """Kill a copy and its process group, which it leads unless it has only just been forked."""
    for kill in (os.kill, os.killpg):
        with suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)


def _report(copy: _Copy) -> None:
    _kill(copy.pid)  # it has ended itself; this ends the processes that it left running
    _, ended = os.waitpid(copy.pid, 0)
    with suppress(BrokenPipeError):  # no process waits for the status
        copy.status.send(str(os.waitstatus_to_exitcode(ended)).encode())
    copy.status.close()


def _leave(selector: selectors.BaseSelector, others: Iterable[socket.socket], server: int) -> None:
    """In a forked copy: close the server's descriptors, start a new session, and arrange to die with the server."""
    os.setsid()
    for each in [*(key.fileobj for key in selector.get_map().values()), *others]:
        os.close(each) if isinstance(each, int) else cast(socket.socket, each).close()
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != server:  # the server died before the line above
        os._exit(1)


def _run(request: dict[str, Any], sockets: list[socket.socket]) -> None:
    _reseed()
    channel, *control = sockets
    _import_and_call(request["target"], request["argument"], channel, *map(Connection, control))


def _reseed() -> None:
    """Reseed the random generators: otherwise all copies would draw the same numbers."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(random.getrandbits(63))


def _import_and_call(name: str, *arguments: object) -> None:
    module, _, function = name.partition(":")
    imported = import_module(module)
    if function:
        getattr(imported, function)(*arguments)


if __name__ == "__main__":
    # Imported under its own name: otherwise forked code would import this module a second time.
    from mbcourse.warm import forkserver

    forkserver.main()
