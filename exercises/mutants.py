"""Mutants of the instructors' answers: each differs in one small place, so that the tests ought to refuse it.

A mutant that keeps full marks either is as right as the answer itself, and then stands in
``answers/<assignment>/survivors.toml`` with the reason, or shows a test that is missing.
"""

import ast
import signal
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import copy
from itertools import permutations, takewhile
from typing import TypeVar

from exercises import corpus

Node = TypeVar("Node", bound=ast.AST)

LIMIT = 3  # seconds of processor time for a test cell, many times what an instructor's answer takes on a busy machine

ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)
COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
ALIKE = [{"mean", "sum"}, {"max", "min"}, {"ceil", "floor"}, {"zeros", "ones"}, {"weight", "bias"}]


def mutants(answer: str) -> dict[str, str]:
    """Return the source of each mutant of a function, by what it changes, ``"line → line instead"``."""
    tree = ast.parse(answer)
    (function,) = tree.body
    function.body = function.body[1:] if ast.get_docstring(function) else function.body
    names = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    names |= {argument.arg for argument in function.args.args}
    lines = ast.unparse(tree).splitlines()
    found: dict[str, str] = {}
    for source in dict.fromkeys(_mutated(tree, sorted(names))):
        if source.splitlines() != lines:
            what = _difference(lines, source.splitlines())
            if what in found:
                raise ValueError(f"two mutants are both called {what!r}; write one of the equal lines differently")
            found[what] = source
    return found


def surviving(assignment: str, question: str, sources: dict[str, str]) -> set[str]:
    """Return which of these mutants get all automatic points of a question; one that takes too long does not."""
    # Without a limit first: what the setup and the answer import is not the mutants' time.
    corpus.full_marks(assignment, question, corpus.Source(assignment).solutions[question])
    return {what for what, source in sources.items() if _survives(assignment, question, source)}


def listed(assignment: str) -> dict[str, dict[str, str]]:
    """Return why each mutant that keeps full marks may do so, by question and by what it changes."""
    path = corpus.EXERCISES / "answers" / assignment / "survivors.toml"
    listing = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return {
        question: {what: group["why"] for group in groups for what in group["mutants"]}
        for question, groups in listing.items()
    }


def _survives(assignment: str, question: str, source: str) -> bool:
    with suppress(TimeoutError), _time_limit():
        return corpus.full_marks(assignment, question, source)
    return False


def _mutated(tree: ast.Module, names: list[str]) -> Iterator[str]:
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            for other in _lists(value, names) if isinstance(value, list) else _variants(value, names):
                setattr(parent, field, other)
                yield ast.unparse(tree)
            setattr(parent, field, value)


def _lists(nodes: list[ast.AST], names: list[str]) -> Iterator[list[ast.AST]]:
    """Yield what may stand in the place of several nodes: one of them changed, or two statements swapped."""
    for place, node in enumerate(nodes):
        yield from ([*nodes[:place], variant, *nodes[place + 1 :]] for variant in _variants(node, names))
        if isinstance(node, ast.stmt):
            yield [*nodes[:place], *nodes[place : place + 2][::-1], *nodes[place + 2 :]]


def _variants(node: object, names: list[str]) -> Iterator[ast.AST]:
    """Yield what may stand in the place of one node."""
    match node:
        case ast.BinOp(left, operator, right):
            yield from (left, right)
            if not isinstance(operator, ast.Add | ast.Mult):
                yield _but(node, left=right, right=left)
            yield from (_but(node, op=other()) for other in ARITHMETIC)
        case ast.AugAssign():
            yield from (ast.Pass(), ast.Assign([node.target], node.value, lineno=0))
            yield from (_but(node, op=other()) for other in ARITHMETIC)
        case ast.Compare():
            yield from (_but(node, ops=[other()]) for other in COMPARISONS)
        case ast.UnaryOp():
            yield node.operand
        case ast.IfExp():
            yield from (node.body, node.orelse, _but(node, body=node.orelse, orelse=node.body))
        case ast.If():
            yield from (ast.Pass(), _but(node, test=ast.UnaryOp(ast.Not(), node.test)), *node.body)
        case ast.Constant(int() | float() as number):
            yield from (ast.Constant(other) for other in (number + 1, number - 1, 0 * number, -number))
        case ast.Constant(str()):
            yield ast.Constant("")
        case ast.Name(name, ast.Load()) if name in names:
            yield from map(ast.Name, names)
        case ast.Attribute(_, name):
            yield from (_but(node, attr=other) for alike in ALIKE if name in alike for other in alike)
        case ast.Call():
            yield from _calls(node)
        case ast.Subscript():
            yield node.value
        case ast.Slice():
            yield from (_but(node, **{field: None}) for field in node._fields)
        case ast.Tuple() | ast.List():
            yield from (_but(node, elts=list(elements)) for elements in permutations(node.elts))
            yield from (_but(node, elts=elements) for elements in _one_less(node.elts))
        case ast.FunctionDef():
            for argument in node.args.args:
                changed = ast.parse(f"{argument.arg}[...] = 0").body
                yield _but(node, body=[ast.Try(body=node.body, handlers=[], orelse=[], finalbody=changed)])
        case ast.For() | ast.comprehension():
            for part in ("[1:]", "[:-1]", "[:1]", "[::-1]"):
                yield _but(node, iter=ast.parse(f"[*{ast.unparse(node.iter)}]{part}", mode="eval").body)
    if isinstance(node, ast.Expr | ast.Assign | ast.For | ast.Return):
        yield ast.Pass()


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    yield from node.args
    if isinstance(node.func, ast.Attribute):
        yield node.func.value
    yield from (_but(node, args=arguments) for arguments in (node.args[::-1], *_one_less(node.args)))
    yield from (_but(node, keywords=keywords) for keywords in _one_less(node.keywords))


def _but(node: Node, **fields: object) -> Node:
    other = copy(node)
    vars(other).update(fields)
    return other


def _one_less(items: list[Node]) -> Iterator[list[Node]]:
    return (items[:place] + items[place + 1 :] for place in range(len(items)))


def _difference(old: list[str], new: list[str]) -> str:
    """Return the lines of ``old`` that ``new`` lacks, and those that it has instead."""
    ahead = _equal_at_first(old, new)
    behind = _equal_at_first(old[ahead:][::-1], new[ahead:][::-1])
    return " → ".join(_in_short(lines[ahead : len(lines) - behind]) for lines in (old, new))


def _in_short(lines: list[str]) -> str:
    return "; ".join(map(str.strip, lines if len(lines) < 3 else [lines[0], "…", lines[-1]]))


def _equal_at_first(old: list[str], new: list[str]) -> int:
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))))


@contextmanager
def _time_limit() -> Iterator[None]:
    """Raise TimeoutError in what runs, again and again, each time it has used its processor time up."""

    def stop(*_: object) -> None:
        raise TimeoutError("used too much processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
