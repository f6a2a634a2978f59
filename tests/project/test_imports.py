"""What is imported: third-party modules are declared in pyproject.toml, and the package's own go one way."""

import ast
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
OWN = {"mbcourse", "book", "tools", "tests", "exercises", "benchmarks"}

# Where a module is not called like the package that brings it.
BROUGHT_BY = {
    "PIL": "pillow",
    "IPython": "ipython",
    "bs4": "beautifulsoup4",
    "fontTools": "fonttools",
    "mpl_toolkits": "matplotlib",
    "psycopg2": "psycopg2-binary",
    "sklearn": "scikit-learn",
    "sphinxcontrib": "sphinxcontrib-katex",
    "websocket": "websocket-client",
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


def modules() -> dict[str, Path]:
    """The package's modules by their dotted names."""
    files = {file.relative_to(ROOT).with_suffix(""): file for file in (ROOT / "mbcourse").rglob("*.py")}
    return {".".join(part for part in path.parts if part != "__init__"): file for path, file in files.items()}


def imported_at_once(file: Path, known: set[str]) -> set[str]:
    """The package's own modules that a module imports when it is imported itself."""
    found = set()
    for node in ast.parse(file.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] == "mbcourse":
            found |= {name if (name := f"{node.module}.{alias.name}") in known else node.module for alias in node.names}
    return found


def test_the_packages_modules_import_each_other_in_no_circle():
    files = modules()
    graph = {module: imported_at_once(file, files.keys()) for module, file in files.items()}
    assert "mbcourse.loss" in graph["mbcourse.train"]
    TopologicalSorter(graph).prepare()  # a CycleError names the circle


WITHOUT = """
import sys
from importlib import import_module
from sphinx.ext.autodoc.mock import mock
with mock(sys.argv[1].split()):
    for module in sys.argv[2].split():
        import_module(module)
"""


def test_the_reference_is_made_without_what_make_book_does_not_install():
    """Sphinx puts stand-ins in its place, where annotations such as ``Tensor | None`` raise unless they are text."""
    missing = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["sphinx"]["config"]["autodoc_mock_imports"]
    documented = [name for name, file in modules().items() if ".grading." not in name and imported(file) & set(missing)]
    assert "mbcourse.torch_stack" in documented
    command = [sys.executable, "-c", WITHOUT, " ".join(missing), " ".join(documented)]
    assert subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stderr == ""
