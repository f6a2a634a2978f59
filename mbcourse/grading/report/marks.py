"""Each student's mark: what the tests gave, and what stands in nbgrader's gradebook."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment

from mbcourse.grading.gradebook import less_penalty
from mbcourse.grading.outcome import Result


@dataclass(frozen=True)
class Mark:
    """What one student has.

    Attributes
    ----------
    student : str
        The student's id.
    by_tests, of_tests : float
        What the tests gave, of what they can give.
    mark, of : float
        The gradebook's mark less the late penalty, never below zero, and what the assignment can give; the tests' own
        where the gradebook does not have the submission.
    late_penalty : float
        Points taken off.
    waiting : bool
        Whether something is still to be marked by hand.
    """

    student: str
    by_tests: float
    of_tests: float
    mark: float
    of: float
    late_penalty: float
    waiting: bool

    @property
    def percent(self) -> float:
        """The mark in percent of what the assignment can give."""
        return 100 * self.mark / self.of if self.of else 0.0


def marks(results: Iterable[tuple[str, str, Result]], gradebook: Gradebook, assignment: str) -> list[Mark]:
    """Return the mark of each student who has a result, in the order of their ids."""
    by_student: dict[str, list[Result]] = defaultdict(list)
    for student, _, result in results:
        by_student[student].append(result)
    try:
        submissions = {submission.student_id: submission for submission in gradebook.assignment_submissions(assignment)}
    except MissingEntry:
        submissions = {}
    return [_mark(student, by_student[student], submissions.get(student)) for student in sorted(by_student)]


def _mark(student: str, results: Iterable[Result], submission: SubmittedAssignment | None) -> Mark:
    got, of = (sum(values) for values in zip(*((result.score, result.points) for result in results), strict=True))
    if submission is None:
        return Mark(student, got, of, got, of, 0.0, False)
    penalty = submission.late_submission_penalty or 0.0
    mark = less_penalty(submission.score, penalty)
    return Mark(student, got, of, mark, submission.max_score, penalty, bool(submission.needs_manual_grade))
