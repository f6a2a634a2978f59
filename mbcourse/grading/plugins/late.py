"""What a late submission costs: nothing, its whole score, or an amount per day, after a grace period.

Both ``nbgrader autograde`` and ``mbcourse grade`` use it if the course's settings say
``c.AssignLatePenalties.plugin_class = "mbcourse.grading.plugins.late.LatePolicy"``.
"""

import math

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Enum, Float

DAY = 24 * 60 * 60  # seconds


class LatePolicy(LateSubmissionPlugin):
    """The penalty for a late notebook, configured by ``c.LatePolicy.penalty_method``.

    ``"none"`` takes off nothing, ``"zero"`` the whole score, ``"per_day"`` takes off ``per_day`` for each day, or part
    of a day, since the due date. A notebook handed in within the grace period costs nothing; after it, lateness counts
    from the due date.

    Examples
    --------
    >>> policy = LatePolicy(penalty_method="per_day", per_day=10, grace_minutes=30)
    >>> policy.late_submission_penalty("ada", score=8.0, total_seconds_late=1.5 * DAY)
    1.6
    >>> policy.late_submission_penalty("ada", score=8.0, total_seconds_late=20 * 60) is None
    True
    """

    penalty_method = Enum(
        ("none", "zero", "per_day"),
        "none",
        help="What a late notebook loses: none, zero (its whole score), or per_day.",
    ).tag(config=True)
    per_day = Float(10.0, min=0.0, help="What each day late, or part of a day, costs, in the unit.").tag(config=True)
    unit = Enum(("percent", "points"), "percent", help="percent of the notebook's score, or points.").tag(config=True)
    most_percent = Float(
        100.0, min=0.0, max=100.0, help="The most that per_day can take off, in percent of the score."
    ).tag(config=True)
    grace_minutes = Float(0.0, min=0.0, help="Minutes after the due date that cost nothing.").tag(config=True)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        """Return the points to take off a notebook's score, or None for no penalty.

        Parameters
        ----------
        student_id : str
            Unused: the policy is the same for all.
        score : float
            The notebook's points.
        total_seconds_late : float
            Seconds since the due date.
        """
        if self.penalty_method == "none" or total_seconds_late <= 60 * self.grace_minutes:
            return None
        if self.penalty_method == "zero":
            return score
        days = math.ceil(total_seconds_late / DAY)
        points_per_day = self.per_day if self.unit == "points" else score * self.per_day / 100
        return float(min(days * points_per_day, score * self.most_percent / 100, score))
