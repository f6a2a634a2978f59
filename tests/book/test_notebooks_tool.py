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


FAULTY = {
    "raises": ("x = 1\n1 / 0", "cell 2 (`x = 1`): ZeroDivisionError: division by zero"),
    "undescribed": (SETUP + "ax.plot([1, 2])\nplt.show()", "a figure without alternative text: import mbcourse.plots"),
    "plain": ("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()", "a figure without alternative text"),
    "two": (DESCRIBED + "\n" + DESCRIBED, "shows 2 figures: show one figure per cell"),
    "cut": (None, "NotJSONError"),
}
SETTINGS = {
    "mystnb": {"image": {"alt": "stale", "width": "50%"}},
    "nbgrader": {"grade": True},
    "execution": {"iopub.execute_input": "2026-01-01T00:00:00.000000Z"},
}


class Executed:
    """Notebooks that went through the tool together, what each was before, and what the tool said."""

    def __init__(self, folder):
        self.paths = {name: folder / f"{name}.ipynb" for name in (*FAULTY, "sound", "chapter")}
        for name, (source, _) in FAULTY.items():
            if source is None:
                self.paths[name].write_text('{"cells": [')
            else:
                write(self.paths[name], source)
        write(self.paths["sound"], "1 + 1", mystnb={"image": {"alt": "stale"}})
        write(self.paths["chapter"], "print('a')\nprint('b', flush=True)\nprint('c')", DESCRIBED, **SETTINGS)
        self.before = {name: path.read_bytes() for name, path in self.paths.items()}
        self.result = run(*self.paths.values())

    def after(self, name):
        return nbformat.read(self.paths[name], as_version=4)


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    return Executed(tmp_path_factory.mktemp("book"))


def test_alternative_text_is_copied_beside_the_other_settings(executed):
    figure = executed.after("chapter").cells[-1]
    assert figure.metadata == {
        "mystnb": {"image": {"alt": "From 1 to 2.", "width": "50%"}},
        "nbgrader": {"grade": True},
    }
    assert figure.outputs[0].data["text/plain"].startswith("From 1 to 2.\n[plotted data: ")


def test_metadata_depend_on_the_code_alone(executed):
    before, after = nbformat.reads(executed.before["chapter"].decode(), as_version=4), executed.after("chapter")
    assert after.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python", "pygments_lexer": "ipython3"},
    }
    assert [cell.id for cell in after.cells] == [cell.id for cell in before.cells]
    assert [cell.execution_count for cell in after.cells[1:]] == [1, 2]
    assert [output.text for output in after.cells[1].outputs] == ["a\nb\nc\n"]
    assert "Matplotlib" not in str(after.cells[-1].outputs[0])


def test_a_second_run_changes_no_byte(executed):
    path = executed.paths["chapter"]
    before = path.read_bytes(), path.stat().st_mtime_ns
    result = run(path)
    assert result.returncode == 0 and "unchanged" in result.stdout
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_faulty_notebooks_stay_as_they_were_and_the_others_go_on(executed):
    said = executed.result.stdout
    assert executed.result.returncode == 1
    for name, (_, complaint) in FAULTY.items():
        assert re.search(rf"{name}\.ipynb: FAILED, .*{re.escape(complaint)}", said), said
        assert executed.paths[name].read_bytes() == executed.before[name]
    last = executed.after("sound").cells[-1]
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
