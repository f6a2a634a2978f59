"""Each assignment's zip holds what it says and enough to begin; test_leaks.py searches it for what is not students'."""

import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import nbformat
import pytest

from mbcourse.checks import cells
from tools import downloads

from .notebooks import ASSIGNMENTS

WHEEL_NAME = re.compile(r"mbcourse-[\d.]+-py3-none-any\.whl")
SITE_PACKAGES = sysconfig.get_path("purelib")
EACH_ASSIGNMENT = pytest.mark.parametrize("assignment", ASSIGNMENTS)

# Runs cells from stdin with nothing on the path but what the arguments name, not the checkout that .pth files add.
RUNNER = """\
import subprocess, sys
sys.path[:] = [path for path in sys.path if "site-packages" not in path and path] + sys.argv[1:]
def pip(command, **options):
    print("pip:", *command[1:])
    sys.path.insert(0, command[-1])
    return subprocess.CompletedProcess(command, int(command[-1].endswith("-broken.whl")), stderr="why pip failed")
subprocess.run = pip
exec(sys.stdin.read())
print("from", sys.modules["mbcourse"].__file__)
"""


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """Every file that the book offers."""
    target = tmp_path_factory.mktemp("assets")
    downloads.pack(target)
    before = {path: path.stat().st_mtime_ns for path in target.iterdir()}
    (target / "ps0.zip").touch()
    downloads.pack(target)
    assert {path: path.stat().st_mtime_ns for path in target.iterdir()} == before, "packed anew, or left something old"
    return target


def unzipped(packed, assignment):
    with zipfile.ZipFile(packed / f"{assignment}.zip") as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def wheel_of(files):
    (name,) = (name for name in files if name.endswith(".whl"))
    return name, files[name]


def run(code, folder, *path):
    command = [sys.executable, "-S", "-c", RUNNER, *map(str, path)]
    return subprocess.run(command, input=code, cwd=folder, capture_output=True, text=True)


def cell_source(files, assignment, grade_id):
    notebook = nbformat.reads(files[f"{assignment}/{assignment}.ipynb"].decode(), as_version=4)
    return next(cell.source for cell in notebook.cells if cells.grade_id(cell) == grade_id)


def test_the_book_offers_the_notebooks_their_zips_and_one_wheel(packed):
    names = {path.name for path in packed.iterdir()}
    (wheel,) = filter(WHEEL_NAME.fullmatch, names)
    assert names == {wheel, *(f"{name}.{kind}" for name in ASSIGNMENTS for kind in ("ipynb", "zip"))}


@EACH_ASSIGNMENT
def test_zip_holds_what_is_needed_and_nothing_else(packed, assignment):
    files = unzipped(packed, assignment)
    wheel, content = wheel_of(files)
    assert WHEEL_NAME.fullmatch(wheel.removeprefix(f"{assignment}/"))
    assert content == (packed / wheel.removeprefix(f"{assignment}/")).read_bytes()
    assert files.keys() == {
        f"{assignment}/{name}" for name in (f"{assignment}.ipynb", "README.txt", "requirements.txt")
    } | {wheel}
    assert files[f"{assignment}/{assignment}.ipynb"] == (packed / f"{assignment}.ipynb").read_bytes()


@EACH_ASSIGNMENT
def test_requirements_name_the_wheel_beside_them_and_no_bare_name(packed, assignment):
    files = unzipped(packed, assignment)
    wheel = wheel_of(files)[0].removeprefix(f"{assignment}/")
    _, line = files[f"{assignment}/requirements.txt"].decode().splitlines()
    imports_torch = "import torch" in cell_source(files, assignment, "setup")
    assert line == f"./{wheel}[{'student,torch' if imports_torch else 'student'}]"


