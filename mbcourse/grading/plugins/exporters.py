"""Exporters that write the gradebook in the formats that Canvas and Moodle import.

The formats are those that the two systems document:

- Canvas, "How do I import grades in the Gradebook?" (Instructor Guide): the columns Student, ID, SIS User ID,
  SIS Login ID and Section, then one for each assignment; the second row has the points possible.
- Moodle, "Grade import" (https://docs.moodle.org/en/Grade_import): one row for each student, a column that identifies
  the student, then for each grade item its grade and its feedback.

In both, an empty grade leaves the LMS's own as it is: a student without a submission gets no mark, which is not a zero.
"""

import csv
import sys
from abc import abstractmethod
from pathlib import Path
from typing import NamedTuple

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student, SubmittedAssignment
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Dict, Enum

from mbcourse.grading.access import require_closed
from mbcourse.grading.course import CourseError
from mbcourse.grading.gradebook import less_penalty
from mbcourse.grading.printed import shown
from mbcourse.grading.spreadsheet import key_cell, text_cell

UNUSABLE = 2  # the exit status, as of mbcourse grade


class LmsMark(NamedTuple):
    """A student's mark for an assignment, as text for the LMS.

    Attributes
    ----------
    grade : str
        The points; empty if nothing was handed in.
    feedback : str
        The late penalty and the marker's comments, in one line.

    Examples
    --------
    >>> LmsMark("4.75", "Late: 1.25 points less.").grade
    '4.75'
    """

    grade: str
    feedback: str


def points_text(points: float) -> str:
    """Return points with at most two decimals, as many as either LMS shows.

    Examples
    --------
    >>> points_text(10 / 3), points_text(4.0)
    ('3.33', '4')
    """
    return f"{points:.2f}".rstrip("0").rstrip(".")


class LmsExporter(ExportPlugin):
    """The common part of the exporters: which assignments and students they write, and each student's mark.

    Examples
    --------
    An exporter has a file name and makes the rows of the file:

    >>> class ListExporter(LmsExporter):
    ...     default_name = "students.csv"
    ...     def headings(self, assignments):
    ...         return [["id"]]
    ...     def row(self, gradebook, assignments, student):
    ...         return [student.id]
    >>> ListExporter(columns={"ps1": "Problem set 1 (4711)"}).column(Assignment(name="ps1"))
    'Problem set 1 (4711)'
    """

    columns = Dict(
        help="An assignment's column in the LMS, if it has another name there: {'ps1': 'Problem set 1 (4711)'}."
    ).tag(config=True)
    missing_as_zero = Bool(
        False, help="Whether a student who handed in nothing gets a zero; otherwise the cell stays empty."
    ).tag(config=True)
    default_name: str

    def export(self, gradebook: Gradebook) -> None:
        """Write the file that ``--to`` names, by default ``canvas.csv`` or ``moodle.csv``."""
        self._require_closed()
        assignments = [a for a in gradebook.assignments if not self.assignment or a.name in self.assignment]
        selected = {str(student) for student in self.student}
        students = [s for s in gradebook.students if not selected or s.id in selected]
        path = Path(self.to or self.default_name)
        rows = self.rows(gradebook, assignments, students)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([*self.headings(assignments), *rows])
        self.log.info("Wrote %s: %d students, %d assignments", path, len(rows), len(assignments))

    def _require_closed(self) -> None:
        """Exit with status 2 if the course is open to other accounts, see `mbcourse.grading.access`."""
        try:
            if course := getattr(self.parent, "coursedir", None):
                require_closed(course)
        except CourseError as error:
            print(error, file=sys.stderr)
            sys.exit(UNUSABLE)

    @abstractmethod
    def headings(self, assignments: list[Assignment]) -> list[list[str]]:
        """Return the rows above the students'."""

    @abstractmethod
    def row(self, gradebook: Gradebook, assignments: list[Assignment], student: Student) -> list[str]:
        """Return a student's row.

        Raises
        ------
        ValueError
            If the LMS could not find the student by it; the message says why.
        """

    def rows(self, gradebook: Gradebook, assignments: list[Assignment], students: list[Student]) -> list[list[str]]:
        """Return the students' rows, without those whom the LMS could not find: the log names them.

        Raises
        ------
        ValueError
            If it could find none of them: then a setting is wrong.
        """
        rows, refused = [], []
        for student in students:
            try:
                rows.append(self.row(gradebook, assignments, student))
            except (ValueError, OSError) as error:
                refused.append(error)
                self.log.error("Left out, %s: %s", shown(student.id), shown(str(error)))
        if refused and not rows:
            raise refused[0]
        return rows

    def column(self, assignment: Assignment) -> str:
        """Return the name of an assignment in the LMS."""
        return text_cell(self.columns.get(assignment.name, assignment.name))

    def mark(self, gradebook: Gradebook, assignment: Assignment, student: Student) -> LmsMark:
        """Return a student's mark: points and extra credit less the late penalty, at least 0."""
        who = shown(student.id)
        ungraded = self._is_ungraded(assignment, student)
        if ungraded:
            self.log.warning("%s, %s: handed in, but autograding is missing or failed", assignment.name, who)
        try:
            submission = gradebook.find_submission(assignment.name, student.id)
        except MissingEntry:
            return LmsMark("0" if self.missing_as_zero and not ungraded else "", "")
        if submission.needs_manual_grade:
            self.log.warning("%s, %s: not marked by hand yet; the points so far are exported", assignment.name, who)
        score = less_penalty(submission.score, submission.late_submission_penalty)
        if score > assignment.max_score:
            self.log.warning(
                "%s, %s: %s of %s points, with extra credit; make sure that the LMS accepts more than the maximum",
                *(assignment.name, who, points_text(score), points_text(assignment.max_score)),
            )
        return LmsMark(points_text(score), _feedback(submission))

    def _is_ungraded(self, assignment: Assignment, student: Student) -> bool:
        """Return whether the course's folders have a submission that has not been autograded."""
        course = getattr(self.parent, "coursedir", None)
        if course is None:
            return False
        folders = (course.submitted_directory, course.autograded_directory)
        submitted, graded = (Path(course.format_path(folder, student.id, assignment.name)) for folder in folders)
        return submitted.is_dir() and not graded.is_dir()


