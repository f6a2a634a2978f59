"""Measure grading and write ../GRADING.md."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.__main__ import machine
from benchmarks.grading import scaling, sides
from benchmarks.grading.classes import TINY, TUTORIAL, make_course, marks
from mbcourse.grading.outcome import INSIDE
from mbcourse.grading.placement import AUTO, CHOICES

RESULTS = Path(__file__).resolve().parents[1] / "GRADING.md"
CLASSES = {"ps1": (30, 1), "ps2": (30, 1), "ps3": (60, 2)}  # students, rounds
ANOTHER_COURSE = (60, 2)  # students of nbgrader's tutorial, rounds
WITH_OTTER = "ps3"  # once: it takes minutes, and no target is set by it
TARGET, WITHIN = 10, 4  # times stock on ps3; times the floor

TEMPLATE = """\
# How fast a class is graded

Written by `python -m benchmarks.grading`. {machine}. Times include the start of each command. Sides grade the same
submissions in turn, round by round, and the marks of ours and stock are shown to be equal. Answers come from the
corpus, in a different mix for each student; figures are the instructor's. Ours runs with {jobs}
processes, every notebook in its sandbox. Nothing is known from earlier runs: the proof of where tests are judged, and
the start of all processes, are part of ours. It places all tests of these three outside the student's process.

- **ours**: `mbcourse grade --jobs {jobs}`. **stock**: `nbgrader autograde`, with the course's settings.
- **otter**: otter-grader 7.0.0's `grade_submission`, in one process, with the same tests in its own format;
  measured once.
- **floor**: processor time of the submissions' cells, tests included, in one process that has imported everything,
  divided by {jobs}.

| | submissions | stock | otter | ours | stock / ours | floor | ours / floor |
|---|---|---|---|---|---|---|---|
{table}

Targets: at least {target} times stock on ps3 ({first}); within {within} times the floor on each ({second}).

## A course of others

nbgrader's tutorial, {students} submissions of its two notebooks; its marks are stock's by default and with `inside`.

| | where tests are judged | seconds | stock / it |
|---|---|---|---|
{tutorial}

## Scaling

An assignment with one question, so that everything but the answers is measured.

![Left: seconds against the number of submissions, both axes logarithmic. Right: submissions per minute against the
number of processes and of Dask workers, from 1 to 4.](grading_scaling.png)

| submissions, {jobs} processes | {sizes} |
|---|{rules}|
| seconds | {seconds} |

| number of | 1 | 2 | 3 | 4 |
|---|---|---|---|---|
| processes: submissions per minute | {jobs_rates} |
| Dask workers: submissions per minute | {worker_rates} |

The machine has two cores: more processes than that cannot help.

Memory on ps3, 8 submissions, {jobs} processes, pages shared by processes counted once: the grader {grader:.0f} MiB,
all processes that it starts together {started:.0f} MiB.
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        rows = {assignment: compare(root, assignment, *size) for assignment, size in CLASSES.items()}
        tutorial = compare_judges(root, *ANOTHER_COURSE)
        submissions = scaling.by_submissions(root)
        course = make_course(root / "scaling", TINY, scaling.CLASS)
        jobs, workers = scaling.by_jobs(course), scaling.by_dask_workers(course)
        grader, started = scaling.memory(make_course(root / "memory", "ps3", 8), "ps3")
    scaling.plot(submissions, jobs, workers)
    ratio, distances = rows["ps3"].ratio, [row.distance for row in rows.values()]
    text = TEMPLATE.format(
        machine=machine(),
        jobs=sides.JOBS,
        table="\n".join(row.line() for row in rows.values()),
        tutorial="\n".join(tutorial.judges()),
        students=tutorial.students,
        target=TARGET,
        within=WITHIN,
        first=verdict(ratio >= TARGET, f"{ratio:.1f}"),
        second=verdict(max(distances) <= WITHIN, f"{max(distances):.1f} at most"),
        sizes=" | ".join(f"{n:,}" for n in submissions),
        rules="|".join("---" for _ in submissions),
        seconds=" | ".join(f"{seconds:.1f}" for seconds in submissions.values()),
        jobs_rates=" | ".join(rate(seconds) for seconds in jobs.values()),
        worker_rates=" | ".join(rate(seconds) for seconds in workers.values()),
        grader=grader,
        started=started,
    )
    RESULTS.write_text(text, encoding="utf-8")
    print(f"==> {RESULTS}")


