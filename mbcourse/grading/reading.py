"""Test cells read without running them: what in them can only be seen in the process that ran the student's cells.

A test is judged outside that process where its reading finds nothing of the kind and a proof agrees, see
`mbcourse.grading.placement`. The reading knows what is safe and calls the rest unsafe: a test that is judged inside
without need is still marked rightly.
"""

import ast
import builtins
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from symtable import SymbolTable, symtable

from IPython.core.inputtransformer2 import TransformerManager

# Modules whose functions see of an argument nothing but its plain data.
MODULES = {
    *("bisect", "cmath", "collections", "decimal", "fractions", "functools", "hashlib", "itertools", "json", "math"),
    *("mbcourse", "numpy", "operator", "random", "re", "statistics", "string"),
}
BUILTINS = {
    *("abs", "all", "any", "ascii", "bin", "bool", "bytes", "chr", "complex", "dict", "divmod", "enumerate", "filter"),
    *("float", "format", "frozenset", "hex", "int", "len", "list", "max", "min", "oct", "ord", "pow", "print", "range"),
    *("repr", "reversed", "round", "set", "slice", "sorted", "str", "sum", "tuple", "zip"),
    *(name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)),
    *("Ellipsis", "NotImplemented", "__debug__"),
}
# Methods that change what they are called on, which may be something of the student's.
CHANGING = {
    *("add", "append", "clear", "difference_update", "discard", "extend", "fill", "insert", "intersection_update"),
    *("itemset", "partition", "pop", "popitem", "popleft", "put", "remove", "resize", "reverse", "rotate"),
    *("setdefault", "setflags", "shuffle", "sort", "symmetric_difference_update", "update"),
}
# Functions and attributes that see, or change, what plain data do not show: memory, settings of this process.
LOOKING = {
    *("at", "base", "copyto", "ctypes", "data", "fill_diagonal", "flags", "may_share_memory", "place", "putmask"),
    *("put_along_axis", "shares_memory", "strides"),
    *("assert_no_warnings", "assert_warns", "errstate", "getcontext", "geterr", "setbufsize", "setcontext", "seterr"),
    *("is_", "is_not", "setitem", "delitem", "iadd", "iconcat", "imul", "ior", "iand", "isub", "insort"),
    *("insort_left", "insort_right"),
}
IN_PLACE = {"copy", "out", "overwrite_input"}  # keywords by which NumPy's functions write into their arguments
STATEMENTS = {
    ast.Delete: "deletes a name",
    ast.Global: "uses global",
    ast.Nonlocal: "uses nonlocal",
    ast.FunctionDef: "defines a function",
    ast.AsyncFunctionDef: "defines a function",
    ast.ClassDef: "defines a class",
    ast.Lambda: "makes a function",
    ast.Try: "catches exceptions",
    ast.TryStar: "catches exceptions",
    ast.With: "uses with",
    ast.AsyncWith: "uses with",
    ast.Await: "awaits",
    ast.AsyncFor: "awaits",
    ast.Match: "matches patterns",
    ast.Yield: "yields",
    ast.YieldFrom: "yields",
}


@dataclass(frozen=True)
class Reading:
    """What the reading of a test found.

    Attributes
    ----------
    inside : str
        Why the test has to be judged inside; empty where nothing speaks against outside.
    checked : bool
        Whether the test hands the student's functions to the course's own checks (`mbcourse.checks`) and asks nothing
        else of them: the checks know what to say of any value.
    leaves : frozenset of str
        Names that the test defines.
    uses : frozenset of str
        Names that the test uses.
    """

    inside: str
    checked: bool
    leaves: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Names:
    """The names that a cell defines and those that it uses."""

    defined: frozenset[str]
    used: frozenset[str]


def read(
    source: str, given: Collection[str] = (), answered: Collection[str] = (), helpers: Collection[str] = ()
) -> Reading:
    """Read a test cell.

    Parameters
    ----------
    source : str
        The test cell.
    given : collection of str
        Names that locked cells and earlier tests define.
    answered : collection of str
        Names that the instructor's answers define.
    helpers : collection of str
        Those of ``given`` that are functions and classes, which the reading does not look into.

    Examples
    --------
    >>> read("assert f(1) == 2", answered=["f"]).inside
    ''
    >>> read("assert isinstance(f(1), int)", answered=["f"]).inside
    'line 1: uses isinstance'
    """
    tree = parsed(source)
    if not tree.body:
        return Reading("it cannot be read as plain Python", False)
    names = names_of(source)
    students = names.used - set(given) - names.defined - vars(builtins).keys()
    if _is_checked(tree, students):
        others = names.used - names.defined
        return Reading(_shadowed(others, given, answered), True, names.defined, names.used)
    reason = (
        _shadowed(names.used, {*given, *names.defined}, answered)
        or next((f"uses the helper {name}" for name in sorted(names.used & set(helpers))), "")
        or next(_reasons(tree, students), "")
        or _state(tree, students)
    )
    return Reading(reason, False, names.defined, names.used)


