"""A run that grades a class: workers grade the notebooks, and one process writes the results."""

import fcntl
import platform
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.exc import DatabaseError, OperationalError

import mbcourse
from mbcourse.grading.access import private_paths
from mbcourse.grading.both_ways import judge_both_ways, spread
from mbcourse.grading.confined.sandbox import kept_closed
from mbcourse.grading.course import Course, CourseError, HandedIn, Submission
from mbcourse.grading.gradebook import Recorder
from mbcourse.grading.outcome import Result, Test, is_text
from mbcourse.grading.placement import Placements, place, to_data
from mbcourse.grading.released import Released, digest
from mbcourse.grading.results import STORE, Results, StoredResult, hashes
from mbcourse.grading.submitted_files import SubmittedFiles
from mbcourse.grading.summary import Summary
from mbcourse.grading.workers.prepared import slow_imports
from mbcourse.grading.workers.task import Options, Task

TASKS_PER_WORKER = 2  # submitted at a time; more would only be lost if the run is stopped

DAMAGED = "{} is damaged ({}): move it away and repeat the command; all is graded again, and marks by hand stay"
UNUSABLE = (
    "{} cannot be used ({}): if another program uses it, such as formgrader, wait for it or end it; then repeat the "
    "command, which goes on from here"
)
NOT_TEXT = "the name of its folder is not text: rename it, and repeat the command"


@dataclass(frozen=True)
class _Read:
    """What was read of a submission, and how it is graded."""

    student: str
    key: str
    handed_in: HandedIn
    task: Task


class Pool(Protocol):
    """Workers: `mbcourse.grading.workers.local.LocalPool` or `mbcourse.grading.workers.cluster.ClusterPool`.

    Attributes
    ----------
    width : int
        How many tasks it does at a time.

    Examples
    --------
    >>> class NoWorkers:
    ...     width = 0
    ...     def submit(self, task):
    ...         raise RuntimeError("nobody is here to do it")
    ...     def close(self):
    ...         pass
    >>> pool: Pool = NoWorkers()
    """

    width: int

    def submit(self, task: Task) -> "Future[Result]":
        """Send a task to one of the workers."""

    def close(self) -> None:
        """End the workers, even in the middle of a task."""


def run(
    course: Course,
    assignment: str,
    pool: Callable[[Sequence[str], bool], Pool],
    options: Options,
    students: Sequence[str] = ("*",),
    force: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
    compare: int = 0,
) -> Summary:
    """Grade the submissions of an assignment; a run that was stopped continues where it was.

    Parameters
    ----------
    course : Course
        The course.
    assignment : str
        The assignment.
    pool : callable
        Makes the workers, from the assignment's import statements and ``options.unsafe``.
    options : Options
        How notebooks are graded.
    students : sequence of str, default ("*",)
        Patterns of student ids; ``*`` stands for any text.
    force : bool, default False
        Whether to grade again what has been graded.
    progress : callable, optional
        Called with the number of notebooks that are done and the number of all.
    compare : int, default 0
        How many submissions are also judged both ways, see `mbcourse.grading.both_ways`.

    Returns
    -------
    Summary
        What the run did, and the results of these students, also those of earlier runs.

    Raises
    ------
    CourseError
        If the assignment was not released, nobody handed anything in, another run is grading in this course, or its
        gradebook or stored results cannot be used.

    Examples
    --------
    >>> from functools import partial
    >>> from mbcourse.grading.workers.local import LocalPool
    >>> summary = run(Course(Path("course")), "ps1", partial(LocalPool, 4, None), Options())  # doctest: +SKIP
    >>> print(summary.as_text())  # doctest: +SKIP
    ps1: 120 graded in 61.3 s, 0 unchanged.
    Sandbox: namespaces (120).
    Tests: 1405 passed, 35 failed.
    """
    closed = private_paths(course.directory)
    options = replace(options, closed=closed)
    began, summary = time.monotonic(), Summary(assignment, kept_closed=kept_closed(closed))
    with ExitStack() as stack:
        stack.enter_context(_usable(course.root / STORE))
        stack.enter_context(_locked(course.root))
        results = Results(course.root / STORE)
        stack.callback(results.close)
        recorder = stack.enter_context(Recorder(course.directory, course.penalties))
        recorded = recorder.recorded(assignment)
        for released in course.released(assignment):
            notebook_run = _NotebookRun(course, released, options, results, recorder, recorded, summary, force, compare)
            notebook_run.run(pool, students, progress)
        recorder.update_penalties(assignment)
    summary.seconds = time.monotonic() - began
    return summary