@EACH_ASSIGNMENT
def test_readme_names_the_files_and_the_commands(packed, assignment):
    files = unzipped(packed, assignment)
    readme = files[f"{assignment}/README.txt"].decode()
    for name in files:
        assert name.removeprefix(f"{assignment}/") in readme + "README.txt"
    assert f"\n    mbcourse check {assignment}.ipynb\n" in readme
    assert max(map(len, readme.splitlines())) <= 120


@EACH_ASSIGNMENT
def test_setup_runs_with_the_wheel_alone(packed, assignment, tmp_path):
    files = unzipped(packed, assignment)
    (tmp_path / "package.whl").write_bytes(wheel_of(files)[1])
    code = cell_source(files, assignment, "install") + "\n" + cell_source(files, assignment, "setup")
    done = run(code, tmp_path, SITE_PACKAGES, tmp_path / "package.whl")
    assert done.returncode == 0, done.stderr
    assert "pip:" not in done.stdout
    assert f"from {tmp_path / 'package.whl'}" in done.stdout


def test_where_the_package_is_missing_it_is_installed_from_the_wheel_beside_the_notebook(packed, tmp_path):
    files = unzipped(packed, "ps1")
    wheel, content = wheel_of(files)
    path = tmp_path / wheel.removeprefix("ps1/")
    path.write_bytes(content)
    done = run(cell_source(files, "ps1", "install") + "\nimport mbcourse", tmp_path, SITE_PACKAGES)
    assert done.stdout.splitlines()[0] == f"pip: -m pip install --quiet --no-color {path}"
    assert f"from {path}" in done.stdout


def test_where_pip_fails_the_cell_says_why(packed, tmp_path):
    (tmp_path / "mbcourse-broken.whl").touch()
    done = run(cell_source(unzipped(packed, "ps1"), "ps1", "install"), tmp_path, SITE_PACKAGES)
    assert f"could not be installed from {tmp_path / 'mbcourse-broken.whl'}.\nwhy pip failed" in done.stderr


def test_where_there_is_no_wheel_either_the_cell_says_what_to_do(packed, tmp_path):
    done = run(cell_source(unzipped(packed, "ps1"), "ps1", "install"), tmp_path, SITE_PACKAGES)
    assert "ModuleNotFoundError: mbcourse is missing. Put the file mbcourse-" in done.stderr
    assert "pip:" not in done.stdout


def test_a_published_book_is_where_a_notebook_without_its_zip_installs_from(packed, tmp_path, monkeypatch):
    (tmp_path / "_config.yml").write_text("html:\n  baseurl: https://course.example/book/\n")
    monkeypatch.setattr(downloads, "ROOT", tmp_path)
    address = downloads.wheel_address("mbcourse-1-py3-none-any.whl")
    notebook = nbformat.read(packed / "ps1.ipynb", as_version=4)
    code = nbformat.reads(downloads.with_address(notebook, address).decode(), as_version=4)
    (cell,) = (cell for cell in code.cells if cell.id == "install")
    done = run(cell.source + "\nraise SystemExit", tmp_path, SITE_PACKAGES)
    wanted = "https://course.example/book/_static/problem-sets/mbcourse-1-py3-none-any.whl"
    assert done.stdout == f"pip: -m pip install --quiet --no-color {wanted}\n"


def test_hints_lead_to_the_published_book_where_there_is_one(packed, tmp_path):
    name, data = wheel_of(unzipped(packed, "ps1"))
    (tmp_path / Path(name).name).write_bytes(data)
    with zipfile.ZipFile(tmp_path / Path(name).name, "a") as wheel:  # as main() has it packed
        assert "mbcourse/checks/pages.json" in wheel.namelist()
        wheel.writestr("mbcourse/checks/published.txt", "https://course.example/book\n")
    code = "import mbcourse\nfrom mbcourse import checks\nchecks.ps1.q1.check(lambda x, w, h: h + w * x)"
    said = run(code, tmp_path, tmp_path / Path(name).name, SITE_PACKAGES).stderr
    assert "\nhttps://course.example/book/part-1/01-line.html#a-line-predicts-with-two-numbers\n" in said
