"""What a late submission costs: nothing, everything, or so much a day, after a time of grace.

nbgrader asks for the penalty, both in ``nbgrader autograde`` and in ``mbcourse grade``, where the course's settings say
``c.AssignLatePenalties.plugin_class = "mbcourse.grading.plugins.late.LatePolicy"``.
"""

import math

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Enum, Float

DAY = 24 * 60 * 60  # seconds


class LatePolicy(LateSubmissionPlugin):
    """The penalty of a late notebook, by ``c.LatePolicy.penalty_method``.

    ``"none"`` takes nothing, ``"zero"`` takes all, ``"per_day"`` takes ``per_day`` for each day that has begun since
    the due date. What comes within the grace costs nothing; what comes after it is late since the due date.
    """

    penalty_method = Enum(
        ("none", "zero", "per_day"), "none", help="What a late notebook costs: none, zero (its score), or per_day."
    ).tag(config=True)
    per_day = Float(10.0, min=0.0, help="What each day that has begun costs, in the unit.").tag(config=True)
    unit = Enum(("percent", "points"), "percent", help="percent of the notebook's score, or points.").tag(config=True)
    most_percent = Float(
        100.0, min=0.0, max=100.0, help="The percentage of the score that lateness costs at most, per_day."
    ).tag(config=True)
    grace_minutes = Float(0.0, min=0.0, help="Minutes after the due date that cost nothing.").tag(config=True)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        """Return the points to take off a notebook, or None for no penalty.

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
        a_day = self.per_day if self.unit == "points" else score * self.per_day / 100
        return float(min(days * a_day, score * self.most_percent / 100, score))
