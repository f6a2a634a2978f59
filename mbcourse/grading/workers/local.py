"""The processes of one machine that do a run's tasks: judges, forked from a server that forks students too.

A judge or a server that is killed is replaced, and what was being done is done again.
"""

import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

from mbcourse.grading.confined import sandbox, wire
from mbcourse.grading.outcome import Result
from mbcourse.grading.workers.prepared import FIRST, LAST
from mbcourse.grading.workers.task import LARGEST, Task
from mbcourse.warm.forkserver import Child, ForkServer, ServerEnded, StartingServer

TRIES = 3  # judges that a task may lose before it is given up, and servers that may be killed while they start


class Lost(RuntimeError):
    """A task that judge after judge did not survive."""


class Workers:
    """Judges on this machine, as many as threads have tasks at once.

    Parameters
    ----------
    imports : sequence of str
        The assignment's import statements, done once for all notebooks.
    unsafe : bool
        Whether to go on where no sandbox can be had.
    start : StartingServer, optional
        A server that has begun with `mbcourse.grading.workers.prepared.FIRST`.

    Raises
    ------
    RuntimeError
        If no sandbox can be had here; the message says what to do.
    """

    def __init__(self, imports: Sequence[str], unsafe: bool = False, start: StartingServer | None = None) -> None:
        sandbox.choose(unsafe)  # to say so here and now, not in every judge
        self._prepare, self._start = [*imports, *LAST], start
        self._server: ForkServer | None = self._new_server()
        self._server_changes = threading.Lock()
        self._idle: deque[Child] = deque()

    def do(self, task: Task) -> Result:
        """Have a task done and return its result.

        Raises
        ------
        Lost
            If its judge was killed, and so were those that took its place.
        """
        data = task.to_data()
        for _ in range(TRIES):
            judge = self._judge()
            try:
                wire.send(judge.channel, data)
                result, _ = wire.receive(judge.channel, LARGEST)
            except wire.Closed:
                judge.close()
            else:
                self._idle.append(judge)
                return Result.from_json(result)
        raise Lost(f"{TRIES} processes that graded it ended before they had a result")

    def close(self) -> None:
        """End all judges and the students' processes."""
        with self._server_changes:
            if self._server:
                self._server.close()
            self._server = None
        while self._idle:
            self._idle.pop().close()

    def _judge(self) -> Child:
        """Return a judge that has nothing to do."""
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
            raise ServerEnded("the workers were told to end")
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


class Local:
    """So many judges on this machine; see `mbcourse.grading.run.Pool`."""

    def __init__(self, jobs: int, start: StartingServer | None, imports: Sequence[str], unsafe: bool = False) -> None:
        self.width = jobs
        self._workers = Workers(imports, unsafe, start)
        self._threads = ThreadPoolExecutor(jobs)

    def submit(self, task: Task) -> "Future[Result]":
        """Have a task done."""
        return self._threads.submit(self._workers.do, task)

    def close(self) -> None:
        """End them, whatever they are doing."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._workers.close()
        self._threads.shutdown()
