"""Warm kernels: IPython kernels forked, in milliseconds, from a process that has imported what notebooks import.

All that starts kernels through ``jupyter_client`` (nbclient, nbconvert, nbgrader, nbval, Jupyter's servers) uses them
where the environment says so::

    JUPYTER_DEFAULT_PROVISIONER_NAME=warm-provisioner nbgrader autograde ps1

or, for one kernel, where its ``kernel.json`` has
``"metadata": {"kernel_provisioner": {"provisioner_name": "warm-provisioner"}}``.

The first kernel of a process starts the server (`mbcourse.warm.forkserver`), which takes as long as its imports do;
it ends with the process, however that ends. Kernels that are not IPython of this very Python, and all kernels on other
systems than Linux, are started in the ordinary way. A warm kernel behaves as any other, except that:

- what is read only when a module is imported, or when Python starts, was read by the server: a ``matplotlibrc`` in the
  notebook's folder and ``OMP_NUM_THREADS`` come too late. A kernel computes on one thread until it asks for more;
- a module that the server has imported is there even where a notebook forgot to import it;
- asked to end, it ends at once: no function registered with ``atexit`` runs, and no debugger can be attached;
- what it has started in the background ends with it.
"""

import asyncio
import atexit
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from traitlets import List, Unicode

from mbcourse.warm.forkserver import Child, ForkServer
from mbcourse.warm.imports import without
from mbcourse.warm.ready import READY

# What every kernel needs, though IPython imports it only when a kernel starts. Without its debugger, which is large.
KERNEL = (
    "IPython.core.completerlib",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "sqlite3",
    "tornado.platform.asyncio",
)
# Nothing that a notebook would notice before it imports it: `mbcourse.plots` sets how figures look.
PRELOAD = ["matplotlib.backends.backend_agg", "matplotlib.pyplot", "mbcourse.checks", "numpy.testing", "torch"]
INLINE = "module://matplotlib_inline.backend_inline"
START = 30.0  # seconds that a kernel has until it listens
END = 1.0  # seconds that a kernel has to end after a request or a signal; then jupyter_client's own patience begins
STEP = 0.002  # seconds between two looks whether it has


def provisioner(kernel_id: str, kernel_spec: KernelSpec, parent: KernelManager) -> KernelProvisionerBase:
    """Return what starts a kernel: warm where that can be, else in the ordinary way.

    ``jupyter_client`` calls this, under the name ``warm-provisioner``.
    """
    if not hasattr(os, "pidfd_open"):
        parent.log.warning("Warm kernels need Linux: this kernel is started in the ordinary way")
    elif _is_ours(kernel_spec.argv):
        return WarmProvisioner(kernel_id=kernel_id, kernel_spec=kernel_spec, parent=parent)
    return LocalProvisioner(kernel_id=kernel_id, kernel_spec=kernel_spec, parent=parent)


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel by forking the server, and talks to it through sockets in a folder that only its owner enters."""

    preload = List(
        Unicode(), PRELOAD, help="Modules that the server imports before it forks; those not installed are left out."
    ).tag(config=True)
    process: Any = None

    _folder: "TemporaryDirectory[str] | None" = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose the sockets, once for all restarts, and write the connection file."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="kernel-")
            manager: Any = self.parent
            manager.transport, manager.ip = "ipc", f"{self._folder.name}/s"
            manager.client_class = READY.get(manager.client_class, manager.client_class)
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, and return when it listens: who connects earlier waits for ZMQ's next try."""
        self.cwd = Path(kwargs.get("cwd") or Path.cwd()).absolute()
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        with open(os.devnull, "w") as nowhere:
            streams = [_descriptor(kwargs.get(name), default, nowhere.fileno()) for name, default in STREAMS]
            self.process = self._fork({"arguments": arguments, "cwd": str(self.cwd), "environment": kwargs["env"]})
            self.pid = self.pgid = self.process.pid
            with suppress(OSError):  # it ended, or is late: who waits until it is ready finds out
                socket.send_fds(self.process.channel, [b"."], streams)
                await _receive(self.process.channel)
        return self.connection_info

    def _fork(self, request: dict[str, Any]) -> Child:
        modules = tuple(name for name in self.preload if find_spec(name.partition(".")[0]))
        try:
            return server(modules).fork(TARGET, request)
        except RuntimeError:  # it was killed
            server.cache_clear()
            return server(modules).fork(TARGET, request)

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and to what it has started."""
        if self.process and self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel, and return when it has ended: ``jupyter_client`` itself would look again after 100 ms."""
        await self.send_signal(signal.SIGKILL)
        await self._end()

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Return when the kernel has ended, for the same reason."""
        await self._end()

    async def wait(self) -> int | None:
        """Wait until the kernel has ended, and return its exit status."""
        if not self.process:
            return 0
        await self._end(patience=float("inf"))
        status: int = self.process.wait()
        self.process.close()
        self.process = None
        return status

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the sockets, unless the kernel is restarted."""
        await super().cleanup(restart)
        if await self.poll() is not None:
            await self.wait()
        if self._folder and not restart:
            self._folder.cleanup()
            self._folder = None

    async def _end(self, patience: float = END) -> None:
        until = time.monotonic() + patience
        while await self.poll() is None and time.monotonic() < until:
            await asyncio.sleep(STEP)


