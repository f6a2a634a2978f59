"""A comparison on a page that means a relative difference says so: NumPy would add an absolute tolerance of 1e-8."""

import ast

import pytest

from tests.book.pages import CHAPTERS, notebook


def hidden_tolerances(code: str) -> list[str]:
    """Return the calls of `allclose` and `isclose` that set `rtol` and leave `atol` at its default."""
    return [
        ast.unparse(call)
        for call in ast.walk(ast.parse(code))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("allclose", "isclose")
        and "atol" not in (named := {keyword.arg for keyword in call.keywords})
        and (len(call.args) == 3 or "rtol" in named)
    ]


@pytest.mark.parametrize("entry", CHAPTERS)
def test_relative_tolerance_is_the_only_one(entry):
    cells = [cell.source for cell in notebook(entry).cells if cell.cell_type == "code"]
    assert [call for code in cells for call in hidden_tolerances(code)] == [], "add atol=0"


def test_tolerances_that_hide_are_found():
    assert hidden_tolerances("np.allclose(a, b, 1e-12)\nassert np.isclose(a, b, rtol=1e-9)")
    assert not hidden_tolerances("np.allclose(a, b, rtol=1e-12, atol=0)\nnp.isclose(a, b)\nnp.isclose(a, 0, atol=1e-9)")
