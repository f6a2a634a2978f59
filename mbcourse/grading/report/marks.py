"""Each student's mark, by the tests and in nbgrader's gradebook."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment

from mbcourse.grading.gradebook import less_penalty
from mbcourse.grading.outcome import Result


@dataclass(frozen=True)
class Mark:
    """A student's mark for an assignment.

    Attributes
    ----------
    student : str
        The student's id.
    test_score, test_points : float
        The points that the tests gave, and the most they can give.
    mark, max_mark : float
        The gradebook's mark less the late penalty, at least 0, and the most that the assignment can give; those of the
        tests if the gradebook does not have the submission.
    late_penalty : float
        The points that were taken off for lateness.
    waiting : bool
        Whether something is still to be marked by hand.

    Examples
    --------
    >>> Mark("ada", 15.0, 16.0, 17.0, 20.0, late_penalty=0.0, waiting=False).percent
    85.0
    """

    student: str
    test_score: float
    test_points: float
    mark: float
    max_mark: float
    late_penalty: float
    waiting: bool

    @property
    def percent(self) -> float:
        """The mark in percent of the most that the assignment can give."""
        return 100 * self.mark / self.max_mark if self.max_mark else 0.0


def marks(results: Iterable[tuple[str, str, Result]], gradebook: Gradebook, assignment: str) -> list[Mark]:
    """Return the mark of each student who has a result, in the order of their ids.

    Parameters
    ----------
    results : iterable of (student, notebook, Result)
        As `mbcourse.grading.results.Results.all` yields them.
    gradebook : Gradebook
        nbgrader's gradebook.
    assignment : str
        The assignment.

    Examples
    --------
    >>> with Gradebook("sqlite:///gradebook.db") as gradebook:  # doctest: +SKIP
    ...     [(mark.student, mark.percent) for mark in marks(results.all("ps1"), gradebook, "ps1")]
    [('ada', 85.0), ('emmy', 60.0)]
    """
    by_student: dict[str, list[Result]] = defaultdict(list)
    for student, _, result in results:
        by_student[student].append(result)
    try:
        submissions = {submission.student_id: submission for submission in gradebook.assignment_submissions(assignment)}
    except MissingEntry:
        submissions = {}
    return [_mark(student, by_student[student], submissions.get(student)) for student in sorted(by_student)]


def _mark(student: str, results: Iterable[Result], submission: SubmittedAssignment | None) -> Mark:
    score, points = (sum(values) for values in zip(*((result.score, result.points) for result in results), strict=True))
    if submission is None:
        return Mark(student, score, points, score, points, 0.0, False)
    penalty = submission.late_submission_penalty or 0.0
    mark = less_penalty(submission.score, penalty)
    return Mark(student, score, points, mark, submission.max_score, penalty, bool(submission.needs_manual_grade))
