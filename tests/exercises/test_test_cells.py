"""Test cells keep the rules that let them be judged outside the student's process, question by question."""

import ast
import re
from itertools import pairwise

import pytest

from exercises import corpus
from mbcourse import checks

CELLS = [
    (assignment, key, source, points)
    for assignment in checks.assignments()
    for key, (source, points) in corpus.Source(assignment).tests().items()
]
EACH_CELL = pytest.mark.parametrize(
    ("assignment", "key", "source", "points"), CELLS, ids=[f"{cell[0]}-{cell[1]}" for cell in CELLS]
)
KEPT = "The arguments must come back unchanged."


def question_of(assignment: str, key: str) -> checks.Question:
    """The question that a test cell belongs to."""
    return getattr(getattr(checks, assignment), key.partition("-")[0])


@EACH_CELL
def test_cell_says_its_points_and_has_hidden_tests(assignment, key, source, points):
    assert re.match(rf"# {points:g} points?[.:]", source)
    assert source.count("### BEGIN HIDDEN TESTS\n") == 1
    assert source.endswith("### END HIDDEN TESTS")


@EACH_CELL
def test_cell_hands_over_data_only(assignment, key, source, points):
    tree = ast.walk(ast.parse(source))
    forbidden = (ast.Lambda, ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    for node in tree:
        assert not isinstance(node, forbidden)
        assert not (isinstance(node, ast.Name) and node.id in ("isinstance", "inspect", "globals", "type"))


@EACH_CELL
def test_cell_asks_its_own_question_alone(assignment, key, source, points):
    own = question_of(assignment, key)
    others = {question.name for question in getattr(checks, assignment).questions} - {own.name}
    names = [node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
    assert not others & set(names)
    asked = re.findall(rf"checks\.{assignment}\.(q\d+)(?:\(|\.expect\(\s*){own.name}\b", source)
    assert asked == [own.key] * names.count(own.name)


@EACH_CELL
def test_cell_ends_in_none_or_a_number(assignment, key, source, points):
    last = ast.parse(source).body[-1]
    if isinstance(last, ast.Expr):
        text = ast.unparse(last)
        assert text.startswith("checks.") or isinstance(ast.literal_eval(text), float)


@EACH_CELL
def test_cell_looks_at_changed_arguments_only_if_it_says_so(assignment, key, source, points):
    own = question_of(assignment, key)
    part = re.search(rf'checks\.{assignment}\.{own.key}\({own.name}, "(\w+)"\)', source)[1]
    assert (KEPT in source) == any(case.kept for case in own.cases if case.part == part)
    assert key == f"{own.key}-{part}"


@pytest.mark.parametrize("assignment", checks.assignments())
def test_each_part_of_a_question_has_its_cell(assignment):
    parts = [f"{q.key}-{part}" for q in getattr(checks, assignment).questions for part in q.parts]
    assert parts == list(corpus.Source(assignment).tests())


@pytest.mark.parametrize("assignment", checks.assignments())
def test_no_test_cell_follows_a_locked_one(assignment):
    # nbgrader puts a deleted test cell back after the nbgrader cell before it, and fails if that one is locked.
    kinds = [cell.metadata.nbgrader for cell in corpus.Source(assignment).notebook.cells if "nbgrader" in cell.metadata]
    for before, after in pairwise(kinds):
        assert not (after.grade and not (before.grade or before.solution))
