"""Feedback pages: marks, outcomes, hints and comments, without hidden tests and without anything that runs.

``c.GenerateFeedback.exporter_class = "mbcourse.grading.plugins.feedback.FeedbackExporter"`` makes nbgrader use it.
"""

import builtins
from dataclasses import dataclass
from typing import Any

from nbconvert.exporters import Exporter
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task

from mbcourse.grading.gradebook import less_penalty
from mbcourse.grading.outcome import FAILED, INSIDE, JUDGED, NOT_JUDGED, NOWHERE, OUTCOMES, OUTSIDE, PASSED
from mbcourse.grading.pages import render

BY_HAND, IN_PART = "by hand", "passed in part"
WAITS = "This test could not be judged automatically: it is marked by hand."


@dataclass(frozen=True)
class Marking:
    """The mark of a cell.

    Attributes
    ----------
    test : bool
        Whether the cell is a test; otherwise it is an answer that is marked by hand.
    outcome, hint : str
        The outcome of a test, and its message if it did not pass.
    score, points : float
        Points that it got, and the most that it can get.
    judged : {"outside", "inside", ""}
        Whether a test ran outside the process of the answers or inside it; empty, the default, if it is not known.
    """

    test: bool
    outcome: str
    hint: str
    score: float
    points: float
    judged: str = ""


class FeedbackExporter(Exporter):
    """Writes a feedback page from an autograded notebook to which nbgrader's ``GetGrades`` has added the marks.

    For a test the page shows its outcome, its message and its public lines. Of an error only the message is shown,
    because a traceback would show the lines of a hidden test.
    """

    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override] # as in nbconvert's own text exporters
        self, nb: NotebookNode, resources: Any | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page and the resources, as nbconvert's exporters do."""
        notebook, resources = super().from_notebook_node(nb, resources, **options)
        cells = [(cell, cell.metadata.get("nbgrader", {}), marking(cell)) for cell in notebook.cells]
        about = resources["nbgrader"]  # whose score GetGrades gives less the penalty, as it comes
        mark = less_penalty(about["score"] + about["late_penalty"], about["late_penalty"])
        page = render("feedback.html.j2", about=about, mark=mark, cells=cells, strip_ansi=strip_ansi)
        return page, resources


def marking(cell: NotebookNode) -> Marking | None:
    """Return the mark of a cell, None if the cell is not marked.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_output
    >>> graded = {"grade_id": "q1", "grade": True, "solution": False, "task": False, "score": 0, "points": 2}
    >>> error = new_output("error", ename="AssertionError", evalue="the sum is 3, expected 4")
    >>> marking(new_code_cell(metadata={"nbgrader": graded}, outputs=[error]))
    Marking(test=True, outcome='failed', hint='the sum is 3, expected 4', score=0.0, points=2.0, judged='')
    """
    if not (is_grade(cell) or is_task(cell)):
        return None
    test = not (is_solution(cell) or is_task(cell))
    score, points = float(cell.metadata.nbgrader.score), float(cell.metadata.nbgrader.points)
    outcome, hint = _outcome(cell, score, points) if test else (BY_HAND, "")
    judged = cell.metadata.get(JUDGED, "")
    return Marking(test, outcome, hint, score, points, judged if test and judged in (OUTSIDE, INSIDE) else "")


def _outcome(cell: NotebookNode, score: float, points: float) -> tuple[str, str]:
    """Return the outcome of a test and its message."""
    if cell.metadata.get(JUDGED) == NOWHERE:
        return (BY_HAND, "") if score > 0 else (NOT_JUDGED, WAITS)
    errors = [output for output in cell.get("outputs", ()) if output.output_type == "error"]
    if not errors:
        return PASSED if score >= points else IN_PART if score > 0 else FAILED, ""
    name, text = str(errors[-1].ename), str(errors[-1].evalue)
    if name.lower() in OUTCOMES:
        return name.lower(), text
    of_python = isinstance(getattr(builtins, name, None), type) and name != AssertionError.__name__
    return FAILED, f"{name}: {text}" if of_python else text
