"""The processes of one machine that do a run's tasks: judges, forked from a server that forks students too.

A judge or a server that is killed is replaced, and what was being done is done again.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from mbcourse.grading import sandbox, wire
from mbcourse.grading.forkserver import Child, ForkServer, Gone
from mbcourse.grading.notebook import Result
from mbcourse.grading.work import LARGEST, PREPARED, Task

TRIES = 3  # judges that a task may lose before it is given up


class Lost(RuntimeError):
    """A task that judge after judge did not survive."""


class Workers:
    """Judges on this machine, one for each thread that has tasks; also a context manager, which ends them.

    Parameters
    ----------
    imports : sequence of str
        Modules that the assignment's notebooks import.
    unsafe : bool
        Whether to go on where no sandbox can be had.

    Raises
    ------
    RuntimeError
        If no sandbox can be had here; the message says what to do.
    """

    def __init__(self, imports: Sequence[str], unsafe: bool = False) -> None:
        sandbox.choose(unsafe)  # to say so here and now, not in every judge
        self._prepare = [*imports, *PREPARED]
        self._server: ForkServer | None = ForkServer(self._prepare)
        self._server_changes = threading.Lock()
        self._own = threading.local()

    def do(self, task: Task) -> Result:
        """Have a task done and return its result.

        Raises
        ------
        Lost
            If its judge was killed, and so were those that took its place.
        """
        data = task.to_data()
        for _ in range(TRIES):
            try:
                judge = self._judge()
            except Gone:
                self._replace_server()
                judge = self._judge()
            try:
                wire.send(judge.channel, data)
                result, _ = wire.receive(judge.channel, LARGEST)
                return Result.from_json(result)
            except wire.Closed:
                judge.close()
                del self._own.judge
        raise Lost(f"{TRIES} processes that graded it ended before they had a result")

    def close(self) -> None:
        """End all judges and the students' processes."""
        with self._server_changes:
            if self._server:
                self._server.close()
            self._server = None

    def _replace_server(self) -> None:
        """Start a new server, unless another thread has done so or there shall be none any more."""
        with self._server_changes:
            if self._server and self._server.has_ended:
                self._server.close()
                self._server = ForkServer(self._prepare)

    def _judge(self) -> Child:
        if not hasattr(self._own, "judge"):
            if not self._server:
                raise Gone("the workers were told to end")
            self._own.judge = self._server.fork("mbcourse.grading.work:serve", {}, connected=True)
        judge: Child = self._own.judge
        return judge


class Local:
    """So many judges on this machine; see `mbcourse.grading.run.Pool`."""

    def __init__(self, jobs: int, imports: Sequence[str], unsafe: bool = False) -> None:
        self.width = jobs
        self._workers = Workers(imports, unsafe)
        self._threads = ThreadPoolExecutor(jobs)

    def submit(self, task: Task) -> "Future[Result]":
        """Have a task done."""
        return self._threads.submit(self._workers.do, task)

    def close(self) -> None:
        """End them, whatever they are doing."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._workers.close()
