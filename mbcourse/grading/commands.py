"""The command ``mbcourse grade``: its options, its progress, what it prints, and its exit status."""

import argparse
import json
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from mbcourse.grading.plain_files import read_text
from mbcourse.grading.workers.prepared import FIRST, slow_imports
from mbcourse.warm.forkserver import StartingServer

if TYPE_CHECKING:
    from mbcourse.grading.run import Pool

GRADED, NOT_ALL_GRADED, UNUSABLE, STOPPED = 0, 1, 2, 130
LOOKED_AT = 100  # submissions, for what is imported early
UNITS = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30, "t": 2**40}


def add_grade(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command ``grade``.

    Parameters
    ----------
    commands : argparse subparsers
        The commands of ``mbcourse``.

    Examples
    --------
    >>> parser = argparse.ArgumentParser("mbcourse")
    >>> add_grade(parser.add_subparsers())
    >>> parser.parse_args(["grade", "ps1", "--timeout", "30", "--memory", "500M"]).memory
    524288000
    """
    parser = commands.add_parser(
        "grade",
        help="grade a class: fast, in a sandbox, and resumable",
        description="Grade what was handed in for an assignment of an nbgrader course, and write the marks into its "
        "gradebook. What has been graded already is not graded again, so that a run that was stopped goes on when the "
        "command is repeated. Exit status: 0 if every notebook has a result, whatever its marks; 1 if one could not be "
        "graded because of a fault of this machine; 2 if the course or an option is unusable; 130 if it was stopped.",
    )
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="such as ps1; it must have been released")
    parser.add_argument(
        "--course", type=Path, default=Path(), metavar="FOLDER", help="the course; default: this folder"
    )
    parser.add_argument(
        "--students",
        type=lambda text: text.split(","),
        default=["*"],
        metavar="IDS",
        help="only these students, separated by commas; * stands for any text",
    )
    parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="PATH",
        help="first collect from this folder, with a folder for each student, or this zip from Moodle or Canvas",
    )
    parser.add_argument(
        "--jobs", type=_positive, default=os.cpu_count() or 1, metavar="N", help="processes; default: one per core"
    )
    parser.add_argument(
        "--dask", metavar="ADDRESS", help="use the Dask cluster at this address instead of processes here"
    )
    parser.add_argument("--timeout", type=_seconds, default=60.0, metavar="SECONDS", help="for each cell; default: 60")
    parser.add_argument(
        "--memory",
        type=_size,
        default=3 * 2**30,
        metavar="SIZE",
        help="for each notebook, such as 500M or 3G; default: 3G",
    )
    parser.add_argument(
        "--judge",
        choices=("auto", "outside", "inside"),
        default="auto",
        help="where tests are judged: outside the student's process, inside it as nbgrader does, or, the default, "
        "outside where that is proven to give the same marks",
    )
    parser.add_argument(
        "--compare",
        type=_positive,
        default=0,
        metavar="N",
        help="also judge N of the submissions both ways, and list the tests that disagree",
    )
    parser.add_argument("--force", action="store_true", help="grade again what has been graded")
    parser.add_argument(
        "--unsafe", action="store_true", help="grade even if no sandbox is available; only for answers you trust"
    )
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write each test of each student to this file")
    parser.add_argument("--json", action="store_true", help="print the summary as JSON, and nothing else")
    parser.set_defaults(run=_grade, to_install="install mbcourse with its extra instructor")


def _grade(options: argparse.Namespace) -> int:
    is_local = sys.platform == "linux" and not options.dask
    first = [*FIRST, *_expected_imports(options)] if is_local else []
    with StartingServer(first) if is_local else nullcontext() as start:  # it imports while this process does
        return _grade_with(start, options)


def _expected_imports(options: argparse.Namespace) -> list[str]:
    """Return the slow imports of some submissions, where most courses have them; `run` looks at all."""
    submitted = Path(options.course, "submitted").glob(f"*/{options.assignment}/*.ipynb")
    return slow_imports(read_text(path) or "" for path in islice(submitted, LOOKED_AT))


def _grade_with(start: StartingServer | None, options: argparse.Namespace) -> int:
    from mbcourse.grading import secret
    from mbcourse.grading.access import require_closed
    from mbcourse.grading.course import Course, CourseError
    from mbcourse.grading.printed import shown
    from mbcourse.grading.run import run
    from mbcourse.grading.summary import collecting_lines
    from mbcourse.grading.workers.task import Options

    remarks: dict[str, list[str]] = {}  # of collecting
    try:
        text = secret.use(options.course.resolve())
        course = Course(options.course)
        require_closed(course.directory)
        if not text:
            print(secret.missing(course.root), file=sys.stderr)
        if options.source:
            from mbcourse.grading.collecting import collect

            remarks = collect(course, options.assignment, options.source)
        pool = _pool(start, options)
        task_options = Options(options.timeout, options.memory, options.unsafe, text, options.judge)
        with _Progress(quiet=options.json) as progress:
            how = (options.students, options.force, progress.show, options.compare)
            summary = run(course, options.assignment, pool, task_options, *how)
    except (CourseError, RuntimeError) as error:
        print(*map(shown, str(error).splitlines()), *collecting_lines(remarks), sep="\n", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        stopped = "\nStopped. The results so far are kept; the same command continues from here."
        print(stopped, *collecting_lines(remarks), sep="\n", file=sys.stderr)
        return STOPPED
    summary.collecting = remarks
    if options.csv:
        summary.write_tests(options.csv)
    print(json.dumps(summary.as_data(), indent=1) if options.json else summary.as_text())
    return NOT_ALL_GRADED if summary.failed else GRADED


def _pool(start: StartingServer | None, options: argparse.Namespace) -> "Callable[[Sequence[str], bool], Pool]":
    if options.dask:
        from mbcourse.grading.workers.cluster import ClusterPool, is_open

        if is_open(options.dask):
            print(
                f"{options.dask} is not encrypted: whoever reaches the scheduler can run code on the workers; "
                "use a tls:// address, or a private network",
                file=sys.stderr,
            )
        return partial(ClusterPool, options.dask)
    from mbcourse.grading.workers.local import LocalPool

    return partial(LocalPool, options.jobs, start)


class _Progress:
    """A progress bar with the rate and the time left; as a context manager it starts and ends the bar."""

    def __init__(self, quiet: bool) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("grading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            disable=quiet,
        )
        self._task = self._bar.add_task("", total=None, rate="")
        self._before: int | None = None
        self._began = 0.0

    def show(self, done: int, total: int) -> None:
        """Show how many notebooks are done; those of the first call took no time and do not count in the rate."""
        if self._before is None:
            self._before, self._began = done, time.monotonic()
        minutes = (time.monotonic() - self._began) / 60
        rate = f"{(done - self._before) / minutes:.0f} per minute" if done > self._before else ""
        self._bar.update(self._task, completed=done, total=total, rate=rate)

    def __enter__(self) -> "_Progress":
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive number: give 1 or more")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time: give seconds, such as 60")
    return seconds


def _size(text: str) -> int:
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?", text.strip().lower())
    if not match or (size := int(float(match[1]) * UNITS[match[2]])) < 2**20:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size of at least 1M: give bytes, such as 500M or 3G")
    return size
