"""The public inputs of a question, and how they and the results are shown to a student."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mbcourse.checks import arguments
from mbcourse.checks.answer import numbers
from mbcourse.checks.compare import Numbers, agree

PIECES = 20  # of a result that are shown
DIMENSIONS = 3  # of an array that are shown as such
LONG = 12  # numbers; of a longer result the first row, entry or piece is shown that differs


@dataclass(frozen=True)
class Case:
    """One public input: arguments, the expected result, the comparison, and the part of the question it is for.

    ``how`` names a comparison or a view. ``kept`` says that the arguments are looked at afterwards and must be as they
    were. With ``seeds`` the function gets a generator as its last argument, see `mbcourse.checks.answer.ask`.
    """

    part: str
    arguments: tuple[object, ...]
    expected: Numbers
    how: str = "equal"
    kept: bool = False
    seeds: tuple[int | None, ...] = ()

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Case":
        """Make a case from its entry in the assignment's JSON file."""
        given = tuple(map(arguments.from_json, data["arguments"]))
        expected = numbers(data["expected"], pieces=True)
        return cls(**data | {"arguments": given, "expected": expected, "seeds": tuple(data.get("seeds", ()))})

    def change(self, after: Sequence[object]) -> str:
        """Return in words what a call has changed of the arguments; "" if nothing, or where that does not matter."""
        return arguments.change([*after], [*self.arguments]) if self.kept else ""

    def inputs(self, names: Sequence[str]) -> str:
        """Return the input as a student would write it, given the names of the function's arguments."""
        generators = ", then ".join("the same again" if s is None else f"default_rng({s})" for s in self.seeds)
        values = [*map(shown, self.arguments), *([generators] if generators else [])]
        return ", ".join(f"{name} = {value}" for name, value in zip(names, values, strict=False))


def shown(value: object) -> str:
    """Return a result or an argument in one line."""
    if isinstance(value, list):
        return _first(shown, value)
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key!r}: {shown(item)}' for key, item in value.items())}}}"
    if isinstance(value, arguments.Parameter):
        return f"{shown(value.values)} (requires a gradient)"
    array = np.asarray(value)
    array = array if array.ndim <= DIMENSIONS else array.ravel()  # a summary of many dimensions leaves out nothing
    return np.array2string(array, precision=6, separator=", ", threshold=40).replace("\n", "")


def shape(value: Numbers) -> str:
    """Return the shape of a result, or of each of its pieces."""
    return _first(shape, value) if isinstance(value, list) else str(value.shape)


def first_difference(got: Numbers, expected: Numbers) -> tuple[str, Numbers, Numbers]:
    """Return where two results of one shape first differ, and both there; short ones as they are.

    Examples
    --------
    >>> import numpy as np
    >>> path = np.arange(40.0).reshape(20, 2)
    >>> wrong = path.copy()
    >>> wrong[7:, 1] = 0.0
    >>> first_difference(wrong, path)
    (' at [7]', array([14.,  0.]), array([14., 15.]))
    >>> first_difference(path[:3], path[:3] + 1.0)[0]
    ''
    """
    if _size(expected) <= LONG or shape(got) != shape(expected):
        return "", got, expected
    index = next((k for k in range(len(expected)) if not agree(got[k], expected[k])), None)
    if index is None:  # as a whole they differ, by less than matters in any row
        return "", got, expected
    deeper, here, wanted = first_difference(got[index], expected[index])
    return f" at [{index}{deeper.replace(' at [', ', ') or ']'}", here, wanted


def _size(value: Numbers) -> int:
    return sum(map(_size, value)) if isinstance(value, list) else value.size


def _first(show: Callable[[Numbers], str], pieces: list[Numbers]) -> str:
    """Show the first pieces of many."""
    more = [f"... ({len(pieces)} in all)"] if len(pieces) > PIECES else []
    return f"[{', '.join([*map(show, pieces[:PIECES]), *more])}]"
