"""Laws of batches of similar length: still an epoch, still random, and with little padding."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

import mbcourse

seeds = st.integers(0, 2**32)


@st.composite
def epochs(draw):
    """Lengths, with equal ones among them, a batch size and a pool."""
    lengths = draw(st.lists(st.integers(0, 9), min_size=1, max_size=60))
    return np.array(lengths), draw(st.integers(1, len(lengths))), draw(st.integers(1, 70))


def bucketed(*args, **options):
    return list(mbcourse.bucketed(*args, **options))


def wasted(lengths, batches):
    """Share of padding in batches that are filled up to their longest sequence."""
    full = sum(len(batch) * lengths[batch].max() for batch in batches)
    return 1 - lengths.sum() / full


@settings(max_examples=60)
@given(epochs(), seeds)
def test_every_index_once_in_batches_of_the_size_but_one(epoch, seed):
    lengths, batch_size, pool = epoch
    batches = bucketed(lengths, batch_size, pool, seed)
    assert_array_equal(np.sort(np.concatenate(batches)), np.arange(len(lengths)))
    plain = mbcourse.minibatches(len(lengths), batch_size)
    assert sorted(map(len, batches)) == sorted(map(len, plain))
    assert all((np.diff(lengths[batch]) >= 0).all() for batch in batches)


@settings(max_examples=60)
@given(epochs(), seeds)
def test_one_pool_of_all_is_the_sorted_sequences_cut_into_batches(epoch, seed):
    lengths, batch_size, _ = epoch
    found = bucketed(lengths, batch_size, len(lengths), seed)
    ordered = np.sort(lengths)
    expected = [ordered[place : place + batch_size].tolist() for place in range(0, len(lengths), batch_size)]
    assert sorted(lengths[batch].tolist() for batch in found) == sorted(expected)


@settings(max_examples=30)
@given(epochs(), seeds)
def test_a_seed_fixes_the_epoch_and_a_generator_moves_on(epoch, seed):
    lengths, batch_size, pool = epoch
    before = np.random.get_state()[1].copy()  # noqa: NPY002 - the global state is what must not move
    first, again = (bucketed(lengths, batch_size, pool, rng) for rng in (seed, np.random.default_rng(seed)))
    assert [batch.tolist() for batch in first] == [batch.tolist() for batch in again]
    assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002
    rng = np.random.default_rng(seed)
    state = rng.bit_generator.state
    bucketed(lengths, batch_size, pool, rng)
    assert len(lengths) == 1 or rng.bit_generator.state != state


@pytest.mark.parametrize(("batch_size", "pool"), [(2, 1), (2, 2), (3, 4)])
def test_every_place_in_the_epoch_is_as_likely_for_every_sequence(batch_size, pool):
    """Whatever its length; equal lengths change places too. 6 degrees of freedom for each sequence, 36 in all."""
    lengths, draws, rng = np.array([1, 1, 2, 5, 5, 9]), 3000, np.random.default_rng(0)
    batches = -(-len(lengths) // batch_size)
    counts = np.zeros((batches, len(lengths)))
    for _ in range(draws):
        for place, batch in enumerate(mbcourse.bucketed(lengths, batch_size, pool, rng)):
            counts[place, batch] += 1
    expected = draws / batches
    assert np.abs(counts - expected).max() < 4.5 * np.sqrt(expected * (1 - 1 / batches))


def test_with_a_pool_of_one_batch_any_two_sequences_meet_equally_often():
    lengths, draws, rng = np.array([1, 1, 5, 9]), 3000, np.random.default_rng(0)
    meetings = np.zeros((4, 4))
    for _ in range(draws):
        for one, other in mbcourse.bucketed(lengths, 2, 1, rng):
            meetings[one, other] += 1
    together = (meetings + meetings.T)[np.triu_indices(4, 1)]
    assert np.abs(together - draws / 3).max() < 4.5 * np.sqrt(draws * 2 / 9)


@pytest.mark.parametrize("batch_size", [4, 16, 64])
def test_pools_waste_less_and_less_and_sixteen_batches_a_small_part_of_a_plain_shuffle(batch_size):
    lengths = np.array(list(map(len, mbcourse.text.number_words(10_000)))) + 1
    shares = [wasted(lengths, bucketed(lengths, batch_size, pool, 0)) for pool in (1, 4, 16, 64)]
    assert shares == sorted(shares, reverse=True)
    assert shares[2] < 0.25 * shares[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([], 1, 1), r"lengths has shape \(0,\)"),
        (([[1, 2]], 1, 1), r"lengths has shape \(1, 2\)"),
        ((["a"], 1, 1), r"lengths has shape \(1,\) and type <U1: give \(n,\) numbers"),
        (([1, -2], 1, 1), "lengths holds -2 at index 1: give finite numbers, 0 or more"),
        (([1.0, np.nan], 1, 1), "lengths holds nan at index 1"),
        (([1, 2], 3, 1), "batch_size is 3: give a whole number from 1 to 2"),
        (([1, 2], 1, 0), "pool is 0: give a whole number, 1 or more"),
    ],
)
def test_bad_input_is_named_at_the_call(arguments, message):
    with pytest.raises(ValueError, match=message):
        mbcourse.bucketed(*arguments)  # not only when the first batch is asked for
