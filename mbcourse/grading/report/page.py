"""The report as one self-contained page, and as tables."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from mbcourse.grading.both_ways import BothWays
from mbcourse.grading.course import Course, CourseError
from mbcourse.grading.outcome import OUTCOMES, Result
from mbcourse.grading.pages import render
from mbcourse.grading.report import plots, similarity
from mbcourse.grading.report.items import FEWEST, Item, JudgedInside, Times, items, judged_inside
from mbcourse.grading.report.marks import Mark, marks
from mbcourse.grading.report.similarity import Code, Comparison, compare
from mbcourse.grading.report.tables import write_inside, write_items, write_marks, write_pairs
from mbcourse.grading.results import STORE, Results

PAGE, ITEMS, MARKS, INSIDE, SIMILAR = "report.html", "tests.csv", "marks.csv", "inside.csv", "similar.csv"
MOST_PAIRS = 50  # similar pairs on the page; the table has all
SLOWEST = 5  # notebooks that are listed


@dataclass(frozen=True)
class Report:
    """The report on a graded assignment.

    Attributes
    ----------
    assignment : str
        The assignment.
    items : list of Item
        Its tests.
    marks : list of Mark
        Its marks, one per student.
    seconds : dict
        How long each notebook took that was run, by student and notebook.
    inside : list of JudgedInside
        The tests that were judged inside the student's process.
    both_ways : dict
        What judging submissions both ways gave, by notebook; empty if that was not done.
    comparison : Comparison
        The similar submissions.

    Examples
    --------
    >>> mark = Mark("ada", 15.0, 16.0, 17.0, 20.0, late_penalty=0.0, waiting=False)
    >>> made = Report("ps1", [], [mark], {("ada", "ps1"): 1.2}, [], {}, compare({"ada": {"q1": "x = 1"}}, []))
    >>> "<title>ps1: report</title>" in made.html()
    True
    """

    assignment: str
    items: list[Item]
    marks: list[Mark]
    seconds: dict[tuple[str, str], float]
    inside: list[JudgedInside]
    both_ways: dict[str, BothWays]
    comparison: Comparison

    def write(self, folder: Path) -> Path:
        """Write the page and the tables into a folder, which is made if needed, and return the page's path."""
        folder.mkdir(parents=True, exist_ok=True)
        write_items(self.items, folder / ITEMS)
        write_marks(self.marks, folder / MARKS)
        write_inside(self.inside, folder / INSIDE)
        write_pairs(self.comparison.pairs, folder / SIMILAR)
        (folder / PAGE).write_text(self.html(), "utf-8", "backslashreplace")  # lone surrogates
        return folder / PAGE

    def html(self) -> str:
        """Return the page; every text that a student chose is escaped."""
        times = Times.from_seconds(list(self.seconds.values()))
        return render(
            "report.html.j2",
            report=self,
            outcomes=[outcome for outcome in OUTCOMES if any(item.outcomes[outcome] for item in self.items)],
            times=times,
            slowest=sorted(self.seconds.items(), key=lambda pair: -pair[1])[:SLOWEST],
            distribution=plots.distribution(self.marks),
            failures=plots.failures(self.items),
            durations=plots.durations(list(self.seconds.values()), times) if self.seconds else None,
            by_failure=sorted(self.items, key=lambda item: -item.failure_rate),
            winnowing=similarity,
            fewest=FEWEST,
            pairs=self.comparison.pairs[:MOST_PAIRS],
            tables=(ITEMS, MARKS, INSIDE, SIMILAR),
            when=datetime.now().astimezone(),
        )


def report(course: Course, assignment: str) -> Report:
    """Gather the report on an assignment that `mbcourse grade` has graded.

    Parameters
    ----------
    course : Course
        The course.
    assignment : str
        The assignment.

    Raises
    ------
    CourseError
        If it was not released, or has no results.

    Examples
    --------
    >>> report(Course(Path("course")), "ps1").write(Path("report"))  # doctest: +SKIP
    PosixPath('report/report.html')
    """
    released = {notebook.notebook: notebook for notebook in course.released(assignment)}
    results: list[tuple[str, str, Result]] = []
    both_ways: dict[str, BothWays] = {}
    if (course.root / STORE).is_file():
        store = Results(course.root / STORE)
        results = [row for row in store.all(assignment) if row[1] in released]
        both_ways = store.both_ways(assignment)
        store.close()
    if not results:
        raise CourseError(f"{assignment} has no results in {course.root}; run: mbcourse grade {assignment}")
    with Gradebook(course.directory.db_url, course.directory.course_id) as gradebook:
        student_marks = marks(results, gradebook, assignment)
    locked = {(name, cell.name) for name, notebook in released.items() for cell in notebook.cells if cell.locked}
    given = [cell.source for notebook in released.values() for cell in notebook.cells if cell.cell_type == "code"]
    return Report(
        assignment,
        items(results),
        student_marks,
        {(student, notebook): result.seconds for student, notebook, result in results if result.tier},
        judged_inside(results),
        both_ways,
        compare(_answers(results, locked, several=len(released) > 1), given),
    )


def _answers(results: list[tuple[str, str, Result]], locked: set[tuple[str, str]], several: bool) -> Mapping[str, Code]:
    """Return each student's code, by cell, without the cells that students cannot change."""
    answers: dict[str, dict[str, list[str]]] = {}
    for student, notebook, result in results:
        own = answers.setdefault(student, {})
        for cell in _cells(result.notebook):
            about = cell.get("metadata", {}).get("nbgrader")
            name = about.get("grade_id") if isinstance(about, dict) else None
            name = name if isinstance(name, str) else "own cells"
            if cell.get("cell_type") == "code" and (notebook, name) not in locked:
                own.setdefault(f"{notebook}: {name}" if several else name, []).append("".join(cell["source"]))
    return {student: {name: "\n".join(parts) for name, parts in own.items()} for student, own in answers.items()}


def _cells(notebook: str) -> list[dict[str, Any]]:
    """Return the cells of a graded notebook; none of one that is nested too deeply to be read."""
    try:
        cells: list[dict[str, Any]] = json.loads(notebook).get("cells", [])
    except (ValueError, RecursionError):
        return []
    return cells
