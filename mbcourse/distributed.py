"""Several processes on this machine that train together, started from a notebook or a script. Linux and macOS."""

import contextlib
import faulthandler
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple, cast

from mbcourse import inputs

PRELOADED = ["torch", "torch._dynamo", "mbcourse.distributed"]  # `DistributedDataParallel` imports torch._dynamo
STARTING = 120.0  # seconds for all processes to be there; on a busy machine the first import takes that long
ENDING = 5.0  # seconds beyond the limit, and for a process to end by itself
LOOPBACK = "lo0" if sys.platform == "darwin" else "lo"


def launch(function: Callable[..., Any], *args: Any, processes: int = 2, limit: float = 10.0) -> list[Any]:
    """Call a function in several processes that can exchange tensors, and return what each of them returned.

    Each process calls ``function(*args)`` as one rank of a group: inside the function ``torch.distributed.get_rank()``
    is 0, 1, ..., and what works on a group works, such as ``all_reduce`` and ``DistributedDataParallel``, on the CPU by
    the backend gloo. A rank computes with one thread. Nothing leaves the machine.

    Parameters
    ----------
    function : callable
        Defined at the top of a module, such as a ``.py`` file beside the notebook: processes import it by its name. It
        is imported afresh at each call, so that a change of the file counts.
    *args
        What it is called with, the same in each process: anything that can be pickled.
    processes : int
        How many, at least 1; by default 2.
    limit : float
        Seconds in which all processes must have returned, counted from when they are all there; by default 10.

    Returns
    -------
    list
        What each rank returned, from rank 0 on: anything that can be pickled.

    Raises
    ------
    ValueError
        If the function is defined in a cell, a script or another function, or it or `args` cannot be pickled.
    RuntimeError
        If a rank raises an error, whose traceback is in the message; if it ends without returning, or what it returns
        cannot be pickled; or if the others wait for a rank that has returned already.
    TimeoutError
        If a rank does not return within the limit; the message says where it was.

    Notes
    -----
    However the call ends, no rank goes on running, nor what it started; if this process is killed, ranks end at the
    limit. What stays until this process ends is one that has imported PyTorch, from which ranks are forked, so that the
    first call takes seconds and later ones a fraction of one. It is the server of the method forkserver of Python's
    ``multiprocessing``, of which a program has one. In a script, call this under ``if __name__ == "__main__":``, since
    the processes import the script.

    Examples
    --------
    >>> import torch.distributed
    >>> from mbcourse.distributed import launch
    >>> launch(torch.distributed.get_rank, processes=3)
    [0, 1, 2]
    """
    inputs.count("processes", processes, 1)
    inputs.positive("limit", limit)
    call = _pickled_call(function, args)
    with tempfile.TemporaryDirectory() as folder, _running(processes, limit, Path(folder)) as ranks:
        for rank in ranks:
            rank.expect_ready(time.monotonic() + STARTING)
        for rank in ranks:
            with contextlib.suppress(BrokenPipeError):  # it has ended: its report says so
                rank.pipe.send_bytes(call)
        return _results(ranks, limit)


def _pickled_call(function: Callable[..., Any], args: tuple[Any, ...]) -> bytes:
    name = getattr(function, "__qualname__", repr(function))
    if not callable(function):
        raise ValueError(f"function is {function!r}: give a function")
    if getattr(function, "__module__", None) == "__main__":
        raise ValueError(
            f"function is {name}, defined in a cell or a script, from where other processes cannot import it: write it "
            "to a module, such as a .py file beside the notebook, and import it from there"
        )
    try:
        pickle.dumps(function)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise ValueError(
            f"function is {name}, which other processes cannot import ({error}): define it at the top of a module"
        ) from None
    try:
        return pickle.dumps((function, args))
    except (pickle.PicklingError, AttributeError, TypeError, RuntimeError) as error:
        raise ValueError(f"args cannot be sent to other processes ({error}): give what pickle takes") from None


# --- In the process that launches ---


class _Report(NamedTuple):
    """How a rank's call ended.

    ``value`` is what the function returned, pickled, or the traceback; ``error`` names the exception; ``at`` is the
    time of the machine's monotonic clock, by which the first of several failures is known.
    """

    at: float
    value: Any
    error: str | None = None


@dataclass
class _Rank:
    """A process as seen from the one that launched it."""

    number: int
    process: BaseProcess
    pipe: Connection
    stuck: Path  # where it writes what it was doing when the limit was reached

    def expect_ready(self, until: float) -> None:
        try:
            if self.pipe.poll(max(0.0, until - time.monotonic())):
                self.pipe.recv_bytes()
                return
        except (EOFError, ConnectionError):
            raise RuntimeError(
                f"rank {self.number} ended while it started, and its own message is above: in a script, call launch "
                'under if __name__ == "__main__":'
            ) from None
        raise TimeoutError(f"rank {self.number} has not started within {STARTING:g} seconds: the machine is too busy")

    @property
    def is_late(self) -> bool:
        """Whether it was ended at the limit."""
        return self.stuck.exists() and self.stuck.stat().st_size > 0

    def report(self) -> _Report:
        """Return how the call ended, once there is something to read."""
        try:
            report: _Report = pickle.loads(self.pipe.recv_bytes())
            return report
        except (EOFError, ConnectionError):
            self.process.join(ENDING)
            return _Report(-float("inf"), "", f"ended without returning, exit status {self.process.exitcode}")

    def end(self) -> None:
        """End the process and all that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):  # PermissionError: macOS's word for a zombie
            os.killpg(cast(int, self.process.pid), signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


@contextlib.contextmanager
def _running(processes: int, limit: float, folder: Path) -> Iterator[list[_Rank]]:
    """Start the ranks, and end them at the end of the ``with`` block."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    with contextlib.ExitStack() as started:
        ranks = []
        for number in range(processes):
            ours, theirs = context.Pipe()
            stuck = folder / f"stuck-{number}"
            task = _Task(number, processes, limit, str(folder / "store"), str(stuck))
            process = context.Process(target=_serve, args=(theirs, task))
            process.start()
            ranks.append(_Rank(number, process, ours, stuck))
            started.callback(ranks[-1].end)
            theirs.close()
        yield ranks


