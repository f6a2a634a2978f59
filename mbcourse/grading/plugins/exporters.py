"""Exporters that write the gradebook in the formats that Canvas and Moodle import.

The formats are those that the two systems document:

- Canvas, "How do I import grades in the Gradebook?" (Instructor Guide): the columns Student, ID, SIS User ID,
  SIS Login ID and Section, then one for each assignment; the second row says the points possible.
- Moodle, "Grade import" (https://docs.moodle.org/en/Grade_import): one row for each student, a column that identifies
  the student, then for each grade item its grade and its feedback.

In both, an empty grade leaves what the LMS has: a student without a submission gets no mark, which is not a zero.
"""

import csv
from abc import abstractmethod
from pathlib import Path
from typing import NamedTuple

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student, SubmittedAssignment
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Dict, Enum

from mbcourse.grading.gradebook import less_penalty
from mbcourse.grading.spreadsheet import key_cell, text_cell


class Mark(NamedTuple):
    """What one student gets for one assignment: a grade, empty if nothing was handed in, and remarks."""

    grade: str
    feedback: str


def number(value: float) -> str:
    """Return points with at most two decimals, as many as either LMS shows."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


class LmsExporter(ExportPlugin):
    """What the exporters have in common: who is asked for, and each student's mark."""

    columns = Dict(
        help="The column of an assignment in the LMS, where it is not called as here: {'ps1': 'Problem set 1 (4711)'}."
    ).tag(config=True)
    missing_as_zero = Bool(False, help="Whether nothing handed in is a zero; otherwise the cell stays empty.").tag(
        config=True
    )
    default_name: str

    def export(self, gradebook: Gradebook) -> None:
        """Write the file named by ``--to``; without it ``canvas.csv`` or ``moodle.csv``."""
        assignments = [a for a in gradebook.assignments if not self.assignment or a.name in self.assignment]
        wanted = {str(student) for student in self.student}
        students = [s for s in gradebook.students if not wanted or s.id in wanted]
        path = Path(self.to or self.default_name)
        rows = self.table(gradebook, assignments, students)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        self.log.info("Wrote %s: %d students, %d assignments", path, len(students), len(assignments))

    @abstractmethod
    def table(self, gradebook: Gradebook, assignments: list[Assignment], students: list[Student]) -> list[list[str]]:
        """Return all rows of the file, headings included."""

    def column(self, assignment: Assignment) -> str:
        """Return what an assignment is called in the LMS."""
        return text_cell(self.columns.get(assignment.name, assignment.name))

    def mark(self, gradebook: Gradebook, assignment: Assignment, student: Student) -> Mark:
        """Return a student's mark: points and extra credit less the late penalty, and never below zero."""
        ungraded = self._handed_in_but_not_graded(assignment, student)
        if ungraded:
            self.log.warning("%s, %s: handed in, but autograding is missing or failed", assignment.name, student.id)
        try:
            submission = gradebook.find_submission(assignment.name, student.id)
        except MissingEntry:
            return Mark("0" if self.missing_as_zero and not ungraded else "", "")
        if submission.needs_manual_grade:
            self.log.warning("%s, %s: not marked by hand yet; the points so far go out", assignment.name, student.id)
        score = less_penalty(submission.score, submission.late_submission_penalty)
        if score > assignment.max_score:
            self.log.warning(
                "%s, %s: %s of %s points, with extra credit; see that the LMS accepts more than the maximum",
                *(assignment.name, student.id, number(score), number(assignment.max_score)),
            )
        return Mark(number(score), _remarks(submission))

    def _handed_in_but_not_graded(self, assignment: Assignment, student: Student) -> bool:
        """Whether the course's folders hold a submission that autograding has not turned into a graded one."""
        course = getattr(self.parent, "coursedir", None)
        if course is None:
            return False
        folders = (course.submitted_directory, course.autograded_directory)
        submitted, graded = (Path(course.format_path(folder, student.id, assignment.name)) for folder in folders)
        return submitted.is_dir() and not graded.is_dir()


def _remarks(submission: SubmittedAssignment) -> str:
    """Return the late penalty and the marker's comments, in one line."""
    penalty = submission.late_submission_penalty
    remarks = [f"Late: {number(penalty)} points less."] if penalty else []
    # Only what a person wrote: nbgrader itself comments each untouched cell with "No response."
    comments = (comment.manual_comment for notebook in submission.notebooks for comment in notebook.comments)
    return " ".join([*remarks, *(" ".join(comment.split()) for comment in comments if comment)])


class CanvasExporter(LmsExporter):
    """Grades for *Grades → Import* in Canvas.

    Canvas looks a student up by ID, its own number, then by SIS User ID, then by SIS Login ID. ID is the gradebook's
    ``lms_user_id``; which of the three the student ids of this course are, ``identifier`` says.
    """

    default_name = "canvas.csv"
    identifier = Enum(
        ("SIS Login ID", "SIS User ID", "ID"), "SIS Login ID", help="Canvas's name for this course's student ids."
    ).tag(config=True)

    def table(self, gradebook: Gradebook, assignments: list[Assignment], students: list[Student]) -> list[list[str]]:
        """Return the heading, the points possible, and a row for each student."""
        heading = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *map(self.column, assignments)]
        points = ["Points Possible", "", "", "", "", *(number(a.max_score) for a in assignments)]
        marks = ([self.mark(gradebook, a, student).grade for a in assignments] for student in students)
        who = ([_sortable_name(student), *self._keys(student), ""] for student in students)
        return [heading, points, *(first + rest for first, rest in zip(who, marks, strict=True))]

    def _keys(self, student: Student) -> list[str]:
        """Return ID, SIS User ID and SIS Login ID, those of them that are known."""
        keys = {"ID": student.lms_user_id, "SIS User ID": "", "SIS Login ID": ""} | {self.identifier: student.id}
        if keys["ID"] and not keys["ID"].isdecimal():
            # Canvas reads the digits in front and finds another student by them.
            raise ValueError(f"{keys['ID']!r} is not a number of Canvas's: correct it, or CanvasExporter.identifier")
        return [key_cell(key) for key in keys.values()]


def _sortable_name(student: Student) -> str:
    """Return "Last, First", or what there is of it."""
    names = [name for name in (student.last_name, student.first_name) if name]
    return text_cell(", ".join(names) or student.id)


class MoodleExporter(LmsExporter):
    """Grades and feedback for *Grades → Import → CSV file* in Moodle.

    Grades and feedback go out together: Moodle deletes the grade where only feedback is imported. No grade is ``-``, as
    in Moodle's own export. Moodle asks which column identifies the student; ``identifier`` names it, and a column with
    e-mail addresses stands beside it.
    """

    default_name = "moodle.csv"
    identifier = Enum(("ID number", "Username"), "ID number", help="Moodle's name for this course's student ids.").tag(
        config=True
    )

    def table(self, gradebook: Gradebook, assignments: list[Assignment], students: list[Student]) -> list[list[str]]:
        """Return the heading and a row for each student."""
        heading = ["First name", "Last name", self.identifier, "Email address"]
        for assignment in assignments:
            heading += [f"{self.column(assignment)} (Real)", f"{self.column(assignment)} (Feedback)"]
        rows = [heading]
        for student in students:
            row = [text_cell(student.first_name), text_cell(student.last_name)]
            row += [key_cell(student.id), key_cell(student.email)]
            for assignment in assignments:
                grade, feedback = self.mark(gradebook, assignment, student)
                row += [grade or "-", text_cell(feedback)]
            rows.append(row)
        return rows
