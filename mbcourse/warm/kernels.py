"""Warm kernels: IPython kernels forked, in milliseconds, from a process that has imported what notebooks import.

Every program that starts kernels through ``jupyter_client`` (nbclient, nbconvert, nbgrader, nbval, Jupyter's servers)
uses them if the environment says so::

    JUPYTER_DEFAULT_PROVISIONER_NAME=warm-provisioner nbgrader autograde ps1

or, for one kernel, if its ``kernel.json`` has
``"metadata": {"kernel_provisioner": {"provisioner_name": "warm-provisioner"}}``.

The first kernel of a process starts the server (`mbcourse.warm.forkserver`), which takes as long as its imports do;
the server ends with the process, for whatever reason that ends. Kernels other than IPython under this same Python, and
all kernels on systems other than Linux, are started in the ordinary way. A warm kernel behaves like any other, except
that:

- settings that are read only when a module is imported, or when Python starts, were read by the server: a
  ``matplotlibrc`` in the notebook's folder and ``OMP_NUM_THREADS`` come too late. A kernel computes on one thread until
  it asks for more;
- a module that the server has imported is in ``sys.modules`` even if the notebook has not imported it;
- when asked to end, it ends at once: no function registered with ``atexit`` runs, and no debugger can be attached;
- processes that it started in the background end with it.
"""

import asyncio
import atexit
import multiprocessing.process
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

# What every kernel needs but IPython imports only when a kernel starts. Without debugpy, which is large.
KERNEL = (
    "IPython.core.completerlib",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "sqlite3",
    "tornado.platform.asyncio",
)
# Only modules whose import a notebook cannot notice; not `mbcourse.plots`, which changes how figures look. The first
# torch optimiser that is made imports torch._dynamo, which takes longer than torch itself.
PRELOAD = [
    *("matplotlib.backends.backend_agg", "matplotlib.pyplot", "mbcourse.checks", "numpy.testing"),
    *("torch", "torch._dynamo"),
]
INLINE = "module://matplotlib_inline.backend_inline"
START = 30.0  # seconds that a kernel has until it listens
END = 1.0  # seconds that a kernel has to end after a request or a signal; then jupyter_client's own timeout begins
STEP = 0.002  # seconds between two checks whether it has ended


def provisioner(kernel_id: str, kernel_spec: KernelSpec, parent: KernelManager) -> KernelProvisionerBase:
    """Return the provisioner of a kernel: a warm one where possible, else the ordinary one.

    ``jupyter_client`` calls this, under the name ``warm-provisioner``.
    """
    if not hasattr(os, "pidfd_open"):
        parent.log.warning("Warm kernels need Linux: this kernel is started in the ordinary way")
    elif _is_ours(kernel_spec.argv):
        return WarmProvisioner(kernel_id=kernel_id, kernel_spec=kernel_spec, parent=parent)
    return LocalProvisioner(kernel_id=kernel_id, kernel_spec=kernel_spec, parent=parent)


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel by forking the server; they talk through sockets in a folder that only its owner can open."""

    preload = List(
        Unicode(), PRELOAD, help="Modules that the server imports before it forks; those not installed are left out."
    ).tag(config=True)
    process: Any = None

    _folder: "TemporaryDirectory[str] | None" = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose the sockets, which stay the same across restarts, and write the connection file."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="kernel-")
            manager: Any = self.parent
            manager.transport, manager.ip = "ipc", f"{self._folder.name}/s"
            manager.client_class = READY.get(manager.client_class, manager.client_class)
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, and return when it listens: a client that connects earlier waits for ZMQ's next attempt."""
        self.cwd = Path(kwargs.get("cwd") or Path.cwd()).absolute()
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        with open(os.devnull, "w") as nowhere:
            streams = [_descriptor(kwargs.get(name), default, nowhere.fileno()) for name, default in STREAMS]
            self.process = self._fork({"arguments": arguments, "cwd": str(self.cwd), "environment": kwargs["env"]})
            self.pid = self.pgid = self.process.pid
            with suppress(OSError):  # it ended, or is late: the client notices while it waits for the kernel
                socket.send_fds(self.process.channel, [b"."], streams)
                await _receive(self.process.channel)
        return self.connection_info

    def _fork(self, request: dict[str, Any]) -> Child:
        modules = tuple(name for name in self.preload if find_spec(name.partition(".")[0]))
        try:
            return server(modules).fork(TARGET, request)
        except RuntimeError:  # the server was killed
            server.cache_clear()
            return server(modules).fork(TARGET, request)

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel and to the processes that it has started."""
        if self.process and self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signum)

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel, and return when it has ended: ``jupyter_client`` itself would check only every 100 ms."""
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
    os.register_at_fork(after_in_child=started.close)  # a fork of this process must start its own server
    return started


PREPARE, TARGET = f"{__name__}:prepare", f"{__name__}:run"
STREAMS = (("stdout", 1), ("stderr", 2))


def prepare() -> None:
    """In the server: import the modules that every kernel needs."""
    with without("debugpy"):
        for name in KERNEL:
            import_module(name)


def run(request: dict[str, Any], channel: socket.socket) -> None:
    """In a fork of the server: run the kernel, and report on ``channel`` when it listens.

    Parameters
    ----------
    request : dict
        The kernel's ``arguments``, its folder ``cwd`` and its ``environment``.
    channel : socket.socket
        First delivers the descriptors of standard output and error.
    """
    from ipykernel.kernelapp import IPKernelApp

    _, descriptors, _, _ = socket.recv_fds(channel, 1, len(STREAMS))
    for descriptor, (_, number) in zip(descriptors, STREAMS, strict=True):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(request["cwd"])
    # From where processes that it starts import what lies in its folder.
    multiprocessing.process.ORIGINAL_DIR = request["cwd"]  # type: ignore[attr-defined]
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    os.environ.setdefault("MPLBACKEND", INLINE)
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]
    sys.argv = ["ipykernel_launcher.py", *request["arguments"]]
    app: Any = IPKernelApp.instance(parent_handle=1)  # it need not watch its parent: the server does that
    app.initialize(request["arguments"])
    channel.send(b".")
    app.start()


async def _receive(channel: socket.socket) -> None:
    """Wait for a byte; raise TimeoutError if none comes."""
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
        If the stream is ``subprocess.PIPE``.
    """
    if stream is None:
        return default
    number: int = stream if isinstance(stream, int) else stream.fileno()
    if number == subprocess.DEVNULL:
        return nowhere
    if number < 0:
        raise ValueError(f"a warm kernel cannot use {number} as a stream: give it an open file")
    return number
