"""Laws of k folds: every example is tested once, no group is on both sides, and chance is even."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from sklearn.model_selection import KFold

import mbcourse

sizes = st.integers(2, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(2, n)))
orders = st.sampled_from(["shuffle", "given"])
seeds = st.integers(0, 2**32)


@st.composite
def grouped(draw):
    """The groups of some examples, and a number of folds that they allow."""
    groups = draw(st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=40).filter(lambda g: len(set(g)) > 1))
    return groups, draw(st.integers(2, len(set(groups))))


@settings(max_examples=40)
@given(sizes, orders, seeds)
def test_every_example_is_tested_once_and_trains_the_other_times(size, order, seed):
    n, k = size
    splits = mbcourse.folds(n, k, seed, order=order)
    assert len(splits) == k
    for train, test in splits:
        assert_array_equal(np.sort(np.concatenate([train, test])), np.arange(n))
    assert_array_equal(np.sort(np.concatenate([test for _, test in splits])), np.arange(n))
    lengths = [len(test) for _, test in splits]
    assert max(lengths) - min(lengths) <= 1


@settings(max_examples=40)
@given(sizes)
def test_as_given_the_folds_are_those_of_scikit_learn_without_shuffling(size):
    n, k = size
    for ours, theirs in zip(mbcourse.folds(n, k, order="given"), KFold(k).split(np.empty(n)), strict=True):
        for part, other in zip(ours, theirs, strict=True):
            assert_array_equal(part, other)


@settings(max_examples=40)
@given(grouped(), orders, seeds)
def test_no_group_is_on_both_sides_and_folds_have_equally_many_groups_to_within_one(some, order, seed):
    groups, k = some
    splits = mbcourse.folds(len(groups), k, seed, groups, order=order)
    labels, counts = np.array(groups), []
    for train, test in splits:
        assert not set(labels[train]) & set(labels[test])
        assert len(train) + len(test) == len(groups)
        counts.append(len(set(labels[test])))
    assert max(counts) - min(counts) <= 1
    assert sum(counts) == len(set(groups))


@settings(max_examples=40)
@given(grouped(), orders, seeds)
def test_folds_depend_on_which_examples_share_a_group_not_on_its_name(some, order, seed):
    groups, k = some
    numbers = [7.5 * ord(name) for name in reversed(groups)][::-1]
    for by_name, by_number in zip(
        mbcourse.folds(len(groups), k, seed, groups, order=order),
        mbcourse.folds(len(groups), k, seed, numbers, order=order),
        strict=True,
    ):
        assert_array_equal(by_name[1], by_number[1])


@settings(max_examples=40)
@given(sizes, orders, seeds)
def test_groups_of_one_example_each_are_no_groups(size, order, seed):
    n, k = size
    alone = mbcourse.folds(n, k, seed, groups=np.arange(n)[::-1], order=order)
    for (_, test), (_, other) in zip(mbcourse.folds(n, k, seed, order=order), alone, strict=True):
        assert_array_equal(test, other)


@pytest.mark.parametrize(("n", "k"), [(6, 2), (6, 3), (10, 5)])
def test_any_two_examples_share_a_fold_as_often_as_chance_has_it(n, k):
    """With n / k examples in a fold, (n / k - 1) / (n - 1); within five standard errors, for each pair."""
    draws, rng, together = 2000, np.random.default_rng(0), np.zeros((n, n))
    for _ in range(draws):
        for _, test in mbcourse.folds(n, k, rng):
            together[np.ix_(test, test)] += 1
    expected = (n / k - 1) / (n - 1)
    pairs = together[np.triu_indices(n, 1)] / draws
    assert np.abs(pairs - expected).max() < 5 * np.sqrt(expected * (1 - expected) / draws)


def test_a_seed_repeats_folds_a_generator_moves_on_and_none_is_fresh():
    def tests(rng):
        return [test.tolist() for _, test in mbcourse.folds(40, 4, rng)]

    generator = np.random.default_rng(3)
    assert tests(3) == tests(3) == tests(generator) != tests(generator)
    assert tests(None) != tests(None)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mbcourse.folds(1, 2), "n is 1: give a whole number, 2 or more"),
        (lambda: mbcourse.folds(5, 1), "k is 1: give a whole number from 2 to 5"),
        (lambda: mbcourse.folds(5, 6), "k is 6: give a whole number from 2 to 5"),
        (lambda: mbcourse.folds(5, 2, order="blocks"), "order is 'blocks': choose one of 'shuffle', 'given'"),
        (lambda: mbcourse.folds(5, 2, groups=[1, 2]), r"groups has shape \(2,\) but n is 5"),
        (lambda: mbcourse.folds(3, 3, groups=[1, 1, 2]), "k is 3 but there are 2 groups: give at most as many folds"),
        (lambda: mbcourse.folds(3, 2, groups=[1, 1, 1]), "k is 2 but there are 1 groups"),
        (lambda: mbcourse.folds(3, 2, groups=[1.0, np.nan, 2.0]), "groups holds NaN at index 1"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
