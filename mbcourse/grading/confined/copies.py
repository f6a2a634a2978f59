"""A copy of a student's process, which waits while the process goes on, to repeat a cell from where both were."""

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

from mbcourse.grading.confined import wire

LIMIT = 2**20  # bytes of a reply

Outputs = list[dict[str, Any]]


class Copy:
    """A process forked from this one, for one cell.

    Parameters
    ----------
    run : callable
        Runs a cell and returns its outputs.
    channel : socket.socket
        The connection to the judge, which the copy gives up.
    """

    def __init__(self, run: Callable[[str], Outputs], channel: socket.socket) -> None:
        self._ours, theirs = socket.socketpair()
        self._folder = ""
        self._pid = os.fork()
        if self._pid == 0:
            self._ours.close()
            _serve(run, theirs, channel)
        theirs.close()

    def run(self, source: str) -> Outputs:
        """Run a cell in the copy, which ends; return of each output its type, and of each error its name.

        The copy works in a copy of the work folder, so that nothing it writes is seen here. A copy that ends or is
        interrupted has an error as its output.
        """
        self._folder = tempfile.mkdtemp()
        try:
            wire.send(self._ours, {"source": source, "folder": self._folder})
            outputs, _ = wire.receive(self._ours, LIMIT)
        except (wire.Closed, wire.ProtocolError, KeyboardInterrupt) as error:
            outputs = [{"output_type": "error", "ename": type(error).__name__}]
        self.end()
        return outputs if isinstance(outputs, list) else []

    def end(self) -> None:
        """End the copy, whatever it does."""
        self._ours.close()
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)


def _serve(run: Callable[[str], Outputs], theirs: socket.socket, channel: socket.socket) -> NoReturn:
    try:
        os.dup2(os.open(os.devnull, os.O_RDWR), channel.fileno())
        request, _ = wire.receive(theirs, LIMIT)
        with suppress(OSError):  # a folder too large to be copied is shared
            shutil.copytree(".", request["folder"], symlinks=True, dirs_exist_ok=True)
            os.chdir(request["folder"])
        outputs = run(request["source"])
        kinds = [{"output_type": each["output_type"], "ename": str(each.get("ename", ""))[:100]} for each in outputs]
        wire.send(theirs, kinds)
    finally:
        os._exit(0)
