"""Warm kernels beside cold ones: a kernel from start to end, every notebook run again, and every output checked."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from numpy.typing import NDArray

from benchmarks.timing import Comparison, interleaved

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("book", "exercises/source")
KINDS = {"warm": "warm-provisioner", "cold": "local-provisioner"}
KERNEL_ROUNDS, NOTEBOOK_ROUNDS = 11, 3

CELLS = {
    "1 + 1": "1 + 1",
    "a figure": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "a tensor": "import torch\ntorch.ones(3).sum()",
}


def comparisons() -> list[Comparison]:
    return [*(one_kernel(says, source) for says, source in CELLS.items()), *all_notebooks()]


def one_kernel(says: str, source: str) -> Comparison:
    """Start a kernel, run one cell in it and shut it down; both kinds first show that they give the same output."""
    assert output("warm", source) == output("cold", source)
    seconds = interleaved({kind: partial(output, kind, source) for kind in KINDS}, KERNEL_ROUNDS)
    return comparison(f"A kernel from start to end, its cell shows {says}", seconds)


def output(kind: str, source: str) -> list[str]:
    """Return the outputs of a cell in a new kernel."""
    shown = []

    def note(message):
        if "data" in message["content"]:
            shown.append(str(message["content"]["data"]))

    with provisioner(kind):
        manager = KernelManager(kernel_name="python3")
        manager.start_kernel(extra_arguments=["--log-level=ERROR"])
    client = manager.client()
    client.start_channels()
    client.wait_for_ready()
    client.execute_interactive(source, output_hook=note)
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return shown


@contextmanager
def provisioner(kind: str) -> Iterator[None]:
    """Within a ``with`` block, start kernels of this kind."""
    factory = KernelProvisionerFactory.instance()
    before, factory.default_provisioner_name = factory.default_provisioner_name, KINDS[kind]
    yield
    factory.default_provisioner_name = before


def all_notebooks() -> list[Comparison]:
    """Work on a copy, so that no notebook changes; nbval shows that the texts are the stored ones in both kinds."""
    with tempfile.TemporaryDirectory() as copy:
        for folder in FOLDERS:
            shutil.copytree(ROOT / folder, Path(copy, folder), ignore=shutil.ignore_patterns("_assets", ".*"))
        notebooks = sorted(map(str, Path(copy).rglob("*.ipynb")))
        commands = {
            "make notebooks": [sys.executable, "-m", "tools.notebooks", *notebooks],
            "nbval": [
                *(sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "-p", "no:cacheprovider"),
                *("--rootdir", copy, "--nbval", "--nbval-current-env"),
                *("--nbval-sanitize-with", "tests/sanitize.cfg", *notebooks),
            ],
        }
        return [
            comparison(f"All {len(notebooks)} notebooks, {name}", rounds(command)) for name, command in commands.items()
        ]


def rounds(command: list[str]) -> dict[str, NDArray[np.float64]]:
    """Return the seconds of a command with kernels of each kind, in turn, round by round."""
    seconds = np.array([[wall_time(command, kind) for kind in KINDS] for _ in range(NOTEBOOK_ROUNDS)]).T
    return dict(zip(KINDS, seconds, strict=True))


def wall_time(command: list[str], kind: str) -> float:
    environment = os.environ | {KernelProvisionerFactory.default_provisioner_name_env: KINDS[kind]}
    began = perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return perf_counter() - began


def comparison(claim: str, seconds: dict[str, NDArray[np.float64]]) -> Comparison:
    return Comparison(claim, "warm", seconds["warm"], "cold", seconds["cold"])
