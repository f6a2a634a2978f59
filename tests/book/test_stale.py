"""A page whose stored results differ from those of its code fails when the suite runs it again."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from mbcourse.tables import Table
from tools.run_suites import NBVAL

ROOT = Path(__file__).resolve().parents[2]
SOURCE = 'from mbcourse.tables import Table\nTable("One loss.", {"batch size": "d", "loss": ".3g"}, [(5, 0.125)])'
TABLE = Table("One loss.", {"batch size": "d", "loss": ".3g"}, [(5, 0.125)])


@pytest.mark.parametrize("stale", ["text/plain", "text/html", None])
def test_table_is_compared_in_both_forms(tmp_path, stale):
    stored = {"text/plain": repr(TABLE), "text/html": TABLE._repr_html_()}
    if stale:
        stored[stale] = stored[stale].replace("0.125", "0.126")
    output = new_output("execute_result", data=stored, execution_count=1)
    cell = new_code_cell(SOURCE, outputs=[output], execution_count=1)
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "page.ipynb")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *NBVAL, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == bool(stale), done.stdout
    assert ("0.126" in done.stdout) == bool(stale)
