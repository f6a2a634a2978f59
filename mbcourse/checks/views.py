"""What every right answer shares where the result is not unique: batches filled in any order, any valid shuffle.

A case that is compared by one of these looks at the view of a result instead of the result itself. Of a shuffle, a
view shows the same for every run whose chance was drawn as the question asks.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from mbcourse.checks.answer import numbers
from mbcourse.checks.compare import Array, Numbers

Pieces = Sequence[Numbers]


def seen(value: Numbers, how: str) -> Numbers:
    """Return the view of a result by which a case compares it: the result itself where ``how`` is no view."""
    pieces = list(value) if isinstance(value, list) or value.ndim else []
    return numbers(VIEWS[how](pieces), pieces=True) if how in VIEWS and pieces else value


def batches(pieces: Pieces) -> Pieces:
    """Return each piece, a pair (x, y) of shape (2, m), with its examples in order of x."""
    pairs = _pairs(pieces)
    return [pair[:, np.lexsort(pair[::-1])] for pair in pairs] if pairs else pieces


def contents(pieces: Pieces) -> Pieces:
    """Return the different pairs (x, y) among the pieces, each with its examples in order of x."""
    pairs = _pairs(batches(pieces))
    different = {(pair.size, *pair.ravel().tolist()): pair for pair in pairs}
    return [different[key] for key in sorted(different)] if pairs else pieces


def runs(pieces: Pieces) -> Pieces:
    """Return how often y repeats itself without a break, longest first, for the different pairs (x, y)."""
    lengths = set()
    for _, y in _pairs(pieces):
        breaks = np.flatnonzero(np.concatenate([[True], y[1:] != y[:-1], [True]]))
        lengths.add(tuple(sorted(np.diff(breaks).tolist(), reverse=True)))
    return [np.array(each) for each in sorted(lengths)] or pieces


def cut(pieces: Pieces) -> Pieces:
    """Return what the pieces, each of shape (m,), are when joined, cut at the same lengths, the longest first."""
    if not all(isinstance(piece, np.ndarray) and piece.ndim == 1 for piece in pieces):
        return pieces
    edges = np.cumsum(sorted(map(len, pieces), reverse=True))
    return np.split(np.concatenate(pieces), edges[:-1])


def variety(pieces: Pieces) -> Pieces:
    """Return how many pieces there are, how many different ones, and how many different pairs of neighbours."""
    names = [str(_plain(piece)) for piece in pieces]
    return [np.array(number) for number in (len(names), len(set(names)), len(set(pairwise(names))))]


VIEWS: dict[str, Callable[[Pieces], Pieces]] = {
    "batches": batches,
    "contents": contents,
    "runs": runs,
    "cut": cut,
    "variety": variety,
}


def _pairs(pieces: Pieces) -> list[Array]:
    """Return the pieces if each is a pair of shape (2, m), otherwise nothing."""
    pairs = [piece for piece in pieces if isinstance(piece, np.ndarray) and piece.ndim == 2 and len(piece) == 2]
    return pairs if len(pairs) == len(pieces) else []


def _plain(value: Numbers) -> object:
    return [_plain(item) for item in value] if isinstance(value, list) else value.tolist()
