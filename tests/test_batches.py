"""Laws of one epoch of index batches, and an order that depends on the examples."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

import mbcourse
from mbcourse.batches import LAST_RULES, ORDERS

sizes = st.integers(1, 80).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n)))
orders = st.sampled_from(tuple(ORDERS))
once_an_epoch = st.sampled_from([order for order in ORDERS if order not in ("replacement", "independent")])
seeds = st.integers(0, 2**32)


def epoch(*args, **options):
    return list(mbcourse.minibatches(*args, **options))


@given(sizes, once_an_epoch, seeds)
def test_keep_uses_every_index_once(size, order, seed):
    n, batch_size = size
    batches = epoch(n, batch_size, order, rng=seed)
    assert sorted(np.concatenate(batches)) == list(range(n))
    assert [len(batch) for batch in batches[:-1]] == [batch_size] * (len(batches) - 1)
    assert 1 <= len(batches[-1]) <= batch_size


@given(sizes, once_an_epoch, seeds)
def test_drop_leaves_out_only_the_partial_batch(size, order, seed):
    n, batch_size = size
    kept, dropped = (epoch(n, batch_size, order, last, rng=seed) for last in ("keep", "drop"))
    assert [list(batch) for batch in dropped] == [list(batch) for batch in kept if len(batch) == batch_size]


@given(sizes, once_an_epoch, seeds)
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


@given(sizes, st.sampled_from(LAST_RULES), seeds)
def test_independent_batches_hold_different_examples_and_have_the_sizes_of_the_rule(size, last, seed):
    batches = epoch(*size, "independent", last, rng=seed)
    assert [len(batch) for batch in batches] == [len(batch) for batch in epoch(*size, "given", last)]
    for batch in batches:
        assert len(set(batch)) == len(batch)
        assert set(batch) <= set(range(size[0]))


@pytest.mark.parametrize(("n", "batch_size"), [(4, 1), (4, 2), (6, 3)])
def test_two_batches_in_turn_are_every_pair_of_subsets_equally_often(n, batch_size):
    """So each batch is any subset, whatever the one before it held."""
    subsets = [frozenset(some) for some in combinations(range(n), batch_size)]
    rng, epochs = np.random.default_rng(0), 8000
    counts = dict.fromkeys(product(subsets, subsets), 0)
    for _ in range(epochs):
        first, second = epoch(n, batch_size, "independent", rng=rng)[:2]
        counts[frozenset(first), frozenset(second)] += 1
    expected = epochs / len(counts)
    freedom = len(counts) - 1
    chi_square = sum((count - expected) ** 2 / expected for count in counts.values())
    assert abs(chi_square - freedom) < 4 * np.sqrt(2 * freedom)


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


# --- An order that depends on the examples: one entry of the table ---

RNG = np.random.default_rng(3)
LINES = {"a line": RNG.standard_normal(20), "three features": RNG.standard_normal((20, 3))}


def smallest_first(examples):
    return np.argsort(np.linalg.norm(examples, axis=1), kind="stable")


@pytest.fixture
def planted(monkeypatch):
    monkeypatch.setitem(ORDERS, "smallest first", lambda epoch: smallest_first(epoch.x))


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("trainer", ["fit", "sweep", "fit_autograd", "fit_module"])
@pytest.mark.parametrize("x", LINES.values(), ids=LINES)
def test_whatever_trains_follows_it(trainer, x):
    from mbcourse import torch_train

    def swept(*data, batch_size, **options):
        return mbcourse.sweep(*data, batch_sizes=[batch_size], seeds=[0], **options)[0, 0, 0]

    y, order = np.arange(20.0), smallest_first(x.reshape(20, -1))
    options = {"batch_size": 6, "epochs": 2}
    trainer = {"fit": mbcourse.fit, "sweep": swept}.get(trainer) or getattr(torch_train, trainer)
    expected = mbcourse.fit(x[order], y[order], order="given", **options)
    assert_allclose(trainer(x, y, order="smallest first", **options).params, expected.params, rtol=1e-12)


@pytest.mark.usefixtures("planted")
def test_a_classifier_follows_it():
    from mbcourse.torch_train import mlp, train_classifier

    x, y = LINES["three features"], np.arange(20) % 2
    order = smallest_first(x)
    shuffled, sorted_ = (mbcourse.Labelled(x[i], y[i], ("a", "b"), "drawn here") for i in (np.arange(20), order))
    ours = train_classifier(mlp((3, 2), rng=0), shuffled, shuffled, batch_size=6, order="smallest first")
    expected = train_classifier(mlp((3, 2), rng=0), sorted_, sorted_, batch_size=6, order="given")
    assert_allclose(ours.training_losses, expected.training_losses, rtol=1e-12)


@pytest.mark.usefixtures("planted")
def test_batches_follow_it_where_they_are_given_the_examples():
    x = LINES["a line"]
    batches = epoch(20, 6, "smallest first", x=x)
    assert_array_equal(np.concatenate(batches), smallest_first(x[:, None]))
    with pytest.raises(ValueError, match="x is None, but this order depends on the examples: pass them as x"):
        mbcourse.minibatches(20, 6, "smallest first")
    with pytest.raises(ValueError, match=r"x has shape \(20,\) but n is 19: give the 19 examples"):
        mbcourse.minibatches(19, 6, "smallest first", x=x)


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
