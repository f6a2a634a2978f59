"""Whether a sequence of orders can have been drawn independently, every order with the same probability.

Events are counted that such draws make with known probabilities, one draw apart from the other: which name stands at
which place, which name follows which, how many names stand further back than in the beginning, and the like.

Of n draws an event of probability p has a share f. By Chernoff's bound, the chance that n KL(f, p) reaches c is at most
2 exp(-c), where KL(f, p) = f log(f / p) + (1 - f) log((1 - f) / (1 - p)). Over all events, of the orders and of each
order relative to the one before, these chances add up to `CHANCE`: so seldom are draws refused that are as they should.
"""

from collections.abc import Iterator
from itertools import permutations
from math import factorial

import numpy as np
from numpy.typing import NDArray

from mbcourse.checks.compare import Array

CHANCE = 1e-10  # that orders are refused which were drawn as they should be
FEW = 4  # names, of which every single order is counted

Orders = NDArray[np.int64]  # of shape (n, m): n permutations of 0, ..., m - 1


def evenly_drawn(orders: Orders) -> bool:
    """Whether every order comes about as often as every other.

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(0)
    >>> evenly_drawn(np.array([rng.permutation(3) for _ in range(1000)]))
    True
    >>> evenly_drawn(rng.integers(3, size=(1000, 3)).argsort(axis=1, kind="stable"))  # in a tie the first comes first
    False
    """
    kinds = list(events(orders))
    for shares, probability in kinds:
        # One part of the chance for each kind: of orders or relative ones, too seldom or too often, any of its events.
        limit = np.log(2 * 2 * len(kinds) * np.size(shares) / CHANCE)
        if not (len(orders) * divergence(shares, probability) < limit).all():
            return False
    return True


def relative(orders: Orders) -> Orders:
    """Return where each order has the names of the one before, in the sequence that they had in it.

    Independent draws, every order with the same probability, make these n - 1 orders such draws again.

    Examples
    --------
    >>> relative(np.array([[2, 0, 1], [1, 2, 0], [1, 2, 0]]))
    array([[1, 2, 0],
           [0, 1, 2]])
    """
    places = orders.argsort(axis=1)
    return np.take_along_axis(places[1:], orders[:-1], axis=1)


def events(orders: Orders) -> Iterator[tuple[Array, float]]:
    """Yield the shares of the draws in which events of one kind occurred, and the probability of each such event."""
    draws, m = orders.shape
    place = np.arange(m)
    yield _shares(m * orders + place, m * m, draws), 1 / m  # which name stands at which place
    followers = _shares(m * orders[:, :-1] + orders[:, 1:], m * m, draws).reshape(m, m)
    yield followers[~np.eye(m, dtype=bool)], 1 / m  # which name follows directly after which
    if m % 2 == 0:
        # In half of all orders at least half of the names are greater than the one before, greater than their place,
        # less than their place: Euler's numbers, by which each of these is distributed, read the same both ways.
        for found in (np.diff(orders, axis=1) > 0, orders > place, orders < place):
            yield np.mean(found.sum(axis=1) >= m / 2), 1 / 2
    moved = np.mean((orders != place).all(axis=1))
    yield moved, sum((-1) ** k / factorial(k) for k in range(m + 1))  # no name stands at its own place
    if m <= FEW:
        yield np.array([np.mean((orders == one).all(axis=1)) for one in permutations(place)]), 1 / factorial(m)


def divergence(shares: Array, p: float) -> Array:
    """Return KL(f, p) of each share f; where f is 0 or 1, one of its two terms is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        occurred = np.where(shares > 0, shares * np.log(shares / p), 0.0)
        did_not = np.where(shares < 1, (1 - shares) * np.log((1 - shares) / (1 - p)), 0.0)
    return occurred + did_not


def _shares(numbers: Orders, different: int, draws: int) -> Array:
    return np.bincount(numbers.ravel(), minlength=different) / draws