@dataclass
class _NotebookRun:
    """The part of a run that grades one of the assignment's notebooks."""

    course: Course
    released: Released
    options: Options
    results: Results
    recorder: Recorder
    recorded: dict[str, datetime | None]  # by student, the time of the submission that the gradebook had before the run
    summary: Summary
    force: bool
    compare: int
    placements: Placements = field(default_factory=dict)  # where each test is judged

    def run(
        self,
        make_pool: Callable[[Sequence[str], bool], Pool],
        students: Sequence[str],
        progress: Callable[[int, int], None],
    ) -> None:
        submissions = list(self.course.submissions(self.released, students))
        with ExitStack() as stack:
            pool = cache(partial(self._pool, make_pool, submissions, stack))  # made only if there is something to do
            self.placements = self._placed(pool)
            self.summary.placements[self.released.notebook] = self.placements
            to_do = [submission for submission in submissions if self._is_to_do(submission)]
            progress(len(submissions) - len(to_do), len(submissions))
            if to_do:
                self._grade(to_do, len(submissions), pool(), progress)
            if self.compare:
                self._compare(submissions, pool())

    @contextmanager
    def _one_of_many(self, student: str) -> Iterator[None]:
        """Make what is raised that student's outcome, unless it would be everybody's: others must not wait for it."""
        try:
            yield
        except (sqlite3.Error, OperationalError):
            raise
        except Exception as error:
            self.recorder.undo()
            self.summary.failed[student] = f"{type(error).__name__}: {error}"

    def _pool(
        self, make_pool: Callable[[Sequence[str], bool], Pool], submissions: Sequence[Submission], stack: ExitStack
    ) -> Pool:
        slow = slow_imports(submission.text() or "" for submission in submissions)
        pool = make_pool([*self.released.imports(), *slow], self.options.unsafe)
        stack.callback(pool.close)
        return pool

    def _placed(self, pool: Callable[[], Pool]) -> Placements:
        """Return where each test is judged; proven once for each version of the assignment."""
        reference, tests = self.course.reference(self.released), hashes(self.released)
        proven_with = reference.text, reference.beside.contents
        key = digest(self.released.key(), tests, proven_with, self.options.judge, _versions())
        stored = self.results.find_placements(key)
        if stored is not None:
            return stored
        prove = partial(self._prove, pool, reference.beside)
        placements = place(self.released, reference.text, self.options.judge, prove)
        self.results.put_placements(key, placements)
        return placements

    def _prove(
        self, pool: Callable[[], Pool], beside: SubmittedFiles, text: str, placements: Placements
    ) -> Callable[[], Result]:
        return pool().submit(self._task(HandedIn(text, beside), {}, placements)).result

    def _grade(self, to_do: Sequence[Submission], total: int, pool: Pool, progress: Callable[[int, int], None]) -> None:
        done, waited = total - len(to_do), list[_Read]()
        for read, future in _finished(self._tasks(to_do), pool):
            with self._one_of_many(read.student):
                result = future.result()
                if result.waited and result.score < result.points:
                    waited.append(read)
                    continue
                self._keep(read, result)
            done += 1
            progress(done, total)
        for read in waited:  # one at a time: now no other keeps it from a processor
            with self._one_of_many(read.student):
                self.summary.alone.append(read.student)
                self._keep(read, pool.submit(read.task).result())
            done += 1
            progress(done, total)

    def _keep(self, read: _Read, result: Result) -> None:
        self.results.put(self.released, read.student, read.key, result)
        self._record(read.student, result, read.handed_in.beside)
        self.summary.graded += 1

    def _compare(self, submissions: Sequence[Submission], pool: Pool) -> None:
        """Judge some submissions both ways, and store on which tests the two disagree."""
        readable = [each for each in submissions if each.student not in self.summary.failed and each.text()]
        chosen = {each.student: each.read(self.released) for each in spread(readable, self.compare)}

        def start(handed_in: HandedIn, placements: Placements) -> Callable[[], Result]:
            return pool.submit(self._task(handed_in, {}, placements)).result

        both_ways = judge_both_ways(chosen, self.placements, start)
        self.results.put_both_ways(self.released, both_ways)
        self.summary.both_ways[self.released.notebook] = both_ways

    def _is_to_do(self, submission: Submission) -> bool:
        with self._one_of_many(submission.student):
            if not is_text(submission.student):
                raise ValueError(NOT_TEXT)
            return not self._has_result(submission)
        return False

    def _has_result(self, submission: Submission) -> bool:
        """Return whether a submission has a result that still holds; if so, the gradebook gets it if it lacks it."""
        stored = self._stored_result(submission.student)
        if not stored:
            return False
        handed_in = submission.read(self.released)
        key = self._key(handed_in)
        if stored.key != key:
            return False
        if stored.reusable_tests(key, self.released).keys() < self.released.tests.keys():
            return False
        self._add_unchanged(submission.student, stored, handed_in.beside)
        return True

    def _tasks(self, to_do: Iterable[Submission]) -> Iterator[_Read]:
        """Yield each task with what was read for it.

        Files are read only now, and tests are reused only if they were run on what was read: a file that was replaced
        since the run began gets none of the old file's marks.
        """
        for submission in to_do:
            with self._one_of_many(submission.student):
                handed_in = submission.read(self.released)
                key, stored = self._key(handed_in), self._stored_result(submission.student)
                reusable = stored.reusable_tests(key, self.released) if stored else {}
                yield _Read(submission.student, key, handed_in, self._task(handed_in, reusable, self.placements))

    def _task(
        self, handed_in: HandedIn, reusable: Mapping[str, tuple[Test, list[Any]]], placements: Placements
    ) -> Task:
        reused = {name: (asdict(test), outputs) for name, (test, outputs) in reusable.items()}
        files, missing = handed_in.beside.contents, handed_in.missing
        return Task(handed_in.text, self.released.to_json(), self.options, reused, to_data(placements), files, missing)

    def _stored_result(self, student: str) -> StoredResult | None:
        return None if self.force else self.results.find(self.released, student)

    def _key(self, handed_in: HandedIn) -> str:
        """Return a hash of everything that a result depends on besides the tests themselves."""
        placed = to_data(self.placements)
        files = handed_in.beside.contents
        read = handed_in.text, handed_in.missing, files
        return digest(*read, self.released.key(), _versions(), self.options.secret, placed)

    def _add_unchanged(self, student: str, stored: StoredResult, beside: SubmittedFiles) -> None:
        self.summary.unchanged += 1
        if stored.recorded and self._is_up_to_date(student):
            self._add(student, stored.result, beside)
        else:
            self._record(student, stored.result, beside)

    def _is_up_to_date(self, student: str) -> bool:
        """Return whether the gradebook has the submission with its present time, from which lateness is counted."""
        handed_in = self.recorder.handed_in(self.released.assignment, student)
        return student in self.recorded and handed_in in (None, self.recorded[student])

    def _record(self, student: str, result: Result, beside: SubmittedFiles) -> None:
        self.recorder.record(self.released, student, result, beside.contents)
        self.results.set_recorded(self.released, [student])
        self._add(student, result, beside)

    def _add(self, student: str, result: Result, beside: SubmittedFiles) -> None:
        self.summary.results.setdefault(student, {})[self.released.notebook] = result
        if beside.left_out:
            self.summary.left_out[student] = beside.left_out
        if unreadable := self.recorder.unreadable_time(self.released.assignment, student):
            self.summary.unreadable_times[student] = unreadable


