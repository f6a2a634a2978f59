"""Settings of the nbgrader course in this folder: those that cost no student a mark and leak nothing.

Folder, database and the autograde preprocessors are a course's own affair and stay at nbgrader's defaults.
The file secret.txt beside it, or the variable MBCOURSE_SECRET (any line of text, the same whenever this course is
graded), keeps the fresh inputs of the hidden tests from being computed beforehand.
"""

import os
import sys
from pathlib import Path

from nbgrader.preprocessors import ClearHiddenTests, GetGrades

from mbcourse.checks import exam
from mbcourse.grading import secret
from mbcourse.grading.pages import clean_html, clean_markdown

c = get_config()  # noqa: F821 - nbgrader defines it

# nbgrader calls the command alembic, which lies beside this Python, and leaves a broken gradebook where it finds none.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

secret.share_with_nbgrader(Path(__file__).resolve().parent)

c.CourseDirectory.course_id = "mini-batch"

# What a released answer cell holds. An untouched function fails when it is called, not when it is defined.
c.ClearSolutions.code_stub = {"python": 'raise NotImplementedError("your answer here")'}
c.ClearSolutions.text_stub = "*Your answer here.*"
# A cell's stored alternative text says what the figure of the solution shows.
c.ClearOutput.remove_metadata_fields = {"collapsed", "scrolled", "mystnb"}

# Collecting from files: downloaded/ASSIGNMENT/extracted/STUDENT/NOTEBOOK.ipynb is the layout that the extractors make.
c.FileNameCollectorPlugin.named_regexp = r".*[/\\]extracted[/\\](?P<student_id>[^/\\]+)[/\\](?P<file_id>[^/\\]+)\.ipynb"
# Through an exchange nobody hands in a notebook under another name, which would get no mark.
c.ExchangeSubmit.strict = True

# Autograding: cells that were deleted, copied or tagged are mended, a file that is not a notebook gets 0 points instead
# of those of an earlier one; text on stderr, such as a warning, costs nothing.
c.Autograde.exporter_class = "mbcourse.grading.plugins.submissions.SubmissionExporter"
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = r"(?s).*"
c.Execute.timeout = 60
c.Execute.shutdown_kernel = "immediate"
# What in mbcourse would answer a question is switched off in the kernels of answers. A numpy.py that was handed in
# beside the notebook is not imported in place of the real one.
c.Execute.extra_arguments = [exam.KERNEL_ARGUMENT, "--InteractiveShellApp.ignore_cwd=True"]

# Feedback: marks, messages and comments, without hidden tests and without scripts. formgrader's pages run none either.
c.GenerateFeedback.preprocessors = [GetGrades, ClearHiddenTests]
c.GenerateFeedback.exporter_class = "mbcourse.grading.plugins.feedback.FeedbackExporter"
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {"clean_html": clean_html, "markdown2html": clean_markdown}

# What lateness costs: by default nothing. For example penalty_method = "per_day", per_day = 10 (percent of the score;
# or unit = "points"), grace_minutes = 30, most_percent = 50.
c.AssignLatePenalties.plugin_class = "mbcourse.grading.plugins.late.LatePolicy"
c.LatePolicy.penalty_method = "none"