@cache
def names_of(source: str) -> Names:
    """Return the names that a cell defines for later cells, and those of other cells that it uses.

    What is not Python defines and uses none.

    Examples
    --------
    >>> names = names_of("import numpy as np; x = [np.sum(row) for row in y]")
    >>> sorted(names.defined), sorted(names.used)
    (['np', 'x'], ['np', 'y'])
    """
    defined: set[str] = set()
    used: set[str] = set()
    code = _plain_python(source) if parsed(source).body else ""
    for table in _tables(symtable(code, "<cell>", "exec")):
        for symbol in table.get_symbols():
            if table.get_type() == "module" or symbol.is_global():
                if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace():
                    defined.add(symbol.get_name())
                if symbol.is_referenced():
                    used.add(symbol.get_name())
    return Names(frozenset(defined), frozenset(used))


@cache
def reads_of(source: str) -> frozenset[str]:
    """Return the names that a cell reads before it defines them itself.

    Examples
    --------
    >>> sorted(reads_of("x = y; z = x"))
    ['y']
    """
    defined: set[str] = set()
    found: set[str] = set()
    for statement in parsed(source).body:
        names = names_of(ast.unparse(statement))
        own = _targets(statement) if isinstance(statement, ast.For | ast.AsyncFor | ast.With) else set()
        found |= names.used - defined - own
        defined |= names.defined
    return frozenset(found - vars(builtins).keys())


def _targets(statement: ast.stmt) -> set[str]:
    """Return the names that a loop or a with statement binds before its body reads them."""
    inner = [node for node in ast.walk(statement) if isinstance(node, ast.For | ast.AsyncFor | ast.withitem)]
    bound = [node.optional_vars if isinstance(node, ast.withitem) else node.target for node in inner]
    return {n.id for target in bound if target for n in ast.walk(target) if isinstance(n, ast.Name)}


def imports_of(source: str) -> dict[str, str]:
    """Return the names that a cell only imports, and the module or function that each stands for.

    Examples
    --------
    >>> imports_of("import numpy as np; from math import pi; import re; re = 1")
    {'np': 'numpy', 'pi': 'math.pi'}
    """
    found: dict[str, str] = {}
    bound: list[str] = []
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            where = f"{'.' * node.level}{node.module or ''}." if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                whole = alias.asname or where
                found[alias.asname or alias.name.partition(".")[0]] = where + (
                    alias.name if whole else alias.name.partition(".")[0]
                )
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            bound.append(node.id)
    return {name: module for name, module in found.items() if name not in bound}


def makes_errors(source: str) -> bool:
    """Whether a cell turns warnings, or NumPy's floating-point errors, into exceptions.

    Examples
    --------
    >>> makes_errors("np.seterr(all='raise')"), makes_errors("warnings.simplefilter('ignore')")
    (True, False)
    """
    calls = [node for node in ast.walk(parsed(source)) if isinstance(node, ast.Call)]
    given = [each for call in calls for each in [*call.args, *(key.value for key in call.keywords)]]
    return any(isinstance(each, ast.Constant) and each.value in ("error", "raise") for each in given)


def helpers_of(source: str) -> frozenset[str]:
    """Return the functions and classes that a cell defines.

    Examples
    --------
    >>> sorted(helpers_of("def close(a, b): return abs(a - b) < 0.1"))
    ['close']
    """
    body = parsed(source).body
    made = [node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    assigned = [node for node in body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda)]
    return frozenset(made) | {t.id for node in assigned for t in node.targets if isinstance(t, ast.Name)}