def _feedback(submission: SubmittedAssignment) -> str:
    """Return the late penalty and the marker's comments, in one line."""
    penalty = submission.late_submission_penalty
    parts = [f"Late: {points_text(penalty)} points less."] if penalty else []
    # Only a person's comments: nbgrader itself comments each untouched cell with "No response."
    comments = (comment.manual_comment for notebook in submission.notebooks for comment in notebook.comments)
    return " ".join([*parts, *(" ".join(comment.split()) for comment in comments if comment)])


class CanvasExporter(LmsExporter):
    """Grades for *Grades → Import* in Canvas.

    Canvas looks a student up by ID, its own number, then by SIS User ID, then by SIS Login ID. ID is the gradebook's
    ``lms_user_id``. The setting ``identifier`` says which of the three this course uses as student ids.

    Examples
    --------
    ``nbgrader export --exporter=mbcourse.grading.plugins.exporters.CanvasExporter`` writes ``canvas.csv``. Its heading:

    >>> CanvasExporter().headings([])[0]
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section']
    """

    default_name = "canvas.csv"
    identifier = Enum(
        ("SIS Login ID", "SIS User ID", "ID"), "SIS Login ID", help="Canvas's name for this course's student ids."
    ).tag(config=True)

    def headings(self, assignments: list[Assignment]) -> list[list[str]]:
        """Return the columns' names, and the points possible."""
        heading = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *map(self.column, assignments)]
        points = ["Points Possible", "", "", "", "", *(points_text(a.max_score) for a in assignments)]
        return [heading, points]

    def row(self, gradebook: Gradebook, assignments: list[Assignment], student: Student) -> list[str]:
        """Return a student's name, ids and points."""
        points = [self.mark(gradebook, assignment, student).grade for assignment in assignments]
        return [_sortable_name(student), *self._keys(student), "", *points]

    def _keys(self, student: Student) -> list[str]:
        """Return ID, SIS User ID and SIS Login ID; what is not known is empty."""
        keys = {"ID": student.lms_user_id, "SIS User ID": "", "SIS Login ID": ""} | {self.identifier: student.id}
        if keys["ID"] and not (keys["ID"].isascii() and keys["ID"].isdecimal()):
            # Canvas would take only the digits at its start and find another student by them.
            raise ValueError(f"{keys['ID']!r} is not a number of Canvas's: correct it, or CanvasExporter.identifier")
        return [key_cell(key) for key in keys.values()]


def _sortable_name(student: Student) -> str:
    """Return "Last, First", or the one that is known, or the student's id."""
    names = [name for name in (student.last_name, student.first_name) if name]
    return text_cell(", ".join(names) or student.id)


class MoodleExporter(LmsExporter):
    """Grades and feedback for *Grades → Import → CSV file* in Moodle.

    Grades and feedback are exported together, because Moodle deletes a grade if only feedback is imported. No grade is
    ``-``, as in Moodle's own export. Moodle asks which column identifies the student: the one that the setting
    ``identifier`` names, or the one with e-mail addresses.

    Examples
    --------
    ``nbgrader export --exporter=mbcourse.grading.plugins.exporters.MoodleExporter`` writes ``moodle.csv``. Its heading:

    >>> MoodleExporter(identifier="Username").headings([])[0]
    ['First name', 'Last name', 'Username', 'Email address']
    """

    default_name = "moodle.csv"
    identifier = Enum(("ID number", "Username"), "ID number", help="Moodle's name for this course's student ids.").tag(
        config=True
    )

    def headings(self, assignments: list[Assignment]) -> list[list[str]]:
        """Return the columns' names."""
        heading = ["First name", "Last name", self.identifier, "Email address"]
        for assignment in assignments:
            heading += [f"{self.column(assignment)} (Real)", f"{self.column(assignment)} (Feedback)"]
        return [heading]

    def row(self, gradebook: Gradebook, assignments: list[Assignment], student: Student) -> list[str]:
        """Return a student's name, ids, points and feedback."""
        row = [text_cell(student.first_name), text_cell(student.last_name), key_cell(student.id)]
        row.append(key_cell(student.email))
        for assignment in assignments:
            grade, feedback = self.mark(gradebook, assignment, student)
            row += [grade or "-", text_cell(feedback)]
        return row
