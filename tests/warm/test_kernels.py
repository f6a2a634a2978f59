"""A warm kernel does what a cold one does, starts sooner, and leaves nothing behind."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import LocalProvisioner
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook
from traitlets.config import Config

from mbcourse.checks import exam
from mbcourse.warm import kernels as warm
from tests.processes import ends, is_running
from tests.warm.provisioners import provisioned

PATIENCE = 20


class Kernel:
    """A running kernel and its client."""

    def __init__(self, kind="warm", config=None, **options):
        with provisioned(kind):
            self.manager = KernelManager(kernel_name="python3", config=config or Config())
            self.manager.start_kernel(**options)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)
        # The heartbeat has a thread, which raises if the client is closed before it has begun.
        until = time.monotonic() + PATIENCE
        while not self.client.hb_channel.is_beating() and time.monotonic() < until:
            time.sleep(0.005)

    def outputs(self, source, interrupt=False):
        """Run a cell and return its outputs; with ``interrupt``, interrupt it when it first prints."""
        messages = []

        def hook(message):
            messages.append((message["msg_type"], message["content"]))
            if interrupt and message["msg_type"] == "stream":
                time.sleep(0.2)  # print still waits until everything is sent: let it reach the lines that follow
                self.manager.interrupt_kernel()

        self.client.execute_interactive(source, allow_stdin=False, timeout=PATIENCE, output_hook=hook)
        return [output for output in messages if output[0] not in ("status", "execute_input", "iopub_welcome")]

    def value(self, expression):
        """Return the value of an expression of plain literals."""
        ((kind, content),) = self.outputs(expression)
        assert kind == "execute_result", content
        return eval(content["data"]["text/plain"], {})

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


@pytest.fixture(scope="module")
def pair():
    """A cold and a warm kernel that several tests use."""
    with Kernel("cold") as cold, Kernel("warm") as warm:
        yield cold, warm


def same(outputs):
    """Outputs without what differs between two cold kernels: process ids, cell counts, where texts are split."""
    lines, streams = [], {"stdout": "", "stderr": ""}
    for kind, content in outputs:
        if kind == "stream":
            streams[content["name"]] += content["text"]
        else:
            lines.append(f"{kind} { ({key: value for key, value in content.items() if key != 'execution_count'}) }")
    return re.sub(r"ipykernel_\d+|In\[\d+\]|0x[0-9a-f]+", "…", str([*lines, streams]))


CELLS = {
    "arithmetic": "print('a'); 1 + 1",
    "error": "def f():\n    return 1 / 0\nf()",
    "warning": "import numpy as np\nnp.log(np.zeros(1))",
    "figure": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "figure without show": "import matplotlib.pyplot as plt\nplt.bar([1, 2], [3, 4]);",
    "matplotlib's settings": "import matplotlib\nprint(matplotlib.rcParams)",
    "names": "sorted(globals()), __name__",
    "where modules are found": "import sys\nsys.path",
    "matmul on two threads": "import torch\ntorch.set_num_threads(2)\na = torch.arange(250_000.0).reshape(500, 500)\n"
    "print(torch.get_num_threads())\n(a @ a).sum()",
    "workers": "import torch\nfrom torch.utils.data import DataLoader, TensorDataset\n"
    "data = TensorDataset(torch.arange(6.0))\n[batch for batch in DataLoader(data, 2, num_workers=2)]",
    "pool": "import math, multiprocessing\nwith multiprocessing.get_context('spawn').Pool(2) as pool:\n"
    "    print(pool.map(math.sqrt, [1, 4]))",
    "subprocess": "import subprocess\nsubprocess.run(['echo', 'a'], capture_output=True, text=True).stdout",
    "shell": "!echo a; echo b >&2",
    "descriptor": "import os\nos.environ.pop('PYTEST_CURRENT_TEST', None)\nos.system('true')",
    "await": "import asyncio\nawait asyncio.sleep(0.01, 'slept')",
    "magic": "%%capture out\nprint('caught')",
    "input": "input()",
}


@pytest.mark.parametrize("source", CELLS.values(), ids=CELLS)
def test_gives_the_outputs_of_a_cold_kernel(pair, source):
    cold, warm = (same(kernel.outputs(source)) for kernel in pair)
    assert warm == cold


ENDLESS = {
    "loop": "while True:\n    pass",
    "sleep": "import time\ntime.sleep(1000)",
    "torch": "import torch\nwhile True:\n    torch.ones(100, 100) @ torch.ones(100, 100)",
}


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_can_be_interrupted(pair, source):
    for kernel in pair:
        *_, (kind, content) = kernel.outputs(f"print('begun', flush=True)\n{source}", interrupt=True)
        assert (kind, content["ename"]) == ("error", "KeyboardInterrupt")
        assert kernel.value("1 + 1") == 2


def test_takes_less_memory(pair):
    def private(kernel):
        kernel.outputs("import matplotlib.pyplot, numpy, torch")
        rollup = Path(f"/proc/{kernel.value('os.getpid()')}/smaps_rollup").read_text()
        return int(re.search(r"Private_Dirty: +(\d+)", rollup)[1])

    for kernel in pair:
        kernel.outputs("import os")
    cold, warm = map(private, pair)
    assert warm < cold / 2


def test_the_server_has_one_thread(pair):
    pair[1].outputs("import os")
    assert len(list(Path(f"/proc/{pair[1].value('os.getppid()')}/task").iterdir())) == 1


def test_kernels_draw_different_random_numbers():
    draw = "import random, numpy, torch\nrandom.random(), float(numpy.random.rand()), float(torch.rand(1))"
    with Kernel() as one, Kernel() as other:
        assert all(a != b for a, b in zip(one.value(draw), other.value(draw), strict=True))


def test_folder_environment_and_arguments_are_those_requested(tmp_path):
    environment = {**os.environ, "OWN": "set"}
    environment.pop("HOME", None)
    with Kernel(cwd=str(tmp_path), env=environment, extra_arguments=[exam.KERNEL_ARGUMENT]) as kernel:
        assert kernel.value("import os\nos.getcwd()") == str(tmp_path)
        assert kernel.value("import sys\n'' in sys.path")
        assert kernel.value("os.environ['OWN'], 'HOME' in os.environ") == ("set", False)
        ((_, error),) = kernel.outputs("import mbcourse\nmbcourse.fit()")
        assert "closed while answers are checked" in error["evalue"]


def test_processes_that_it_starts_find_the_modules_of_its_folder(tmp_path):
    (tmp_path / "beside.py").write_text("def seven():\n    return 7\n")
    with Kernel(cwd=str(tmp_path)) as kernel:
        pool = "import beside, multiprocessing\nwith multiprocessing.get_context('spawn').Pool(1) as pool:\n"
        assert kernel.value(f"{pool}    found = pool.apply(beside.seven)\nfound") == 7


def test_streams_are_those_requested(tmp_path):
    with (tmp_path / "err").open("w") as errors, Kernel(stdout=subprocess.DEVNULL, stderr=errors) as kernel:
        kernel.outputs("import sys\nprint('out', file=sys.__stdout__)\nprint('err', file=sys.__stderr__, flush=True)")
    assert (tmp_path / "err").read_text() == "err\n"
    manager = KernelManager(kernel_name="python3")
    with pytest.raises(ValueError, match="give it an open file"), provisioned("warm"):
        manager.start_kernel(stdout=subprocess.PIPE)
    manager.cleanup_resources()


@pytest.mark.parametrize("now", [True, False])
def test_restarts(now):
    with Kernel() as kernel:
        before = kernel.value("import os\nx = 1\nos.getpid()")
        kernel.manager.restart_kernel(now=now)
        kernel.client.wait_for_ready(timeout=PATIENCE)
        assert kernel.value("import os\nos.getpid()") != before
        assert kernel.value("'x' in globals()") is False


@pytest.fixture
def pauses(monkeypatch):
    """The pauses that this process makes, in seconds, as it asks for them."""
    asked, sleep = [], asyncio.sleep

    async def recorded(seconds, *result):
        asked.append(seconds)
        return await sleep(seconds, *result)

    monkeypatch.setattr(asyncio, "sleep", recorded)
    return asked


@pytest.mark.parametrize("now", [True, False])
def test_is_shut_down_without_a_pause_and_removes_its_files(now, pauses):
    cold = Kernel("cold")
    cold.client.stop_channels()
    cold.manager.shutdown_kernel()
    assert max(pauses) >= 0.1  # jupyter_client's own
    kernel = Kernel()
    folder = Path(kernel.manager.ip).parent
    assert folder.stat().st_mode & 0o777 == 0o700
    kernel.client.stop_channels()
    pauses.clear()
    kernel.manager.shutdown_kernel(now=now)
    assert max(pauses, default=0) < 0.1
    assert not folder.exists()
    assert not Path(kernel.manager.connection_file).exists()


def test_its_end_is_reported():
    with Kernel() as kernel:
        kernel.client.execute("import os\nos._exit(3)")
        until = time.monotonic() + PATIENCE
        while kernel.manager.is_alive() and time.monotonic() < until:
            time.sleep(0.01)
        assert run_sync(kernel.manager.provisioner.wait)() == 3
    with provisioned("warm"), pytest.raises(DeadKernelError):
        NotebookClient(new_notebook(cells=[new_code_cell("import os\nos._exit(3)")]), kernel_name="python3").execute()


def test_processes_that_it_started_end_with_it():
    with Kernel() as kernel:
        started = kernel.value("import subprocess\nsubprocess.Popen(['sleep', '1000']).pid")
        assert is_running(started)
    assert ends(started)


def test_a_killed_server_is_replaced():
    config = Config(WarmProvisioner={"preload": ["numpy", "no_such_module"]})
    with Kernel(config=config) as kernel:
        first = kernel.value("import os\nos.getppid()")
        assert kernel.value("import sys\n'numpy' in sys.modules, 'torch' in sys.modules") == (True, False)
        os.kill(first, signal.SIGKILL)
        assert ends(kernel.manager.provisioner.pid)
    with Kernel(config=config) as kernel:
        assert kernel.value("import os\nos.getppid()") != first


CLIENT = """
import os, time
from jupyter_client.manager import start_new_kernel
_, client = start_new_kernel(kernel_name="python3")
source = "import os, subprocess; print(os.getppid(), os.getpid(), subprocess.Popen(['sleep', '1000']).pid)"
client.execute_interactive(source)
time.sleep(1000)
"""


def test_a_killed_client_leaves_no_process(tmp_path):
    environment = {**os.environ, "JUPYTER_DEFAULT_PROVISIONER_NAME": "warm-provisioner", "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-uc", CLIENT], env=environment, stdout=subprocess.PIPE, text=True
    ) as client:
        processes = [int(pid) for pid in client.stdout.readline().split()]
        assert len(processes) == 3 and all(map(is_running, processes))
        client.kill()
    assert all(map(ends, processes))


FORKED = """
import multiprocessing
from jupyter_client.manager import run_kernel

