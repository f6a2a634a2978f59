"""Every third-party module that the course's Python files import is declared in pyproject.toml."""

import ast
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
OWN = {"mbcourse", "tools", "tests", "exercises", "benchmarks"}

# Where a module is not called like the package that brings it.
BROUGHT_BY = {
    "PIL": "pillow",
    "IPython": "ipython",
    "bs4": "beautifulsoup4",
    "mpl_toolkits": "matplotlib",
    "psycopg2": "psycopg2-binary",
    "sklearn": "scikit-learn",
    "sphinxcontrib": "sphinxcontrib-katex",
    "yaml": "pyyaml",
}

# What each folder may count on: the extras that are installed wherever it runs.
FOLDERS = {
    "mbcourse": ["torch", "student", "instructor", "scale"],
    "tools": ["torch", "student", "book", "instructor", "scale", "dev"],
    "tests": ["torch", "student", "book", "instructor", "scale", "dev"],
    "exercises": ["torch", "student", "book", "instructor", "scale", "dev"],
    "benchmarks": ["torch", "student", "book", "instructor", "scale", "dev"],
}


def imported(file: Path) -> set[str]:
    """Top-level names of the absolute imports in a file, also those inside functions."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module.split(".")[0])
    return names - OWN - sys.stdlib_module_names


@pytest.mark.parametrize("folder", FOLDERS)
def test_imports_are_declared(folder):
    extras = (PROJECT["optional-dependencies"][extra] for extra in FOLDERS[folder])
    declared = {Requirement(line).name for line in chain(PROJECT["dependencies"], *extras)}
    # What attacks import is a stranger's affair.
    files = sorted(file for file in (ROOT / folder).rglob("*.py") if "attacks" not in file.parts)
    assert files
    missing = {
        (str(file.relative_to(ROOT)), name)
        for file in files
        for name in imported(file)
        if BROUGHT_BY.get(name, name) not in declared
    }
    assert missing == set()