class Row:
    """The rounds of one assignment."""

    def __init__(self, assignment: str, students: int) -> None:
        self.assignment, self.students = assignment, students
        self.seconds: dict[str, list[float]] = {}
        self.where: dict[str, str] = {}

    def add(self, side: str, seconds: float) -> None:
        self.seconds.setdefault(side, []).append(seconds)
        print(f"{self.assignment}, {self.students} submissions, {side}: {seconds:.1f} s", flush=True)

    @property
    def ratio(self) -> float:
        return median(self._rounds("stock", "ours"))

    @property
    def distance(self) -> float:
        return median(self._rounds("ours", "floor"))

    def line(self) -> str:
        cells = [self.assignment, str(self.students)]
        cells += [self._seconds(side) for side in ("stock", "otter", "ours")]
        cells += [spread(self._rounds("stock", "ours")), self._seconds("floor")]
        return f"| {' | '.join([*cells, spread(self._rounds('ours', 'floor'))])} |"

    def judges(self) -> Iterator[str]:
        """Yield a line for stock, and one for each choice of where tests are judged."""
        yield f"| stock | | {self._seconds('stock')} | |"
        for judge, where in self.where.items():
            yield f"| --judge {judge} | {where} | {self._seconds(judge)} | {spread(self._rounds('stock', judge))} |"

    def _seconds(self, side: str) -> str:
        return f"{median(self.seconds[side]):.1f} s" if side in self.seconds else "–"

    def _rounds(self, above: str, below: str) -> list[float]:
        return [a / b for a, b in zip(self.seconds[above], self.seconds[below], strict=True)]


def compare(root: Path, assignment: str, students: int, rounds: int) -> Row:
    """Have every side grade the same class, round by round."""
    row = Row(assignment, students)
    course = make_course(root / assignment, assignment, students)
    for _ in range(rounds):
        row.add("floor", sides.floor(course, assignment))
        marks_by_side = {}
        for name, side in (("ours", sides.ours), ("stock", sides.stock)):
            copied = shutil.copytree(course, root / f"{assignment}-{name}")
            row.add(name, side(copied, assignment))
            marks_by_side[name] = marks(copied, assignment)
            shutil.rmtree(copied)
        if marks_by_side["ours"] != marks_by_side["stock"]:
            raise AssertionError(f"{assignment}: the marks differ")
    if assignment == WITH_OTTER:
        with sides.Otter(assignment) as otter:
            row.add("otter", otter(course, assignment))
    return row


def compare_judges(root: Path, students: int, rounds: int) -> Row:
    """Have stock grade nbgrader's tutorial, and ours with each choice of where tests are judged, round by round."""
    row = Row(TUTORIAL, students)
    course = make_course(root / TUTORIAL, TUTORIAL, students)
    for _ in range(rounds):
        marks_by_side = {}
        for side in ("stock", *CHOICES):
            copied = shutil.copytree(course, root / f"{TUTORIAL}-{side}")
            row.add(side, sides.stock(copied, TUTORIAL) if side == "stock" else sides.judging(copied, TUTORIAL, side))
            marks_by_side[side] = marks(copied, TUTORIAL)
            if side != "stock":
                row.where[side] = sides.where_judged(copied, TUTORIAL)
            shutil.rmtree(copied)
        if not marks_by_side["stock"] == marks_by_side[AUTO] == marks_by_side[INSIDE]:
            raise AssertionError(f"{TUTORIAL}: the marks differ")
    return row


def spread(ratios: list[float]) -> str:
    several = f" ({min(ratios):.1f} to {max(ratios):.1f})" if len(ratios) > 1 else ""
    return f"**{median(ratios):.1f}**{several}"


def verdict(met: bool, figure: str) -> str:
    return f"{figure}: {'met' if met else 'missed'}"


def rate(seconds: float) -> str:
    return f"{scaling.CLASS * 60 / seconds:.0f}"


if __name__ == "__main__":
    main()
