"""Grading a class: notebooks go to workers, results come back to one writer."""

import fcntl
import platform
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

import mbcourse
from mbcourse.grading.course import Course, CourseError, Submission
from mbcourse.grading.gradebook import Recorder
from mbcourse.grading.outcome import Result
from mbcourse.grading.released import Released, digest
from mbcourse.grading.results import Results, Stored
from mbcourse.grading.summary import Summary
from mbcourse.grading.workers.prepared import slow_imports
from mbcourse.grading.workers.task import Options, Task

STORE = "grading.db"
AT_ONCE = 2  # tasks a worker that are out: more would only be lost if the run is stopped


class Pool(Protocol):
    """Does the tasks: `mbcourse.grading.workers.local.LocalPool`, or `mbcourse.grading.workers.cluster.ClusterPool`."""

    width: int  # how many it does at once

    def submit(self, task: Task) -> "Future[Result]":
        """Have a task done."""

    def close(self) -> None:
        """End, whatever is still to do."""


def run(
    course: Course,
    assignment: str,
    pool: Callable[[Sequence[str], bool], Pool],
    options: Options,
    students: Sequence[str] = ("*",),
    force: bool = False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Summary:
    """Grade what was handed in for an assignment; a run that was stopped goes on where it was.

    Parameters
    ----------
    course : Course
        The course.
    assignment : str
        The assignment.
    pool : callable
        Makes what does the tasks, from the assignment's import statements and from ``options.unsafe``.
    options : Options
        How notebooks are treated.
    students : sequence of str
        Patterns of student ids, ``"*"`` for any text.
    force : bool
        Grade again what has been graded.
    progress : callable
        Told how many notebooks are done, and of how many.

    Raises
    ------
    CourseError
        If the assignment was not released, nobody handed anything in, or another run is going on.
    """
    began, summary = time.monotonic(), Summary(assignment)
    with ExitStack() as stack:
        stack.enter_context(_alone(course.root))
        results = Results(course.root / STORE)
        stack.callback(results.close)
        recorder = stack.enter_context(Recorder(course.directory, course.penalties))
        recorded = recorder.recorded(assignment)
        for released in course.released(assignment):
            notebook = _Notebook(course, released, options, results, recorder, recorded, summary, force)
            notebook.run(pool, students, progress)
    summary.seconds = time.monotonic() - began
    return summary


@dataclass
class _Notebook:
    """A run over one of the assignment's notebooks."""

    course: Course
    released: Released
    options: Options
    results: Results
    recorder: Recorder
    recorded: dict[str, datetime | None]  # when what the gradebook had before the run was handed in, by student
    summary: Summary
    force: bool

    def run(
        self,
        make_pool: Callable[[Sequence[str], bool], Pool],
        students: Sequence[str],
        progress: Callable[[int, int], None],
    ) -> None:
        submissions = list(self.course.submissions(self.released, students))
        to_do = [submission for submission in submissions if not self._has_result(submission)]
        done = len(submissions) - len(to_do)
        progress(done, len(submissions))
        if not to_do:
            return
        slow = slow_imports(submission.text() or "" for submission in to_do)
        pool = make_pool([*self.released.imports(), *slow], self.options.unsafe)
        try:
            for (student, key), future in _finished(self._tasks(to_do), pool):
                try:
                    result = future.result()
                except Exception as error:
                    self.summary.failed[student] = f"{type(error).__name__}: {error}"
                else:
                    self.results.put(self.released, student, key, result)
                    self._record(student, result)
                    self.summary.graded += 1
                done += 1
                progress(done, len(submissions))
        finally:
            pool.close()

    def _has_result(self, submission: Submission) -> bool:
        """Return whether a submission need not be graded, and see that its result is recorded."""
        key = self._key(submission.text())
        stored = self._stored(submission.student)
        if not stored or stored.key != key or stored.kept(key, self.released).keys() < self.released.tests.keys():
            return False
        self._unchanged(submission.student, stored)
        return True

    def _tasks(self, to_do: Iterable[Submission]) -> Iterator[tuple[tuple[str, str], Task]]:
        """Yield each task under its student and the key of its result.

        A file is read when its turn comes, and the tests that are kept are those of the text just read: a file that
        was replaced since the run began gets no mark of the old one.
        """
        for submission in to_do:
            text = submission.text()
            key, stored = self._key(text), self._stored(submission.student)
            kept = stored.kept(key, self.released) if stored else {}
            plain = {name: (asdict(test), outputs) for name, (test, outputs) in kept.items()}
            yield (submission.student, key), Task(text, self.released.to_json(), self.options, plain)

    def _stored(self, student: str) -> Stored | None:
        return None if self.force else self.results.find(self.released, student)

    def _key(self, text: str | None) -> str:
        """Return a hash of all that a result depends on besides the tests themselves."""
        return digest(text, self.released.key(), _versions(), self.options.secret)

    def _unchanged(self, student: str, stored: Stored) -> None:
        self.summary.unchanged += 1
        if stored.recorded and self._is_up_to_date(student):
            self._add(student, stored.result)
        else:
            self._record(student, stored.result)

    def _is_up_to_date(self, student: str) -> bool:
        """Whether the gradebook has the submission, and knows when it was handed in: lateness is counted from then."""
        when = self.recorder.handed_in(self.released.assignment, student)
        return student in self.recorded and when in (None, self.recorded[student])

    def _record(self, student: str, result: Result) -> None:
        self.recorder.record(self.released, student, result)
        self.results.set_recorded(self.released, [student])
        self._add(student, result)

    def _add(self, student: str, result: Result) -> None:
        self.summary.results.setdefault(student, {})[self.released.notebook] = result


def _finished(
    tasks: Iterable[tuple[tuple[str, str], Task]], pool: Pool
) -> Iterator[tuple[tuple[str, str], "Future[Result]"]]:
    """Yield each task's name and what became of it, in the order in which they are done; few wait at a time."""
    waiting: dict[Future[Result], tuple[str, str]] = {}
    for name, task in tasks:
        waiting[pool.submit(task)] = name
        if len(waiting) >= AT_ONCE * pool.width:
            yield from _first(waiting)
    while waiting:
        yield from _first(waiting)


def _first(waiting: "dict[Future[Result], tuple[str, str]]") -> Iterator[tuple[tuple[str, str], "Future[Result]"]]:
    """Wait until something is done, and yield it; a cluster keeps a result for as long as anybody refers to it."""
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        yield waiting.pop(future), future


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let one run at a time write into a course."""
    with (root / f"{STORE}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CourseError(f"another run is grading in {root}: wait for it, or end it") from error
        yield


@cache
def _versions() -> dict[str, str]:
    """Return the versions of what results depend on."""
    found = {"python": platform.python_version(), "mbcourse": mbcourse.__version__}
    for package in ("numpy", "torch", "nbgrader"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = ""
    return found