def _results(ranks: list[_Rank], limit: float) -> list[Any]:
    """Return what all ranks returned, or raise the first failure."""
    until = time.monotonic() + limit + ENDING
    reports: dict[int, _Report] = {}
    while waiting := [rank for rank in ranks if rank.number not in reports]:
        ready = wait([rank.pipe for rank in waiting], max(0.0, until - time.monotonic()))
        reports |= {rank.number: rank.report() for rank in waiting if rank.pipe in ready}
        if not ready or any(rank.is_late for rank in ranks):
            raise TimeoutError(_where_they_were(ranks, limit))
        if any(report.error for report in reports.values()):
            raise RuntimeError(_what_failed(reports, len(ranks)))
    return [pickle.loads(reports[rank.number].value) for rank in ranks]


def _what_failed(reports: dict[int, _Report], processes: int) -> str:
    """Describe the first failure: others may follow from it."""
    number, first = min(((n, report) for n, report in reports.items() if report.error), key=lambda pair: pair[1].at)
    gone = [
        f"rank {n} had returned already" for n, report in reports.items() if not report.error and report.at < first.at
    ]
    return "\n".join([f"rank {number} of {processes} {first.error}", *gone, first.value.rstrip()]).rstrip()


def _where_they_were(ranks: list[_Rank], limit: float) -> str:
    """Describe what kept the ranks that are late."""
    for rank in ranks:  # all reach the limit within a moment
        with contextlib.suppress(OSError):
            rank.pipe.poll(ENDING / 10)
    late = [rank for rank in ranks if rank.is_late]
    places = []
    for rank in late:
        *_, main = rank.stuck.read_text().split("(most recent call first):\n")  # the main thread comes last
        lines = main.splitlines()
        own = next((place for place, line in enumerate(lines) if __file__ in line), len(lines))
        places.append("\n".join([f"rank {rank.number}, innermost call first:", *lines[:own]]))
    names = ", ".join(f"rank {rank.number}" for rank in late) or "some ranks"
    return "\n".join([f"{names} had not returned within limit = {limit:g} seconds: give more, or see why", *places])


# --- In a rank ---


class _Task(NamedTuple):
    """What a rank is told before it is told what to call."""

    number: int
    processes: int
    limit: float
    store: str
    stuck: str


def _serve(pipe: Connection, task: _Task) -> None:
    """Be one rank: say so, receive a call, make it, and report."""
    os.setpgrp()  # what the function starts ends with it, and Ctrl-C is the launching process's to handle
    pipe.send_bytes(b"ready")
    try:
        call = pipe.recv_bytes()
    except EOFError:  # the launching process has ended
        return
    with open(task.stuck, "w") as stuck:
        # Ends this process at the limit even if the launching one is gone, or the function never lets go of Python.
        faulthandler.dump_traceback_later(task.limit, exit=True, file=stuck)
        report = _called(call, task)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        pipe.send_bytes(pickle.dumps(report))
        faulthandler.cancel_dump_traceback_later()


def _called(call: bytes, task: _Task) -> _Report:
    """Make the call as a member of the group."""
    import numpy as np
    import torch
    import torch.distributed as dist

    torch.set_num_threads(1)
    np.random.seed()  # noqa: NPY002 - forked copies would otherwise draw the same numbers
    os.environ["GLOO_SOCKET_IFNAME"] = LOOPBACK
    try:
        function, args = pickle.loads(call)
    except Exception as error:
        return _failed(error, "could not import what it was sent: what is defined in a cell has to be in a module")
    try:
        patience = timedelta(seconds=task.limit + 2 * ENDING)  # longer than the limit, which says more
        dist.init_process_group(
            "gloo",
            init_method=f"file://{task.store}",
            timeout=patience,
            world_size=task.processes,
            rank=task.number,
        )
        dist.barrier()  # none may return, and so leave, before all are connected
        value = function(*args)  # the rank leaves the group as it ends, after its report
    except BaseException as error:
        return _failed(error, f"raised {type(error).__name__}")
    try:
        return _Report(time.monotonic(), pickle.dumps(value))
    except Exception as error:
        return _failed(error, f"returned {type(value).__name__}, which cannot be sent back: return what pickle takes")


def _failed(error: BaseException, what: str) -> _Report:
    at = time.monotonic()
    inner = error.__traceback__ and error.__traceback__.tb_next  # without the frame of this module
    return _Report(at, "".join(traceback.format_exception(type(error), error, inner)), what)
