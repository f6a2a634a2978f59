"""An assignment's notebook as released: the cells that nbgrader manages, and the files beside the notebook.

Plain data that is sent to workers, so that they do not need nbgrader; `mbcourse.grading.assignments` reads it.
"""

import ast
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from mbcourse.grading.reading import names_of, parsed

SCHEMA_VERSION = 3  # of nbgrader's metadata


@dataclass(frozen=True)
class Cell:
    """A cell that nbgrader manages.

    Attributes
    ----------
    name : str
        The cell's id.
    cell_type : {"code", "markdown", "raw"}
        What it is.
    source : str
        Its text, hidden tests included.
    locked, solution, task : bool
        As in nbgrader: whether students may not change it, whether they answer in it, whether it is a task.
    points : float or None
        What it can give; None if it is not marked.
    checksum : str
        nbgrader's checksum of it.

    Examples
    --------
    >>> Cell("q1-test", "code", "assert f() == 1", True, False, False, 2.0, "").is_test
    True
    """

    name: str
    cell_type: str
    source: str
    locked: bool
    solution: bool
    task: bool
    points: float | None
    checksum: str

    @property
    def is_test(self) -> bool:
        """Whether its points are given by running it."""
        return self.points is not None and not self.solution and not self.task and self.cell_type == "code"

    @property
    def metadata(self) -> dict[str, Any]:
        """Return nbgrader's metadata of the cell."""
        metadata = {
            "schema_version": SCHEMA_VERSION,
            "grade_id": self.name,
            "grade": self.points is not None and not self.task,
            "solution": self.solution,
            "task": self.task,
            "locked": self.locked,
            "checksum": self.checksum,
            "cell_type": self.cell_type,
        }
        return metadata if self.points is None else metadata | {"points": self.points}


@dataclass(frozen=True)
class Released:
    """A notebook as it was released, hidden tests included.

    Attributes
    ----------
    assignment, notebook : str
        The names of the assignment and of the notebook.
    kernelspec : mapping of str to str
        Its kernel, from the notebook's metadata.
    cells : tuple of Cell
        The cells that nbgrader manages, in order.
    files : mapping of str to str
        The other files of the assignment's folder, in base64, by relative path; empty by default.

    Examples
    --------
    >>> load = Cell("load", "code", "import numpy as np", True, False, False, None, "")
    >>> test = Cell("q1-test", "code", "assert f() == 1", True, False, False, 2.0, "")
    >>> released = Released("ps1", "ps1", {}, (load, test))
    >>> list(released.tests), released.imports()
    (['q1-test'], ('import numpy as np',))
    >>> Released.from_json(released.to_json()) == released
    True
    """

    assignment: str
    notebook: str
    kernelspec: Mapping[str, str]
    cells: tuple[Cell, ...]
    files: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, text: str) -> "Released":
        """Return the notebook that `to_json` wrote."""
        return cls.from_data(json.loads(text))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Released":
        """Return the notebook of what JSON holds of it."""
        return cls(**{**data, "cells": tuple(Cell(**cell) for cell in data["cells"])})

    def to_json(self) -> str:
        """Return everything as JSON; equal notebooks give the same text."""
        return json.dumps(asdict(self), sort_keys=True)

    @property
    def language(self) -> str:
        """The language that its kernel runs, Python if the notebook does not say."""
        return self.kernelspec.get("language", "python")

    @property
    def tests(self) -> dict[str, Cell]:
        """The cells whose points are given by running them."""
        return {cell.name: cell for cell in self.cells if cell.is_test}

    def builds_on(self) -> dict[str, list[str]]:
        """Return for each test the earlier tests that it depends on: they define names that it uses."""
        earlier: dict[str, list[str]] = {}
        defined: dict[str, list[str]] = {}  # for each name, the tests that define it
        for name, test in self.tests.items():
            names = names_of(test.source)
            direct = [other for each in names.used - names.defined for other in defined.get(each, [])]
            earlier[name] = sorted({*direct, *(further for other in direct for further in earlier[other])})
            for each in names.defined:
                defined.setdefault(each, []).append(name)
        return earlier

    def imports(self) -> tuple[str, ...]:
        """Return the import statements of its locked cells, so that they can be run once for all submissions."""
        cells = (cell for cell in self.cells if cell.locked and cell.cell_type == "code" and not cell.is_test)
        return tuple(dict.fromkeys(line for cell in cells for line in _import_statements(cell.source)))

    def key(self) -> str:
        """Return a hash of everything but the tests: everything that a student's answers run with."""
        other = [asdict(cell) for cell in self.cells if not cell.is_test]
        return digest(self.assignment, self.notebook, self.kernelspec, other, self.files)


def digest(*parts: Any) -> str:
    """Return a hash of values that JSON can hold.

    Parameters
    ----------
    *parts : JSON
        The values.

    Returns
    -------
    str
        SHA-256 in hexadecimal, 64 characters; the order of keys does not matter.

    Examples
    --------
    >>> digest("a", {"x": 1, "y": 2}) == digest("a", {"y": 2, "x": 1})
    True
    """
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _import_statements(source: str) -> Iterator[str]:
    """Yield the statements at a cell's top level that import something."""
    for statement in parsed(source).body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            yield ast.unparse(statement)