def _finished(tasks: Iterable[_Read], pool: Pool) -> Iterator[tuple[_Read, "Future[Result]"]]:
    """Yield what was read for each task, and its finished future, in the order in which tasks finish."""
    pending: dict[Future[Result], _Read] = {}
    for read in tasks:
        pending[pool.submit(read.task)] = read
        if len(pending) >= TASKS_PER_WORKER * pool.width:
            yield from _next_finished(pending)
    while pending:
        yield from _next_finished(pending)


def _next_finished(pending: "dict[Future[Result], _Read]") -> Iterator[tuple[_Read, "Future[Result]"]]:
    """Wait until a task is finished and yield it; a cluster keeps a result for as long as a future refers to it."""
    finished, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in finished:
        yield pending.pop(future), future


@contextmanager
def _usable(store: Path) -> Iterator[None]:
    """Say what to do where the stored results or the gradebook cannot be used."""
    try:
        yield
    except sqlite3.Error as error:
        said = DAMAGED if type(error) is sqlite3.DatabaseError else UNUSABLE
        raise CourseError(said.format(store.name, error)) from error
    except DatabaseError as error:
        raise CourseError(UNUSABLE.format("the gradebook", error.orig or error)) from error


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Lock a course, so that one run at a time writes into it."""
    with (root / f"{STORE}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CourseError(f"another run is grading in {root}: wait for it, or end it") from error
        yield


@cache
def _versions() -> dict[str, str]:
    """Return the versions of the packages that results depend on; empty for one that is not installed."""
    versions = {"python": platform.python_version(), "mbcourse": mbcourse.__version__}
    for package in ("numpy", "torch", "nbgrader"):
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            versions[package] = ""
    return versions
