"""`make student-repo` writes what students should get and nothing else, and destroys nothing."""

import re
from pathlib import Path

import nbformat
import pytest

from exercises import corpus
from tools import student_repo

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

ASSIGNMENTS = corpus.assignments()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, written over an earlier one that is a repository."""
    folder = tmp_path_factory.mktemp("students")
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / "README.md").write_text(f"{student_repo.TITLE}\nAn earlier version.\n")
    (folder / "mbcourse-0.0.1-py3-none-any.whl").write_bytes(b"")
    student_repo.main(str(folder))
    return folder


def test_the_folder_holds_notebooks_the_wheel_and_how_to_start(folder):
    names = {path.name for path in folder.iterdir()}
    (wheel,) = (name for name in names if name.endswith(".whl"))
    assert names == {".git", "README.md", "requirements.txt", wheel, *(f"{name}.ipynb" for name in ASSIGNMENTS)}
    assert (folder / "requirements.txt").read_text() == f"./{wheel}[student,torch]\n"
    assert not wheel.startswith("mbcourse-0.0.1")


def test_the_readme_links_every_notebook(folder):
    readme = (folder / "README.md").read_text("utf-8")
    assert re.findall(r"\]\((.+)\)", readme) == [f"{name}.ipynb" for name in ASSIGNMENTS]


def test_the_repository_is_kept(folder):
    assert (folder / ".git" / "HEAD").read_text() == "ref: refs/heads/main\n"


def test_no_output_is_in_it(folder):
    cells = [c for path in folder.glob("*.ipynb") for c in nbformat.read(path, as_version=4).cells]
    assert [cell for cell in cells if cell.get("outputs")] == []


@pytest.mark.parametrize(
    "stranger", ["README.md", "thesis.tex", "source", "gradebook.db", ".gitignore", "my_ps1.ipynb"]
)
def test_a_folder_with_something_else_in_it_is_refused_and_left_alone(tmp_path, stranger):
    (tmp_path / "ps1.ipynb").write_text("an earlier version")
    (tmp_path / stranger).write_text("mine")
    with pytest.raises(SystemExit, match=f"holds {re.escape(stranger)}, which this command did not write"):
        student_repo.main(str(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {"ps1.ipynb", stranger}
    assert (tmp_path / stranger).read_text() == "mine"
