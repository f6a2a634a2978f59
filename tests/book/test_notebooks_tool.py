"""`tools/notebooks.py` keeps outputs, metadata and alternative text in step with the code, or leaves a file alone."""

import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).resolve().parents[2]

SETUP = "import matplotlib.pyplot as plt\nfrom mbcourse import plots\nfigure, ax = plt.subplots()\n"
DESCRIBED = SETUP + "ax.plot([1, 2])\nplots.describe(figure, 'From 1 to 2.')\nplt.show()"


def write(path, *sources, **metadata):
    cells = [new_markdown_cell("# Title"), *(new_code_cell(source) for source in sources)]
    cells[-1].metadata.update(metadata)
    nbformat.write(new_notebook(cells=cells), path)
    return path


def run(*paths):
    command = [sys.executable, str(ROOT / "tools/notebooks.py"), *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """One notebook that went through the tool, and what it was before."""
    path = tmp_path_factory.mktemp("book") / "chapter.ipynb"
    settings = {
        "mystnb": {"image": {"alt": "stale", "width": "50%"}},
        "nbgrader": {"grade": True},
        "execution": {"iopub.execute_input": "2026-01-01T00:00:00.000000Z"},
    }
    write(path, "print('a')\nprint('b', flush=True)\nprint('c')", DESCRIBED, **settings)
    before = nbformat.read(path, as_version=4)
    result = run(path)
    assert result.returncode == 0, result.stdout + result.stderr
    return path, before


def test_alternative_text_is_copied_beside_the_other_settings(executed):
    figure = nbformat.read(executed[0], as_version=4).cells[-1]
    assert figure.metadata == {
        "mystnb": {"image": {"alt": "From 1 to 2.", "width": "50%"}},
        "nbgrader": {"grade": True},
    }
    assert figure.outputs[0].data["text/plain"].startswith("From 1 to 2.\n[plotted data: ")


def test_metadata_depend_on_the_code_alone(executed):
    path, before = executed
    after = nbformat.read(path, as_version=4)
    assert after.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python", "pygments_lexer": "ipython3"},
    }
    assert [cell.id for cell in after.cells] == [cell.id for cell in before.cells]
    assert [cell.execution_count for cell in after.cells[1:]] == [1, 2]
    assert [output.text for output in after.cells[1].outputs] == ["a\nb\nc\n"]
    assert "Matplotlib" not in str(after.cells[-1].outputs[0])


def test_a_second_run_changes_no_byte(executed):
    path, _ = executed
    before = path.read_bytes(), path.stat().st_mtime_ns
    result = run(path)
    assert result.returncode == 0 and "unchanged" in result.stdout
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


FAULTY = {
    "raises": ("x = 1\n1 / 0", "cell 2 (`x = 1`): ZeroDivisionError: division by zero"),
    "undescribed": (SETUP + "ax.plot([1, 2])\nplt.show()", "a figure without alternative text: import mbcourse.plots"),
    "plain": ("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()", "a figure without alternative text"),
    "two": (DESCRIBED + "\n" + DESCRIBED, "shows 2 figures: show one figure per cell"),
    "cut": (None, "NotJSONError"),
}


def test_faulty_notebooks_stay_as_they_were_and_the_others_go_on(tmp_path):
    paths = {name: tmp_path / f"{name}.ipynb" for name in FAULTY}
    for name, (source, _) in FAULTY.items():
        if source is None:
            paths[name].write_text('{"cells": [')
        else:
            write(paths[name], source)
    sound = write(tmp_path / "sound.ipynb", "1 + 1", mystnb={"image": {"alt": "stale"}})
    before = {name: path.read_bytes() for name, path in paths.items()}
    result = run(*paths.values(), sound)
    assert result.returncode == 1
    for name, (_, complaint) in FAULTY.items():
        assert re.search(rf"{name}\.ipynb: FAILED, .*{re.escape(complaint)}", result.stdout), result.stdout
    assert {name: path.read_bytes() for name, path in paths.items()} == before
    last = nbformat.read(sound, as_version=4).cells[-1]
    assert last.outputs[0].data["text/plain"] == "2"
    assert "mystnb" not in last.metadata, "a text without its figure is dropped"


def test_a_missing_file_is_named(tmp_path):
    result = run(tmp_path / "none.ipynb")
    assert result.returncode == 1 and "no such notebook" in result.stderr


def test_the_book_reads_the_text_that_its_figures_state():
    """What a screen reader says in the book is what the stored output says, hence what nbval compares."""
    figures = 0
    for path in sorted((ROOT / "book").rglob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            shown = [output["data"] for output in cell.get("outputs", []) if "image/svg+xml" in output.get("data", {})]
            said = cell["metadata"].get("mystnb", {}).get("image", {}).get("alt")
            stated = ["".join(data["text/plain"]).rpartition("\n[plotted data: ")[0] for data in shown]
            assert stated == ([said] if said else []), f"{path.name}, cell {cell['id']}: run make notebooks"
            figures += len(shown)
    assert figures > 0
