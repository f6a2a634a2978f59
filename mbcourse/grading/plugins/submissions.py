"""nbgrader's way to read submissions, for those that came to harm.

``c.Autograde.exporter_class = "mbcourse.grading.plugins.submissions.SubmissionExporter"`` has nbgrader use it.
"""

from io import StringIO
from typing import Any, TextIO

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from mbcourse.grading.assignments import from_gradebook
from mbcourse.grading.mending import UNREADABLE, Unreadable, mended, without_answers


class SubmissionExporter(NotebookExporter):
    """nbgrader's exporter, for notebooks whose cells or whose file came to harm; see `mended`."""

    def from_file(
        self, file_stream: TextIO, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Convert what was handed in as nbconvert does, once it is mended."""
        where = (resources or {})["nbgrader"]
        with Gradebook(where["db_url"]) as gradebook:
            released = from_gradebook(gradebook.find_notebook(where["notebook"], where["assignment"]))
        try:
            notebook = mended(file_stream.read(), released)
        except (Unreadable, UnicodeDecodeError) as error:
            self.log.error("%s: %s cannot be read: %s", where["student"], where["notebook"], error)
            notebook = without_answers(released, UNREADABLE)
        return super().from_file(StringIO(nbformat.writes(notebook)), resources, **options)
