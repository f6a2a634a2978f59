"""The critical batch size: exact for points on a hyperbola, else the least-squares answer in relative errors."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from mbcourse.theory import critical_batch

numbers = st.floats(1e-2, 1e4)
powers_of_two = st.lists(st.integers(0, 12).map(lambda e: 2**e), min_size=2, max_size=8, unique=True)
near = st.lists(st.floats(0.9, 1.1), min_size=8, max_size=8)


def points(S_min, b_noise, sizes, errors=(1.0,) * 8):
    sizes = np.array(sizes)
    return sizes, S_min * (1 + b_noise / sizes) * errors[: len(sizes)]


@given(numbers, st.floats(1, 4096), powers_of_two)
def test_points_on_the_hyperbola_give_its_two_numbers(S_min, b_noise, sizes):
    sizes, updates = points(S_min, b_noise, sizes)
    assert_allclose(critical_batch(sizes, updates), (S_min, b_noise), rtol=1e-8)


@given(near, st.permutations(range(8)), numbers, numbers)
def test_order_does_not_count_and_units_scale_the_answer(errors, order, of_updates, of_sizes):
    sizes, updates = points(10, 30, [1, 2, 5, 10, 20, 60, 200, 500], errors)
    S_min, b_noise = critical_batch(sizes, updates)
    assert_allclose(critical_batch(sizes[list(order)], updates[list(order)]), (S_min, b_noise))
    scaled = critical_batch(sizes * of_sizes, updates * of_updates)
    assert_allclose(scaled, (S_min * of_updates, b_noise * of_sizes))


@given(near)
def test_the_fit_is_the_weighted_least_squares_solution(errors):
    """By the normal equations, in which each size has the weight 1 / updates^2."""
    sizes, updates = points(10, 30, [1, 2, 5, 10, 20, 60, 200, 500], errors)
    columns, weights = np.stack([np.ones(8), 1 / sizes]), 1 / updates**2
    fewest, total = np.linalg.solve(columns * weights @ columns.T, columns * weights @ updates)
    assert_allclose(critical_batch(sizes, updates), (fewest, total / fewest), rtol=1e-9)


def test_every_size_counts_alike_however_many_updates_it_takes():
    """An error of 10 % at one size moves the fit as far below as above, which plain least squares does not."""
    sizes, updates = points(10, 30, [1, 30, 900])
    for i in range(3):
        off = updates * np.where(np.arange(3) == i, 1.1, 1)
        S_min, b_noise = critical_batch(sizes, off)
        assert (abs(S_min * (1 + b_noise / sizes) / off - 1) < 0.1).all()


@pytest.mark.parametrize(
    ("sizes", "updates", "message"),
    [
        ([5], [10], "batch_sizes holds 1 different sizes: give at least two"),
        ([5, 5], [10, 11], "batch_sizes holds 1 different sizes: give at least two"),
        ([], [], "batch_sizes holds 0 different sizes: give at least two"),
        ([1, 5], [10, 9, 8], "batch_sizes holds 2 numbers and updates 3: give one for each size"),
        ([[1, 5]], [[10, 9]], r"batch_sizes has shape \(1, 2\): give \(k,\), a number for each batch size"),
        ([1, 0], [10, 9], r"batch_sizes is \[1, 0\]: give finite numbers above 0"),
        ([1, 5], [10, -9], r"updates is \[10, -9\]: give finite numbers above 0"),
        ([1, 5], [np.inf, 9], r"updates is \[inf, 9\]: give finite numbers above 0"),
        ([1, np.nan], [10, 9], r"batch_sizes is \[1, nan\]: give finite numbers above 0"),
        (["one", 5], [10, 9], "batch_sizes cannot be read as numbers"),
        ([1, 5, 20], [10, 10, 10.5], "the updates do not fall with the batch size"),
        ([1, 5, 20], [100, 15, 2], "the updates fall faster than in proportion to 1 / batch size"),
    ],
)
def test_bad_input_is_named(sizes, updates, message):
    with pytest.raises(ValueError, match=message):
        critical_batch(sizes, updates)
