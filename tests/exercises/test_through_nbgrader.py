"""Each assignment through all of nbgrader: release, submissions, autograding, feedback, exported marks."""

import re
import runpy
from functools import cached_property

import nbformat
import pytest
from nbclient import NotebookClient

from exercises import corpus
from mbcourse import checks
from mbcourse.checks.question import number
from tests.sampling import last_of

from .course import Course, fill
from .leaks import KINDS, secret_lines, text_of

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


class Graded:
    """An assignment that was released, handed in by a few students, and graded."""

    def __init__(self, course: Course, assignment: str) -> None:
        self.course, self.assignment = course, assignment
        self.source = corpus.Source(assignment)
        self.by_hand = {key for key, _ in self.source.cells(grade=True, solution=True)}
        answers = {(answer.question, answer.name): answer.source for answer in corpus.answers(assignment)}
        written = {key: cell.source for key, cell in self.source.cells(grade=True, solution=True)}
        answers |= {(key, "solution"): source for key, source in (self.source.solutions | written).items()}
        given = runpy.run_path(str(corpus.EXERCISES / "answers" / assignment / "submissions.py"))["SUBMISSIONS"]
        self.answers = {
            student: {key: answers.get((key, text), text) for key, text in cells.items()}
            for student, (cells, _, _) in given.items()
        }
        self.deserved = {student: points for student, (_, points, _) in given.items()}
        self.phrases = {student: phrases for student, (_, _, phrases) in given.items()}
        self.answers["instructor"] = self.source.solutions | written
        self.answers["untouched"] = {}

    @cached_property
    def release(self) -> nbformat.NotebookNode:
        """The student version."""
        return self.course.release(self.assignment)

    @cached_property
    def scores(self) -> dict[str, dict[str, float]]:
        """Scores by student and graded cell."""
        for student, answers in self.answers.items():
            self.course.submit(self.assignment, student, fill(self.release, answers))
        return {student: self.course.autograde(self.assignment, student) for student in self.answers}

    @cached_property
    def feedback(self) -> dict[str, str]:
        """HTML of each student's feedback page."""
        return {student: self.course.feedback(self.assignment, student) for student in self.scores}

    def by_question(self, student: str) -> dict[str, float]:
        """Automatic points of a student for each question."""
        points: dict[str, float] = {}
        for key, score in self.scores[student].items():
            if key not in self.by_hand:
                question = key.partition("-")[0]
                points[question] = points.get(question, 0) + score
        return points


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return Course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module", params=last_of(checks.assignments()))
def graded(course: Course, request: pytest.FixtureRequest) -> Graded:
    return Graded(course, request.param)


@pytest.mark.parametrize("assignment", checks.assignments())
def test_points_are_those_that_the_title_promises(assignment):
    source = corpus.Source(assignment)
    by_hand = sum(cell.metadata.nbgrader.points for _, cell in source.cells(grade=True, solution=True))
    total = by_hand + sum(points for _, points in source.tests().values())
    assert f"· {total} points ·" in source.notebook.cells[0].source
    assert 10 <= total <= 20


def test_released_notebook_fails_only_where_it_asks_for_an_answer(graded):
    executed = fill(graded.release, {})
    NotebookClient(executed, kernel_name="python3", allow_errors=True, timeout=60).execute()
    failed = {}
    for cell in executed.cells:
        for output in cell.get("outputs", ()):
            assert output.get("name") != "stderr", output.text
            if output.output_type == "error":
                failed[cell.metadata.nbgrader.grade_id] = output
    tests = graded.source.tests()
    works = graded.source.cells(grade=True, solution=True)
    assert set(failed) == {*tests, *(key for key, cell in works if cell.cell_type == "code")}
    for key in tests:
        assert failed[key].ename == "NoAnswerYet"
        assert failed[key].traceback == [failed[key].evalue]
        assert "there is no answer yet" in failed[key].evalue
    asked = getattr(checks, graded.assignment)
    open_ones = dict.fromkeys([*(q.key for q in asked.questions), *(item.key for item in asked.by_hand if item.name)])
    said = executed.cells[-1].outputs[0].text.splitlines()
    assert f"Still to do in code: {', '.join(sorted(open_ones, key=number))}." in said
    texts = [item.key for item in asked.by_hand if not item.name]
    seen_elsewhere = f"looks at each answer where its tests stand, as grading does, and at {', '.join(texts)} too."
    assert (seen_elsewhere in said) == bool(texts)


def test_instructor_gets_all_automatic_points(graded):
    points = {key: points for key, (_, points) in graded.source.tests().items()}
    assert graded.scores["instructor"] == points | dict.fromkeys(graded.by_hand, 0)


def test_untouched_release_gets_nothing(graded):
    assert graded.scores["untouched"] == dict.fromkeys([*graded.source.tests(), *graded.by_hand], 0)


def test_partly_right_submissions_get_what_they_deserve(graded):
    assert {student: graded.by_question(student) for student in graded.deserved} == graded.deserved


def test_the_marking_in_this_process_agrees_with_nbgrader(graded):
    maximum = graded.by_question("instructor")
    for student in graded.deserved:
        for question, points in graded.by_question(student).items():
            if question in graded.answers[student]:
                percent = corpus.percent(graded.assignment, question, graded.answers[student][question])
                assert percent == round(100 * points / maximum[question])


def test_figure_and_text_await_the_marker_where_there_are_any(graded):
    with graded.course.api.gradebook as gradebook:
        for student in graded.scores:
            grades = gradebook.find_submission(graded.assignment, student).notebooks[0].grades
            waiting = {grade.name for grade in grades if grade.needs_manual_grade}
            assert waiting == graded.by_hand & set(graded.answers[student])


def test_exported_marks_are_the_scores(graded):
    assert graded.scores
    rows = [row for row in graded.course.exported() if row["assignment"] == graded.assignment]
    marks = {row["student_id"]: float(row["score"]) for row in rows if row["student_id"] in graded.scores}
    assert marks == {student: sum(cells.values()) for student, cells in graded.scores.items()}
    (total,) = {row["max_score"] for row in rows}
    assert f"· {float(total):g} points ·" in graded.source.notebook.cells[0].source


def test_feedback_shows_marks_and_hints(graded):
    for student, phrases in graded.phrases.items():
        page = text_of(graded.feedback[student])
        assert [phrase for phrase in phrases if phrase not in page] == []


def test_released_cells_carry_no_metadata_but_nbgraders(graded):
    assert {field for cell in graded.release.cells for field in cell.metadata} == {"nbgrader", "deletable", "editable"}


def test_feedback_shows_no_hidden_test_and_no_solution_but_the_students_own(graded):
    solutions, hidden = (secret_lines(graded.assignment, kind) for kind in KINDS)
    assert [line for line in solutions if line in text_of(graded.feedback["untouched"])] == []
    for page in graded.feedback.values():
        assert [line for line in hidden if line in text_of(page)] == []


def test_no_script_of_a_student_reaches_the_feedback_page(graded):
    for page in graded.feedback.values():
        assert not re.search(r"<script[^>]*>\s*alert", page)
