"""The processes on one machine that do a run's tasks: judges, forked by a server that also forks students' processes.

A judge or a server that is killed is replaced, and the task that it was doing is done again.
"""

import threading
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

from mbcourse.grading.confined import sandbox, wire
from mbcourse.grading.outcome import TIMEOUT, Result
from mbcourse.grading.workers.prepared import FIRST, LAST
from mbcourse.grading.workers.task import LARGEST, Task, given_up, longest
from mbcourse.warm.forkserver import Child, ForkServer, ServerEnded, StartingServer

TRIES = 3  # how many judges are tried for a task, and how many servers if one is killed while it starts


class WorkerLost(RuntimeError):
    """Every judge that tried a task was killed."""


class NotGraded(RuntimeError):
    """Something was raised that no judge expects: a fault of the grader or of the machine."""


class Workers:
    """Judges on this machine, as many as there are threads with a task.

    Parameters
    ----------
    imports : sequence of str
        The assignment's import statements, run once for all notebooks.
    unsafe : bool, default False
        Whether to grade even if no sandbox is available.
    start : StartingServer, optional
        A server that has been started with `mbcourse.grading.workers.prepared.FIRST`.

    Raises
    ------
    RuntimeError
        If no sandbox is available here; the message says what to do.
    """

    def __init__(self, imports: Sequence[str], unsafe: bool = False, start: StartingServer | None = None) -> None:
        sandbox.choose(unsafe)  # to raise here, not in every judge
        self._prepare, self._start = [*imports, *LAST], start
        self._server: ForkServer | None = self._new_server()
        self._server_changes = threading.Lock()
        self._idle: deque[Child] = deque()

    def do(self, task: Task) -> Result:
        """Do a task in one of the judges and return its result; a judge that takes far too long is ended.

        Raises
        ------
        WorkerLost
            If its judge was killed, and so were the judges that replaced it.
        NotGraded
            If the last of them raised something that no judge expects.
        """
        data, error = task.to_data(), ""
        for _ in range(TRIES):
            judge = self._judge()
            try:
                deadline = time.monotonic() + longest(task)
                wire.send(judge.channel, data, deadline)
                reply, _ = wire.receive(judge.channel, LARGEST, deadline)
            except wire.Closed:
                judge.close()
            except TimeoutError:
                judge.kill()
                judge.close()
                return given_up(task, TIMEOUT, f"looking at the answers took more than {longest(task):g} seconds")
            else:
                if "result" in reply:
                    self._idle.append(judge)
                    return Result.from_json(reply["result"])
                error = reply["error"]
                judge.kill()  # what it raised may be of its own making: another one begins anew
                judge.close()
        if error:
            raise NotGraded(error)
        raise WorkerLost(f"{TRIES} processes, one after the other, ended before they had graded it")

    def close(self) -> None:
        """End all judges and the students' processes."""
        with self._server_changes:
            if self._server:
                self._server.close()
            self._server = None
        while self._idle:
            self._idle.pop().close()

    def _judge(self) -> Child:
        """Return an idle judge, a new one if there is none."""
        with suppress(IndexError):
            while True:
                judge = self._idle.pop()
                if judge.poll() is None:
                    return judge
                judge.close()
        try:
            return self._new_judge()
        except ServerEnded:
            self._replace_server()
            return self._new_judge()

    def _new_judge(self) -> Child:
        if not self._server:
            raise ServerEnded("the workers are closed")
        return self._server.fork("mbcourse.grading.workers.task:serve", {}, connected=True)

    def _new_server(self) -> ForkServer:
        for _ in range(1, TRIES):
            with suppress(ServerEnded):
                return self._prepared()
        return self._prepared()

    def _prepared(self) -> ForkServer:
        is_waiting = self._start and not self._start.taken
        return ForkServer(self._prepare, self._start if is_waiting else StartingServer(FIRST))

    def _replace_server(self) -> None:
        """Start a new server, unless another thread has done so or the workers are closed."""
        with self._server_changes:
            if self._server and self._server.has_ended:
                self._server.close()
                self._server = self._new_server()


class LocalPool:
    """A fixed number of judges on this machine; see `mbcourse.grading.run.Pool`."""

    def __init__(self, jobs: int, start: StartingServer | None, imports: Sequence[str], unsafe: bool = False) -> None:
        self.width = jobs
        self._workers = Workers(imports, unsafe, start)
        self._threads = ThreadPoolExecutor(jobs)

    def submit(self, task: Task) -> "Future[Result]":
        """Send a task to one of the judges."""
        return self._threads.submit(self._workers.do, task)

    def close(self) -> None:
        """End the judges, even in the middle of a task."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._workers.close()
        self._threads.shutdown()