def served():
    with run_kernel(kernel_name="python3") as client:
        client.execute_interactive("import os; print(os.getppid())")

served()
copy = multiprocessing.get_context("fork").Process(target=served)
copy.start()
copy.join()
served()
"""


def test_a_forked_client_starts_its_own_server():
    environment = {**os.environ, "JUPYTER_DEFAULT_PROVISIONER_NAME": "warm-provisioner"}
    done = subprocess.run(
        [sys.executable, "-c", FORKED], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    first, other, again = map(int, done.stdout.split())
    assert first == again != other
    assert ends(first) and ends(other)


def test_other_kernels_and_systems_get_the_ordinary_provisioner(monkeypatch, caplog):
    manager = KernelManager(kernel_name="python3")

    def made():
        return warm.provisioner(kernel_id="1", kernel_spec=manager.kernel_spec, parent=manager)

    ordinary = manager.kernel_spec.argv
    for argv in (ordinary, [f"{Path(sys.executable).parent}/python3", *ordinary[1:]]):
        manager.kernel_spec.argv = argv
        assert type(made()) is warm.WarmProvisioner
    for argv in (["R", "--slave"], ["/usr/bin/python3", *ordinary[1:]], [ordinary[0], "-X", "dev", *ordinary[1:]]):
        manager.kernel_spec.argv = argv
        assert type(made()) is LocalProvisioner
    manager.kernel_spec.argv = ordinary
    monkeypatch.delattr(os, "pidfd_open")
    assert type(made()) is LocalProvisioner
    assert "Warm kernels need Linux" in caplog.text
