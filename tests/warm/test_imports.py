"""Quick imports lose nothing."""

import subprocess
import sys
from importlib import import_module

import pytest

from mbcourse.warm.imports import without

LOADED = """
import sys
from mbcourse.warm.imports import quick_jsonschema
quick_jsonschema()
import nbformat
assert "rfc3987_syntax" not in sys.modules
import rfc3987_syntax  # it can still be imported
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x")])
nbformat.validate(notebook)
del notebook.cells[0]["source"]
try:
    nbformat.validate(notebook)
except nbformat.ValidationError:
    print("refused")
"""


def test_notebooks_are_validated_without_the_grammar_of_addresses():
    run = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert run.stdout == "refused\n"


def test_hidden_modules_can_be_imported_again_afterwards(tmp_path, monkeypatch):
    (tmp_path / "hidden_here.py").write_text("imported = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    with without("hidden_here", "json"):
        with pytest.raises(ModuleNotFoundError):
            import_module("hidden_here")
        assert import_module("json").loads("1") == 1  # it was imported already
    assert import_module("hidden_here").imported
