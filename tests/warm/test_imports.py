"""Imports that are left out can be made later, and none of those that are made takes seconds."""

import subprocess
import sys
from importlib import import_module

import pytest

from mbcourse.warm.imports import without


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
