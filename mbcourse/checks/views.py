"""What every right answer shares where the result is not unique: batches filled in any order, any valid shuffle.

A case that is compared by one of these looks at the view of a result instead of the result itself. Of a shuffle, a
view shows the same for every run whose chance was drawn as the question asks.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np

from mbcourse.checks.answer import AnswerError, numbers
from mbcourse.checks.compare import Array, Numbers, agree
from mbcourse.checks.shuffles import evenly_drawn, relative

Pieces = Sequence[Numbers]


def seen(value: Numbers, how: str) -> Numbers:
    """Return the view of a result by which a case compares it: the result itself where ``how`` is not a view.

    Raises
    ------
    AnswerError
        If the result is not made of the pieces that the view looks at.
    """
    pieces = list(value) if isinstance(value, list) or value.ndim else []
    return numbers(VIEWS[how](pieces), pieces=True) if how in VIEWS and pieces else value


def same(got: Numbers, expected: Numbers, how: str) -> bool:
    """Whether what is `seen` of a result agrees with what is expected to be seen: views are compared for equality."""
    return agree(got, expected, "equal" if how in VIEWS else how)


def in_words(got: Numbers, expected: Numbers, how: str) -> str | None:
    """Say in what a result differs, where a view's bare numbers would not; None where they speak for themselves."""
    if how not in WORDS or (isinstance(got, np.ndarray) and not got.ndim):
        return None
    return WORDS[how](list(got), list(expected))


def batches(pieces: Pieces) -> Pieces:
    """Return each piece, a pair (x, y) of shape (2, m), with its examples in order of x."""
    return [pair[:, np.lexsort(pair[::-1])] for pair in _pairs(pieces)]


def contents(pieces: Pieces) -> Pieces:
    """Return the different pairs (x, y) among the pieces, each with its examples in order of x."""
    different = {(pair.size, *pair.ravel().tolist()): pair for pair in map(np.asarray, batches(pieces))}
    return [different[key] for key in sorted(different)]


def runs(pieces: Pieces) -> Pieces:
    """Return how often y repeats itself without a break, longest first, for the different pairs (x, y)."""
    lengths = set()
    for _, y in _pairs(pieces):
        breaks = np.flatnonzero(np.concatenate([[True], y[1:] != y[:-1], [True]]))
        lengths.add(tuple(sorted(np.diff(breaks).tolist(), reverse=True)))
    return [np.array(each) for each in sorted(lengths)]


def cut(pieces: Pieces) -> Pieces:
    """Return what the pieces, each of shape (m,), are when joined, cut at the same lengths, the longest first."""
    flat = _checked(pieces, "an array of shape (m,)", lambda piece: piece.ndim == 1)
    edges = np.cumsum(sorted(map(len, flat), reverse=True))
    return np.split(np.concatenate(flat), edges[:-1])


def variety(pieces: Pieces) -> Pieces:
    """Return how many pieces there are, how many different ones, and how many different pairs of neighbours."""
    if any(isinstance(piece, np.ndarray) and not piece.size for piece in pieces):
        raise AnswerError("nothing comes out: one of the results is empty")
    names = [str(_plain(piece)) for piece in pieces]
    return [np.array(number) for number in (len(names), len(set(names)), len(set(pairwise(names))))]


def chances(pieces: Pieces) -> Pieces:
    """Return what `variety` does of the orders of sessions, and how far these are as chance has to make them.

    That is 2 if they are, 1 if an order depends on the one before, and 0 if some come more often than others. Of each
    pair (x, y), y numbers the sessions 0, 1, 2, ..., each at one of its readings; at all others it is -1.
    """
    orders = [y[y >= 0] for _, y in _pairs(pieces)]
    return [*variety(orders), np.array(_as_chance_has_it(orders))]


def _as_chance_has_it(orders: Sequence[Array]) -> int:
    sessions = np.arange(len(orders[0]))
    if not all(np.array_equal(np.sort(order), sessions) for order in orders):
        return 0
    table = np.array(orders, dtype=np.int64)
    if not evenly_drawn(table):
        return 0
    return 2 if len(table) == 1 or evenly_drawn(relative(table)) else 1


VIEWS: dict[str, Callable[[Pieces], Pieces]] = {
    "batches": batches,
    "contents": contents,
    "runs": runs,
    "cut": cut,
    "variety": variety,
    "chances": chances,
}
IN_SEQUENCE = {"batches"}  # views that leave the pieces where they are


def _contents_differ(got: Pieces, expected: Pieces) -> str | None:
    return _amounts_differ([np.shape(pair)[1] for pair in got], {np.shape(pair)[1] for pair in expected})


def _runs_differ(got: Pieces, expected: Pieces) -> str | None:
    runs, wanted = ([np.asarray(piece).astype(int).tolist() for piece in pieces] for pieces in (got, expected))
    if words := _amounts_differ(map(sum, runs), set(map(sum, wanted))):
        return words
    torn = next((lengths for lengths in runs if lengths not in wanted), None)
    return torn and (
        "examples of the same y are torn apart: in one of the results they stand in runs of "
        f"{_listing(torn)}; expected: {' or '.join(map(_listing, wanted))}"
    )


def _amounts_differ(got: Iterable[int], expected: set[int]) -> str | None:
    other = next((amount for amount in got if amount not in expected), None)
    wanted = " or ".join(map(str, sorted(expected)))
    return None if other is None else f"one of the results holds {other} examples; expected: {wanted}"


def _variety_differs(got: Pieces, expected: Pieces) -> str | None:
    results = "results", "different results", "different pairs of a result and the next one"
    for number, wanted, what in zip(got, expected, results, strict=True):
        if number != wanted:
            return f"{number:g} {what}; expected: {wanted:g}"
    return None


def _chances_differ(got: Pieces, expected: Pieces) -> str | None:
    dependent = got[-1] == 1
    chance = "an order depends on the one before" if dependent else "some orders come more often than others"
    return (
        _variety_differs(got[:-1], expected[:-1]) or f"{chance}; every order has to have the same probability each time"
    )


WORDS: dict[str, Callable[[Pieces, Pieces], str | None]] = {
    "contents": _contents_differ,
    "runs": _runs_differ,
    "variety": _variety_differs,
    "chances": _chances_differ,
}


def _listing(lengths: list[int]) -> str:
    return ", ".join(map(str, lengths))


def _pairs(pieces: Pieces) -> list[Array]:
    return _checked(pieces, "a pair of x and y, two arrays of one length", lambda p: p.ndim == 2 and len(p) == 2)


def _checked(pieces: Pieces, what: str, fits: Callable[[Array], bool]) -> list[Array]:
    """Return the pieces if all are of the kind that the question asks for."""
    arrays = []
    for piece in pieces:
        if isinstance(piece, list):
            raise AnswerError(f"each piece has to be {what}; one is made of {len(piece)} parts of different lengths")
        if not fits(piece):
            kind = f"has the shape {piece.shape}" if piece.ndim else "is a single number"
            raise AnswerError(f"each piece has to be {what}; one {kind}")
        arrays.append(piece)
    return arrays


def _plain(value: Numbers) -> object:
    return [_plain(item) for item in value] if isinstance(value, list) else value.tolist()
