"""Orders are taken for drawn by chance where they are as frequent as they should be; others are told from them.

The oracles are all permutations, among which every event has to occur in just the share that is its probability, and
the exact binomial distribution.
"""

from itertools import permutations
from math import exp, lgamma, log

import numpy as np
import pytest

from mbcourse.checks import shuffles, views
from mbcourse.checks.answer import AnswerError, numbers


def orders(m, n, draw):
    """Orders of m names, each drawn by a function of a generator and of the order before."""
    rng, drawn = np.random.default_rng(m), [np.arange(m)]
    for _ in range(n):
        drawn.append(draw(rng, drawn[-1]))
    return np.array(drawn[1:])


@pytest.mark.parametrize("m", [1, 2, 3, 4, 5, 6])
def test_of_all_orders_each_event_occurs_in_the_share_that_is_its_probability(m):
    for shares, probability in shuffles.events(np.array(list(permutations(range(m))))):
        np.testing.assert_allclose(shares, probability, rtol=0, atol=1e-12)


@pytest.mark.parametrize(("m", "n"), [(3, 1000), (40, 500)])
def test_events_out_of_bounds_have_less_than_the_chance_by_the_exact_distribution(m, n):
    """The two inputs of the second problem set; an event of probability 0 or 1 is not among them."""
    kinds = list(shuffles.events(orders(m, n, lambda rng, _: rng.permutation(m))))
    counts, refused = np.arange(n + 1), 0.0
    for shares, p in kinds:
        limit = log(4 * len(kinds) * np.size(shares) / shuffles.CHANCE)
        chances = [
            exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p)) for k in counts
        ]
        refused += 2 * np.size(shares) * np.sum(np.array(chances)[n * shuffles.divergence(counts / n, p) >= limit])
    assert 0 < refused < shuffles.CHANCE


def test_of_one_order_and_all_that_may_follow_it_the_relative_ones_are_all_orders():
    first = np.array([2, 0, 3, 1])
    following = list(permutations(range(4)))
    relative = [shuffles.relative(np.array([first, second]))[0] for second in following]
    assert sorted(map(tuple, relative)) == following
    assert shuffles.relative(np.array([first, first])).tolist() == [[0, 1, 2, 3]]


RIGHT = {
    "permutation": lambda rng, before: rng.permutation(len(before)),
    "of the one before": lambda rng, before: rng.permutation(before),
    "keys": lambda rng, before: np.argsort(rng.exponential(size=len(before))),
}
UNEVEN = {
    "never drawn": lambda rng, before: np.arange(len(before)),
    "ties": lambda rng, before: np.argsort(rng.integers(len(before), size=len(before)), kind="stable"),
    "heavier names": lambda rng, before: np.argsort(rng.random(len(before)) * (1 + np.arange(len(before)))),
    "riffled once": lambda rng, before: np.argsort(rng.integers(2, size=len(before)), kind="stable"),
}
DEPENDENT = {
    "reversed at times": lambda rng, before: before[::-1] if rng.random() < 0.5 else rng.permutation(before),
    "never at the same end": lambda rng, before: (o := rng.permutation(before))[:: -1 if o[0] == before[-1] else 1],
    "two swapped": lambda rng, before: _swapped(before, *rng.integers(len(before), size=2)),
}


def _swapped(order, i, j):
    order = order.copy()
    order[[i, j]] = order[[j, i]]
    return order


@pytest.mark.parametrize(("m", "n"), [(3, 1000), (40, 500)])
@pytest.mark.parametrize(
    ("draw", "verdict"),
    [*((draw, 2) for draw in RIGHT.values()), *((draw, 0) for draw in UNEVEN.values())],
    ids=[*RIGHT, *UNEVEN],
)
def test_every_order_has_to_be_as_probable(m, n, draw, verdict):
    assert seen(orders(m, n, draw))[-1] == verdict


@pytest.mark.parametrize("draw", DEPENDENT.values(), ids=DEPENDENT)
def test_no_order_may_depend_on_the_one_before(draw):
    drawn = orders(3, 1000, draw)
    assert not shuffles.evenly_drawn(shuffles.relative(drawn))
    assert seen(drawn)[-1] < 2


def seen(drawn):
    """What the view shows of pairs (x, y) in which y numbers the sessions, all of one reading but the first."""
    y = [np.insert(order, np.flatnonzero(order == 0)[0] + 1, -1) for order in drawn]
    return views.seen(numbers([(each, each) for each in y], pieces=True), "chances")


def test_a_view_counts_orders_and_pairs_of_orders_beside_the_verdict():
    np.testing.assert_array_equal(seen(np.array([[0, 1], [1, 0], [0, 1], [0, 1]])), [4, 2, 3, 2])


def test_an_order_that_lacks_a_session_is_not_as_it_should_be():
    np.testing.assert_array_equal(views.seen(numbers([[[1, 2], [0, 1]], [[1, 1], [0, 0]]]), "chances"), [2, 2, 1, 0])
    with pytest.raises(AnswerError, match="a pair of x and y"):
        views.seen(numbers([[1.0, 2.0], [2.0, 1.0]]), "chances")


@pytest.mark.parametrize(
    ("got", "words"),
    [
        ([1001, 6, 36, 2], "1001 results; expected: 1000"),
        ([1000, 6, 36, 0], "some orders come more often than others; every order"),
        ([1000, 6, 36, 1], "an order depends on the one before; every order"),
    ],
)
def test_the_verdict_is_said_in_words(got, words):
    assert words in views.in_words(numbers(got), numbers([1000, 6, 36, 2]), "chances")
