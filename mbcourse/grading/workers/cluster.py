"""A run on a Dask cluster: the same tasks, sent to other machines; the writer stays here."""

from collections.abc import Sequence
from concurrent.futures import Future
from functools import cache
from typing import Any

from mbcourse.grading.outcome import Result
from mbcourse.grading.workers.local import Workers
from mbcourse.grading.workers.task import Task

RETRIES = 3  # workers that a task may lose
PATIENCE = 10  # seconds in which a scheduler must answer


class Cluster:
    """The workers of a Dask cluster; see `mbcourse.grading.run.Pool`.

    Parameters
    ----------
    address : str
        The scheduler's, such as ``"tcp://10.0.0.5:8786"``. Its workers need this package, with the extra
        ``instructor``, at this version.
    imports : sequence of str
        The assignment's import statements, done once for all notebooks.
    unsafe : bool
        Whether to go on on machines where no sandbox can be had.

    Raises
    ------
    RuntimeError
        If no scheduler answers there, or Dask is not installed here.
    """

    def __init__(self, address: str, imports: Sequence[str], unsafe: bool = False) -> None:
        try:
            from distributed import Client
        except ModuleNotFoundError as error:
            raise RuntimeError("--dask needs Dask: install mbcourse with its extra scale") from error
        try:
            self._client: Any = Client(address, timeout=PATIENCE, set_as_default=False)
        except OSError as error:
            raise RuntimeError(f"no Dask scheduler answers at {address}") from error
        # Not pure: a task that is asked for again is run again.
        self._executor = self._client.get_executor(pure=False, retries=RETRIES)
        self._how = tuple(imports), unsafe
        self.width = max(1, sum(self._client.nthreads().values()))

    def submit(self, task: Task) -> "Future[Result]":
        """Have a task done on one of the workers."""
        future: Future[Result] = self._executor.submit(do, task, *self._how)
        return future

    def close(self) -> None:
        """Leave the cluster; it goes on without us."""
        self._executor.shutdown(wait=False)
        self._client.close()


def do(task: Task, imports: tuple[str, ...], unsafe: bool) -> Result:
    """Do a task on a worker of the cluster, whose processes stay for the next one."""
    return _workers(imports, unsafe).do(task)


@cache
def _workers(imports: tuple[str, ...], unsafe: bool) -> Workers:
    return Workers(imports, unsafe)
