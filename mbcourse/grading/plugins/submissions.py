"""Lets nbgrader autograde submissions that are damaged.

``c.Autograde.exporter_class = "mbcourse.grading.plugins.submissions.SubmissionExporter"`` makes nbgrader use it.
"""

from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from mbcourse.checks.notebook_text import decoded
from mbcourse.grading.assignments import from_gradebook
from mbcourse.grading.mending import mended, without_answers
from mbcourse.grading.secret import use
from mbcourse.grading.submitted_notebook import Unreadable


class SubmissionExporter(NotebookExporter):
    """An exporter for autograding that repairs notebooks whose cells or file are damaged; see `mended`."""

    def from_file(
        self, file_stream: TextIOWrapper, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Repair the submitted notebook, then convert it as nbconvert does."""
        if course := getattr(self.parent, "coursedir", None):
            use(Path(course.root))  # an error here means that nothing is graded with another secret
        about = (resources or {})["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            released = from_gradebook(gradebook.find_notebook(about["notebook"], about["assignment"]))
        content = bytes(file_stream.buffer.read())
        try:
            notebook = mended(decoded(content), released)
        except Unreadable as error:
            self.log.error("%s, %s: %s", about["student"], about["notebook"], error)
            notebook = without_answers(released, str(error))
        return super().from_file(StringIO(nbformat.writes(notebook)), resources, **options)
