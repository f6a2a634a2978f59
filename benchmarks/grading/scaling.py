"""How grading scales: time by the number of submissions, processes and Dask workers; and memory."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import matplotlib.pyplot as plt
import psutil

from benchmarks.grading import sides
from benchmarks.grading.classes import BIN, TINY, environment, make_course

FOLDER = Path(__file__).resolve().parents[1]
SUBMISSIONS = (10, 50, 200, 1_000, 2_000)
PROCESSES = (1, 2, 3, 4)
CLASS = 200  # submissions in the runs with different numbers of processes
MEGABYTE = 2**20


def by_submissions(root: Path) -> dict[int, float]:
    """Return the seconds for classes of different sizes."""
    return {n: _ours(make_course(root / f"size-{n}", TINY, n)) for n in SUBMISSIONS}


def by_jobs(course: Path) -> dict[int, float]:
    """Return the seconds for each number of processes."""
    return {jobs: _ours(course, "--jobs", str(jobs)) for jobs in PROCESSES}


def by_dask_workers(course: Path) -> dict[int, float]:
    """Return the seconds for each number of workers of a Dask cluster on this machine that is running already."""
    seconds = {}
    for workers in PROCESSES:
        with _cluster(workers) as address:
            _ours(course, "--dask", address, "--students", "student-000*")  # the first tasks start its processes
            seconds[workers] = _ours(course, "--dask", address)
    return seconds


def memory(course: Path, assignment: str) -> tuple[float, float]:
    """Return the peak memory of the grader, and of all processes that it started, in MiB; shared pages count once."""
    with _copy(course) as copied:
        command = [BIN / "mbcourse", "grade", assignment, "--json", "--jobs", str(sides.JOBS)]
        grader = psutil.Popen(command, cwd=copied, env=environment(), stdout=subprocess.DEVNULL)
        most = [0.0, 0.0]
        while grader.poll() is None:
            with suppress(psutil.Error):
                most[0] = max(most[0], grader.memory_full_info().pss)
            with suppress(psutil.Error):
                most[1] = max(most[1], sum(_pss(child) for child in grader.children(recursive=True)))
            time.sleep(0.1)
    return most[0] / MEGABYTE, most[1] / MEGABYTE


def plot(submissions: dict[int, float], jobs: dict[int, float], workers: dict[int, float]) -> Path:
    """Plot the measurements and return the file."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    left.loglog(list(submissions), list(submissions.values()), "o-")
    left.set(xlabel="submissions", ylabel="seconds", title=f"{sides.JOBS} processes")
    for name, times, style in (("processes", jobs, "o-"), ("Dask workers", workers, "s--")):
        right.plot(list(times), [CLASS * 60 / seconds for seconds in times.values()], style, label=name)
    right.set(
        xlabel="number", ylabel="submissions per minute", title=f"{CLASS} submissions", ylim=(0, None), xticks=PROCESSES
    )
    right.legend()
    path = FOLDER / "grading_scaling.png"
    figure.savefig(path, dpi=110)
    plt.close(figure)
    return path


def _ours(course: Path, *options: str) -> float:
    with _copy(course) as copied:
        return sides.ours(copied, TINY, *options)


@contextmanager
def _copy(course: Path) -> Iterator[Path]:
    """Yield a copy of a course in which nothing is graded."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copytree(course, Path(folder, "course")))


@contextmanager
def _cluster(workers: int) -> Iterator[str]:
    """Run a Dask cluster of separate processes and yield its scheduler's address."""
    script = (
        "import sys\n"
        "from distributed import LocalCluster\n"
        "if __name__ == '__main__':\n"
        "    cluster = LocalCluster(n_workers=int(sys.argv[1]), threads_per_worker=1, dashboard_address=None)\n"
        "    print(cluster.scheduler_address, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cluster.py")
        path.write_text(script)
        command = [sys.executable, str(path), str(workers)]
        with subprocess.Popen(
            command, cwd=folder, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            yield process.stdout.readline().strip()
            process.stdin.close()


def _pss(process: psutil.Process) -> int:
    with suppress(psutil.Error):
        return process.memory_full_info().pss
    return 0
