"""How a wrong result is related to the right one: twice as large, reversed, transposed, one row short, and so on.

A relation is what remains to be said where no listed mistake explains an answer. Each takes the result, the right one
and the arguments of one case; the words are only said where it holds for every result in the public cases.
"""

from collections.abc import Callable, Sequence

import numpy as np

from mbcourse.checks.compare import Array, Numbers, equal

Relation = Callable[[Numbers, Numbers, Sequence[object]], bool]


def _of_arrays(holds: Callable[[Array, Array], bool]) -> Relation:
    """Make a relation of one between two arrays; pieces of different lengths have it if each of them has."""

    def relation(got: Numbers, expected: Numbers, arguments: Sequence[object]) -> bool:
        if isinstance(got, list) and isinstance(expected, list):
            pairs = zip(got, expected, strict=False)
            return len(got) == len(expected) and all(relation(g, e, arguments) for g, e in pairs)
        return not (isinstance(got, list) or isinstance(expected, list)) and holds(got, expected)

    return relation


def _becomes(change: Callable[[Array], Array], least_axes: int = 0) -> Relation:
    """Make the relation that the result is the right one, changed."""
    return _of_arrays(lambda got, expected: expected.ndim >= least_axes and equal(got, change(expected)))


def _by_the_number_of_examples(power: int) -> Relation:
    """Make the relation that a factor n or 1 / n is between them, where n is the length of the first argument."""

    def relation(got: Numbers, expected: Numbers, arguments: Sequence[object]) -> bool:
        n = first.size if isinstance(first := next(iter(arguments), None), np.ndarray) and first.ndim == 1 else 0
        return n > 0 and _becomes(lambda right: right * float(n) ** power)(got, expected, arguments)

    return relation


def _of_rows(part: Callable[[Numbers], Numbers], of_right: Callable[[Numbers], Numbers]) -> Relation:
    """Make the relation that a part of the rows, or pieces, of the result is a part of those of the right one."""

    def relation(got: Numbers, expected: Numbers, arguments: Sequence[object]) -> bool:
        if not (_rows(got) and _rows(expected)):
            return False
        return _same(part(got), of_right(expected))

    return relation


def _rows(value: Numbers) -> bool:
    return isinstance(value, list) or value.ndim > 0


def _same(got: Numbers, expected: Numbers) -> bool:
    if len(got) != len(expected):
        return False
    return all(_of_arrays(equal)(g, e, ()) for g, e in zip(got, expected, strict=True))


def _one_row(got: Array, expected: Array) -> bool:
    """Whether rows that have to differ are one that was changed: it is neither the first right one nor 0."""
    if got.shape != expected.shape or got.ndim < 2 or equal(got[0], expected[0]) or not np.any(got):
        return False
    return _alike(got) and not _alike(expected)


def _alike(rows: Array) -> bool:
    return equal(rows, np.broadcast_to(rows[0], rows.shape))


def _reshaped(got: Array, expected: Array) -> bool:
    return got.shape != expected.shape and expected.ndim > 0 and equal(got.ravel(), expected.ravel())


RELATIONS: dict[str, Relation] = {
    "every number has the opposite sign": _becomes(np.negative),
    "every number is twice as large as it has to be": _becomes(lambda right: right * 2.0),
    "every number is half as large as it has to be": _becomes(lambda right: right / 2.0),
    "every number is n times as large as it has to be, n being the number of examples": _by_the_number_of_examples(1),
    "every number is n times too small, n being the number of examples": _by_the_number_of_examples(-1),
    "every number is the square of what it has to be": _becomes(np.square),
    "every number is the square root of what it has to be": _becomes(lambda right: np.sqrt(np.abs(right))),
    "every number is one over what it has to be": _becomes(lambda right: 1.0 / np.where(right, right, np.nan)),
    "every number is too large by 1": _becomes(lambda right: right + 1.0),
    "every number is too small by 1": _becomes(lambda right: right - 1.0),
    "the signs are lost": _becomes(np.abs),
    "the fractions are cut off": _becomes(np.trunc),
    "the numbers are right, their order is the reverse": _becomes(lambda right: right[::-1], 1),
    "the two components are swapped": _becomes(lambda right: right[..., ::-1], 2),
    "rows and columns are swapped": _becomes(np.transpose, 2),
    "the numbers are right, their shape is not": _of_arrays(_reshaped),
    "one number comes out, the mean of those expected": _becomes(lambda right: np.asarray(right.mean()), 1),
    "one number comes out, the sum of those expected": _becomes(lambda right: np.asarray(right.sum()), 1),
    "only the first one comes out": _becomes(lambda right: right[0], 1),
    "only the last one comes out": _becomes(lambda right: right[-1], 1),
    "the first one is missing": _of_rows(lambda got: got, lambda right: right[1:]),
    "the last one is missing": _of_rows(lambda got: got, lambda right: right[:-1]),
    "there is one too many at the end": _of_rows(lambda got: got[:-1], lambda right: right),
    "there is one too many at the beginning": _of_rows(lambda got: got[1:], lambda right: right),
    "every row is a copy of the last one, as if one array stood in all of them": _of_arrays(_one_row),
}