@cache
def server(modules: tuple[str, ...]) -> ForkServer:
    """Return this process's server that has imported ``modules``; the first call starts it."""
    started = ForkServer((PREPARE, *modules))
    atexit.register(started.close)
    os.register_at_fork(after_in_child=started.close)  # of a copy of this process it is not the server
    return started


PREPARE, TARGET = f"{__name__}:prepare", f"{__name__}:run"
STREAMS = (("stdout", 1), ("stderr", 2))


def prepare() -> None:
    """In the server: import what every kernel needs."""
    with without("debugpy"):
        for name in KERNEL:
            import_module(name)


def run(request: dict[str, Any], channel: socket.socket) -> None:
    """In a fork of the server: be the kernel, and say on ``channel`` when it listens.

    Parameters
    ----------
    request : dict
        The kernel's ``arguments``, its folder ``cwd`` and its ``environment``.
    channel : socket.socket
        Brings the descriptors of standard output and error first.
    """
    from ipykernel.kernelapp import IPKernelApp

    _, descriptors, _, _ = socket.recv_fds(channel, 1, len(STREAMS))
    for descriptor, (_, number) in zip(descriptors, STREAMS, strict=True):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    os.environ.setdefault("MPLBACKEND", INLINE)
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]
    sys.argv = ["ipykernel_launcher.py", *request["arguments"]]
    app: Any = IPKernelApp.instance(parent_handle=1)  # no parent to watch: the server does that
    app.initialize(request["arguments"])
    channel.send(b".")
    app.start()


async def _receive(channel: socket.socket) -> None:
    """Wait for a byte; raise TimeoutError where none comes."""
    channel.setblocking(False)
    await asyncio.wait_for(asyncio.get_running_loop().sock_recv(channel, 1), START)


def _is_ours(argv: list[str]) -> bool:
    """Whether a kernel's command starts IPython with the Python that runs this."""
    version = sys.version_info
    names = {"python", f"python{version.major}", f"python{version.major}.{version.minor}"}
    command = Path(argv[0])
    is_this_python = command.name in names and command.parent in (Path(), Path(sys.executable).parent)
    return is_this_python and argv[1:4] == ["-m", "ipykernel_launcher", "-f"]


def _descriptor(stream: Any, default: int, nowhere: int) -> int:
    """Return the descriptor that `subprocess.Popen` would use for a stream.

    Raises
    ------
    ValueError
        If the stream is a pipe that is to be made.
    """
    if stream is None:
        return default
    number: int = stream if isinstance(stream, int) else stream.fileno()
    if number == subprocess.DEVNULL:
        return nowhere
    if number < 0:
        raise ValueError(f"{number} is no stream for a warm kernel: give it an open file")
    return number
