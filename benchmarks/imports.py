"""Claim 4: the time of `import mbcourse`, each import in a new process."""

import subprocess
import sys
from collections.abc import Iterator

import numpy as np

from benchmarks.timing import Comparison

ROUNDS = 11
MODULES = ("mbcourse", "numpy", "torch")


def comparisons() -> list[Comparison]:
    rounds = [list(import_seconds()) for _ in range(ROUNDS + 1)][1:]
    seconds = dict(zip(MODULES, np.array(rounds).T, strict=True))
    return [
        Comparison(f"Import against {peer}", "mbcourse", seconds["mbcourse"], peer, seconds[peer], target)
        for peer, target in (("numpy", 1 / 1.5), ("torch", None))
    ]


def import_seconds() -> Iterator[float]:
    """Time each module's import alone: the interpreter's own start is not counted."""
    for module in MODULES:
        code = f"from time import perf_counter as t; s = t(); import {module}; print(t() - s)"
        yield float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout)
