"""A run on a Dask cluster: the same tasks, sent to other machines; results are still written on this one."""

import ipaddress
from collections.abc import Sequence
from concurrent.futures import Future
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from mbcourse.grading.outcome import Result
from mbcourse.grading.workers.local import Workers
from mbcourse.grading.workers.task import Task

RETRIES = 3  # how often a task is tried again after its worker was lost
PATIENCE = 10  # seconds that a scheduler has to answer
ENCRYPTED = ("tls", "wss")


class ClusterPool:
    """The workers of a Dask cluster; see `mbcourse.grading.run.Pool`.

    Parameters
    ----------
    address : str
        The scheduler's address, such as ``"tls://10.0.0.5:8786"``, for which Dask's own settings name the certificates.
        Its workers need the same version of this package,
        with the extra ``instructor``.
    imports : sequence of str
        The assignment's import statements, run once for all notebooks.
    unsafe : bool, default False
        Whether to grade also on machines that have no sandbox.

    Raises
    ------
    RuntimeError
        If no scheduler answers there, Dask has no certificate for it, or Dask is not installed here.
    """

    def __init__(self, address: str, imports: Sequence[str], unsafe: bool = False) -> None:
        try:
            from distributed import Client, Security
        except ModuleNotFoundError as error:
            raise RuntimeError("--dask needs Dask: install mbcourse with its extra scale") from error
        security = Security()  # as Dask's own configuration has it
        if is_encrypted(address) and not security.get_connection_args("client")["ssl_context"]:
            raise RuntimeError(
                f"{address} needs a certificate: name its files in Dask's configuration, "
                "https://distributed.dask.org/en/stable/tls.html"
            )
        try:
            self._client: Any = Client(address, security=security, timeout=PATIENCE, set_as_default=False)
        except OSError as error:
            raise RuntimeError(f"no Dask scheduler answers at {address}") from error
        # Not pure: a task that is submitted again is run again.
        self._executor = self._client.get_executor(pure=False, retries=RETRIES)
        self._settings = tuple(imports), unsafe
        self.width = max(1, sum(self._client.nthreads().values()))

    def submit(self, task: Task) -> "Future[Result]":
        """Send a task to one of the workers."""
        future: Future[Result] = self._executor.submit(do, task, *self._settings)
        return future

    def close(self) -> None:
        """Leave the cluster; it keeps running."""
        self._executor.shutdown(wait=False)
        self._client.close()


def is_encrypted(address: str) -> bool:
    """Return whether both ends of a connection to an address must show a certificate."""
    return urlsplit(address).scheme in ENCRYPTED


def is_open(address: str) -> bool:
    """Return whether an address is neither encrypted nor on this machine.

    Examples
    --------
    >>> [is_open(a) for a in ("tls://10.0.0.5:8786", "tcp://[::1]:8786", "tcp://10.0.0.5:8786", "10.0.0.5:8786")]
    [False, False, True, True]
    """
    host = urlsplit(address if "://" in address else f"tcp://{address}").hostname or ""
    try:
        is_here = ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name
        is_here = host == "localhost"
    return not is_here and not is_encrypted(address)


def do(task: Task, imports: tuple[str, ...], unsafe: bool) -> Result:
    """Do a task on a worker of the cluster; its processes are kept for the next task."""
    return _workers(imports, unsafe).do(task)


@cache
def _workers(imports: tuple[str, ...], unsafe: bool) -> Workers:
    return Workers(imports, unsafe)