def _tables(table: SymbolTable) -> Iterator[SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _tables(child)


@cache
def _plain_python(source: str) -> str:
    return str(TransformerManager().transform_cell(source))


@cache
def parsed(source: str) -> ast.Module:
    """Return a cell's syntax tree; an empty one for what is not Python, or waits at its top level.

    Examples
    --------
    >>> [type(statement).__name__ for statement in parsed("import math; x = 1").body], parsed("x = ").body
    (['Import', 'Assign'], [])
    """
    try:
        return ast.parse(_plain_python(source))
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _shadowed(used: Collection[str], given: Collection[str], answered: Collection[str]) -> str:
    """Say which name means something else in the student's process than in the grader's."""
    for name in sorted(set(used) & set(answered)):
        if name in given:
            return f"{name} is defined by answers and by other cells"
        if hasattr(builtins, name):
            return f"{name} is one of Python's own names, and answers define it"
    return ""


def _is_checked(tree: ast.Module, students: Collection[str]) -> bool:
    """Whether the student's names are nothing but arguments of calls of ``checks``, whose results are not used."""
    calls = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _root(node.value.func) == "checks"
    ]
    handed_over = {id(argument) for call in calls for argument in call.args}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in students]
    return bool(names) and all(id(node) in handed_over for node in names)


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _reasons(tree: ast.Module, students: Collection[str]) -> Iterator[str]:
    """Yield what in a test can be seen inside alone."""
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    constants = _constants(tree)
    for node in ast.walk(tree):
        found = _unsafe(node)
        if isinstance(node, ast.Name) and node.id in students and id(node) not in called and _is_called(tree, node.id):
            found = f"hands over the function {node.id}"
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and node.target.id not in constants:
            found = f"changes {node.target.id} in place"
        if isinstance(node, ast.Call) and _root(node.func) not in students:
            found = found or next((f"uses {key.arg}=" for key in node.keywords if key.arg in IN_PLACE), "")
        if isinstance(node, ast.Assign) and (held := _held(node.value, tree, constants)):
            found = f"puts {held} into another value"
        if found:
            yield f"line {getattr(node, 'lineno', 1)}: {found}"


def _constants(tree: ast.Module) -> set[str]:
    """Return the names that a test binds to numbers and strings alone."""
    constant: set[str] = set()
    other: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs = [(target, node.value)]
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = list(zip(target.elts, node.value.elts, strict=False))
                for each, value in pairs:
                    bound = {name.id for name in ast.walk(each) if isinstance(name, ast.Name)}
                    (constant if isinstance(value, ast.Constant) else other).update(bound)
        elif isinstance(node, ast.For | ast.comprehension):
            other |= {name.id for name in ast.walk(node.target) if isinstance(name, ast.Name)}
    return constant - other


def _held(value: ast.expr, tree: ast.Module, constants: Collection[str]) -> str:
    """Return a name whose value a new list, tuple or dict holds and that the test uses elsewhere too, if any."""
    used = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    for display in ast.walk(value):
        if isinstance(display, ast.List | ast.Tuple | ast.Dict):
            items = display.values if isinstance(display, ast.Dict) else display.elts
            names = [item.id for item in items if isinstance(item, ast.Name) and item.id not in constants]
            if shared := [name for name in names if used.count(name) > 1]:
                return shared[0]
    return ""


def _is_called(tree: ast.Module, name: str) -> bool:
    return any(isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == name for n in ast.walk(tree))


def _unsafe(node: ast.AST) -> str:
    """Say what is unsafe about one part of a test, empty if nothing is."""
    if type(node) in STATEMENTS:
        return STATEMENTS[type(node)]
    if isinstance(node, ast.Compare) and any(isinstance(way, ast.Is | ast.IsNot) for way in node.ops):
        sides = [node.left, *node.comparators]
        return "" if any(isinstance(side, ast.Constant) for side in sides) else "compares identity"
    if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
        return "changes a value in place"
    if isinstance(node, ast.Attribute) and (node.attr in CHANGING | LOOKING or node.attr.startswith("_")):
        return f"uses .{node.attr}"
    if isinstance(node, ast.Name) and hasattr(builtins, node.id) and node.id not in BUILTINS:
        return f"uses {node.id}"
    if isinstance(node, ast.Name) and node.id in ("get_ipython", "display"):
        return "uses the notebook itself"
    if isinstance(node, ast.Import | ast.ImportFrom):
        names = {alias.name for alias in node.names} & (CHANGING | LOOKING)
        unsafe = [module for module in _modules(node) if not is_known(module)]
        return next((f"imports {name}" for name in [*unsafe, *sorted(names)]), "")
    return ""


def is_known(module: str) -> bool:
    """Whether the functions of a module see of an argument nothing but its plain data.

    Examples
    --------
    >>> is_known("numpy.linalg"), is_known("inspect")
    (True, False)
    """
    return module.partition(".")[0] in MODULES


def _modules(node: ast.Import | ast.ImportFrom) -> Iterable[str]:
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or "."]


def _state(tree: ast.Module, students: Collection[str]) -> str:
    """Say whether a test reads the student's variables and calls the student's functions, which may change them."""
    called = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    functions, variables = called & set(students), set(students) - called
    if functions and variables:
        return f"reads {min(variables)} and calls {min(functions)}, which may change it"
    return ""
