"""Laws of one epoch of index batches."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbcourse
from mbcourse.batches import LAST_RULES, ORDERS

sizes = st.integers(1, 80).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n)))
orders = st.sampled_from(ORDERS)
seeds = st.integers(0, 2**32)


def epoch(*args, **options):
    return list(mbcourse.minibatches(*args, **options))


@given(sizes, st.sampled_from([order for order in ORDERS if order != "replacement"]), seeds)
def test_keep_uses_every_index_once(size, order, seed):
    n, batch_size = size
    batches = epoch(n, batch_size, order, rng=seed)
    assert sorted(np.concatenate(batches)) == list(range(n))
    assert [len(batch) for batch in batches[:-1]] == [batch_size] * (len(batches) - 1)
    assert 1 <= len(batches[-1]) <= batch_size


@given(sizes, st.sampled_from([order for order in ORDERS if order != "replacement"]), seeds)
def test_drop_leaves_out_only_the_partial_batch(size, order, seed):
    n, batch_size = size
    kept, dropped = (epoch(n, batch_size, order, last, rng=seed) for last in ("keep", "drop"))
    assert [list(batch) for batch in dropped] == [list(batch) for batch in kept if len(batch) == batch_size]


@given(sizes, st.sampled_from([order for order in ORDERS if order != "replacement"]), seeds)
def test_balance_has_equal_sizes_to_within_one(size, order, seed):
    n, batch_size = size
    batches = epoch(n, batch_size, order, "balance", rng=seed)
    lengths = [len(batch) for batch in batches]
    assert max(lengths) - min(lengths) <= 1
    assert len(lengths) == -(-n // batch_size)
    assert max(lengths) <= batch_size
    assert sorted(np.concatenate(batches)) == list(range(n))


@given(sizes, seeds)
def test_replacement_draws_n_indices_in_range(size, seed):
    n, batch_size = size
    drawn = np.concatenate(epoch(n, batch_size, "replacement", rng=seed))
    assert len(drawn) == n
    assert set(drawn) <= set(range(n))


def test_replacement_repeats_indices_as_often_as_chance_does():
    n, epochs = 50, 400
    rng = np.random.default_rng(0)
    distinct = [len(set(np.concatenate(epoch(n, 5, "replacement", rng=rng)))) for _ in range(epochs)]
    expected = n * (1 - (1 - 1 / n) ** n)
    error = np.std(distinct) / np.sqrt(epochs)
    assert abs(np.mean(distinct) - expected) < 4 * error


def test_orders_over_two_epochs_of_one_generator():
    def two(order):
        rng = np.random.default_rng(7)
        return [np.concatenate(epoch(60, 5, order, rng=rng)).tolist() for _ in range(2)]

    first, second = two("given")
    assert first == second == list(range(60))
    first, second = two("shuffle_once")
    assert first == second != list(range(60))
    first, second = two("reshuffle")
    assert first != second


def test_shuffle_once_does_not_depend_on_what_was_drawn_in_between():
    rng = np.random.default_rng(7)
    first = np.concatenate(epoch(60, 5, "shuffle_once", rng=rng))
    rng.random(1000)
    assert np.array_equal(first, np.concatenate(epoch(60, 5, "shuffle_once", rng=rng)))


@given(sizes, orders, st.sampled_from(LAST_RULES), seeds)
def test_a_seed_fixes_the_epoch_and_the_global_state_is_untouched(size, order, last, seed):
    before = np.random.get_state()[1].copy()  # noqa: NPY002 - the global state is what must not move
    batches = epoch(*size, order, last, rng=seed)
    again = epoch(*size, order, last, rng=np.random.default_rng(seed))
    assert all(np.array_equal(a, b) for a, b in zip(batches, again, strict=True))
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002


def test_reshuffle_gives_each_position_every_index_equally_often():
    n, epochs = 6, 3000
    rng = np.random.default_rng(1)
    counts = np.zeros((n, n))
    for _ in range(epochs):
        counts[np.arange(n), np.concatenate(epoch(n, 2, rng=rng))] += 1
    chi_square = ((counts - epochs / n) ** 2 / (epochs / n)).sum()
    assert chi_square < 60  # 25 degrees of freedom: exceeded by chance once in 10,000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n": 0, "batch_size": 1}, "n is 0: give a whole number, 1 or more"),
        ({"n": 60, "batch_size": 0}, "batch_size is 0: give a whole number from 1 to 60"),
        ({"n": 60, "batch_size": 61}, "batch_size is 61"),
        ({"n": 60, "batch_size": 2.5}, "batch_size is 2.5"),
        ({"n": 60, "batch_size": True}, "batch_size is True"),
        ({"n": 60, "batch_size": 5, "order": "random"}, "order is 'random': choose one of 'given'"),
        ({"n": 60, "batch_size": 5, "last": "trim"}, "last is 'trim': choose one of 'keep'"),
    ],
)
def test_bad_input_is_named_at_the_call(arguments, message):
    with pytest.raises(ValueError, match=message):
        mbcourse.minibatches(**arguments)  # not only when the first batch is asked for
