"""Claim 5: how long it takes to run every notebook again, and to check every output with nbval."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.timing import Comparison

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("book", "exercises/source")
ROUNDS = 2


def comparisons() -> list[Comparison]:
    """Work on a copy, so that no notebook changes; both sides run two notebooks at a time."""
    with tempfile.TemporaryDirectory() as copy:
        for folder in filter(Path.is_dir, (ROOT / name for name in FOLDERS)):
            shutil.copytree(folder, copy / folder.relative_to(ROOT), ignore=shutil.ignore_patterns("_assets", ".*"))
        notebooks = sorted(map(str, Path(copy).rglob("*.ipynb")))
        if not notebooks:
            print("no notebooks yet")
            return []
        execute = [sys.executable, "-m", "tools.notebooks", *notebooks]
        check = [
            *(sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "-p", "no:cacheprovider"),
            # With this root each notebook has its own name, which keeps its cells together on one worker.
            *("--rootdir", copy, "--nbval", "--nbval-current-env"),
            *("--nbval-sanitize-with", "tests/sanitize.cfg", *notebooks),
        ]
        seconds = np.array([(wall_time(execute), wall_time(check)) for _ in range(ROUNDS)]).T
    return [Comparison(f"All {len(notebooks)} notebooks", "make notebooks", seconds[0], "nbval", seconds[1])]


def wall_time(command: list[str]) -> float:
    began = perf_counter()
    subprocess.run(command, cwd=ROOT, check=True)
    return perf_counter() - began
