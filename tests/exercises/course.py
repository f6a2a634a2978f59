"""A course in a temporary folder, taken through nbgrader from source to feedback, all in this process."""

import copy
import csv
import shutil
from functools import cache
from pathlib import Path

import nbformat
import nbgrader.api
from nbgrader.apps import NbGraderAPI
from nbgrader.plugins import CsvExportPlugin, ExportPlugin
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from exercises import corpus

# Of each new gradebook nbgrader has the command alembic say which version it is: two seconds for one and the same word.
nbgrader.api.get_alembic_version = cache(nbgrader.api.get_alembic_version)


class Course:
    """An nbgrader course made of a copy of ``exercises/``, if none is there yet, and settings of its own."""

    def __init__(self, root: Path, own: Config | None = None) -> None:
        self.root = root
        if not root.joinpath("nbgrader_config.py").exists():
            shutil.copytree(corpus.EXERCISES / "source", root / "source")
            shutil.copy(corpus.EXERCISES / "nbgrader_config.py", root)
        config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config())
        config.CourseDirectory.root = str(root)
        config.merge(own or {})
        self.api = NbGraderAPI(config=config)

    def release(self, assignment: str) -> nbformat.NotebookNode:
        """Generate the student version and return it."""
        _succeeds(self.api.generate_assignment(assignment))
        return nbformat.read(self.root / "release" / assignment / f"{assignment}.ipynb", as_version=4)

    def submit(self, assignment: str, student: str, notebook: nbformat.NotebookNode) -> None:
        """Put a notebook where ``nbgrader collect`` would."""
        nbformat.write(notebook, self.submitted(assignment, student) / f"{assignment}.ipynb")

    def submitted(self, assignment: str, student: str) -> Path:
        """Make and return the folder of a submission."""
        folder = self.root / "submitted" / student / assignment
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def autograde_all(self, assignment: str) -> None:
        """Grade all submissions in one run, those that have been graded too."""
        _succeeds(self.api.autograde(assignment, "*"))

    def autograde(self, assignment: str, student: str) -> dict[str, float]:
        """Grade a submission and return the score of each graded cell."""
        _succeeds(self.api.autograde(assignment, student))
        return self.scores(assignment, student)

    def scores(self, assignment: str, student: str) -> dict[str, float]:
        """Score of each graded cell."""
        with self.api.gradebook as gradebook:
            submission = gradebook.find_submission(assignment, student)
            return {grade.name: grade.score for notebook in submission.notebooks for grade in notebook.grades}

    def feedback(self, assignment: str, student: str) -> str:
        """Generate a student's feedback page and return its HTML."""
        _succeeds(self.api.generate_feedback(assignment, student))
        return (self.root / "feedback" / student / assignment / f"{assignment}.html").read_text("utf-8")

    def exported(self, exporter: type[ExportPlugin] = CsvExportPlugin) -> list[dict[str, str]]:
        """Export the gradebook as CSV and return its rows."""
        target = self.root / f"{exporter.__name__}.csv"
        with self.api.gradebook as gradebook:
            exporter(to=str(target)).export(gradebook)
        with target.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


def fill(release: nbformat.NotebookNode, answers: dict[str, str | None]) -> nbformat.NotebookNode:
    """A student's notebook: the released one with answers in the cells of these ids; None deletes the cell."""
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(grade_id, cell.source)
    notebook.cells = [cell for cell in notebook.cells if cell.source is not None]
    return notebook


def wrong_marks(assignment: str, answers: list[corpus.Answer], scores: dict[str, float]) -> list[str]:
    """The answers in one submission that did not get the mark that they deserve, by the score of each graded cell."""
    wrong = []
    for answer in answers:
        tests = corpus.Source(assignment).tests(answer.question)
        percent = round(100 * sum(scores[key] for key in tests) / sum(points for _, points in tests.values()))
        if percent != answer.percent:
            wrong.append(f"{answer.question} {answer.name}: {percent} instead of {answer.percent}")
    return wrong


def _succeeds(result: dict[str, object]) -> None:
    assert result["success"], result.get("log")
