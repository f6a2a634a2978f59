"""Quick imports lose nothing."""

import subprocess
import sys
from importlib import import_module

import pytest

from mbcourse.warm.imports import without

LOADED = """
from mbcourse.warm.imports import quick_jsonschema
quick_jsonschema()
import nbformat
print("hidden until now")
import rfc3986_validator  # it can still be imported
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x")])
nbformat.validate(notebook)
del notebook.cells[0]["source"]
try:
    nbformat.validate(notebook)
except nbformat.ValidationError:
    print("refused")
"""


def test_notebooks_are_validated_without_the_check_of_addresses(tmp_path, monkeypatch):
    (tmp_path / "rfc3986_validator.py").write_text("print('loaded')\ndef validate_rfc3986(text, rule): return True\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    run = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert run.stdout == "hidden until now\nloaded\nrefused\n"


def test_no_grammar_is_parsed_where_notebooks_are_read():
    """Later releases of jsonschema do so whenever nbformat is imported, which takes seconds (pyproject.toml)."""
    code = "import sys, nbformat; print('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


def test_hidden_modules_can_be_imported_again_afterwards(tmp_path, monkeypatch):
    (tmp_path / "hidden_here.py").write_text("imported = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    with without("hidden_here", "json"):
        with pytest.raises(ModuleNotFoundError):
            import_module("hidden_here")
        assert import_module("json").loads("1") == 1  # it was imported already
    assert import_module("hidden_here").imported
