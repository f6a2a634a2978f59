"""A page whose stored results differ from those of its code fails when the suite runs it again."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output

from mbcourse.tables import Table
from tools.run_suites import NBVAL

ROOT = Path(__file__).resolve().parents[2]
SOURCE = 'from mbcourse.tables import Table\nTable("One loss.", {"batch size": "d", "loss": ".3g"}, [(5, 0.125)])'
TABLE = Table("One loss.", {"batch size": "d", "loss": ".3g"}, [(5, 0.125)])
FORMS = {"text/plain": repr(TABLE), "text/html": TABLE._repr_html_()}


def stored(count, form):
    """The cell with its table, of which one form is stale if one is named."""
    data = FORMS | ({form: FORMS[form].replace("0.125", "0.126")} if form else {})
    output = new_output("execute_result", data=data, execution_count=count)
    return new_code_cell(SOURCE, outputs=[output], execution_count=count)


def test_table_is_compared_in_both_forms(tmp_path):
    cells = [stored(*each) for each in enumerate((None, *FORMS), 1)]
    nbformat.write(new_notebook(cells=cells), tmp_path / "page.ipynb")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *NBVAL, str(tmp_path)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    assert "2 failed, 1 passed" in said
    for number, form in enumerate(FORMS, 1):
        assert re.search(rf"FAILED \S+::Cell {number}\b", said), form
    assert "0.126" in said
