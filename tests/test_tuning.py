"""The best rate of a grid is the lowest cost of its row, and a grid that may miss it is refused; counts to a target."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mbcourse import tuning

SIZES, RATES = (1, 5, 20), (0.01, 0.03, 0.1, 0.3)
COST = np.array([[9, 4, 5, np.inf], [9, 8, 3, np.nan], [np.nan, 2, 2, 8]])


def test_each_batch_size_gets_the_rate_of_its_lowest_cost_of_equals_the_smallest():
    best, lowest = tuning.best_rates(COST, SIZES, RATES)
    assert_array_equal(best, [0.03, 0.1, 0.03])
    assert_array_equal(lowest, [4, 3, 2])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ([1, 2, 3, 4], "batch size 5 costs least at 0.01, the first of its rates: try smaller ones"),
        ([4, 3, 2, 1], "batch size 5 costs least at 0.3, the last of its rates: try larger ones"),
        ([np.nan, np.nan, np.nan, 1], "batch size 5 costs least at 0.3, the last"),
        ([2, 2, 3, 4], "batch size 5 costs least at 0.01, the first"),
        ([4, 3, 2, 2], "batch size 5 costs least at 0.3, the last"),
        ([np.inf, np.nan, np.inf, np.nan], "batch size 5 meets the target at none of the rates"),
    ],
)
def test_a_best_rate_at_the_edge_is_refused_alone_or_among_equals(row, message):
    cost = COST.copy()
    cost[1] = row
    with pytest.raises(ValueError, match=message):
        tuning.best_rates(cost, SIZES, RATES)


@pytest.mark.parametrize(
    ("cost", "sizes", "rates", "message"),
    [
        (COST[:, :2], SIZES, RATES[:2], "rates must be three or more numbers that rise"),
        (COST[:, ::-1], SIZES, RATES[::-1], "rates must be three or more numbers that rise"),
        (COST.T, SIZES, RATES, r"cost has shape \(4, 3\): give \(3, 4\), a row per batch size"),
        (COST[0], SIZES, RATES, r"cost has shape \(4,\): give \(3, 4\)"),
    ],
)
def test_bad_input_is_named(cost, sizes, rates, message):
    with pytest.raises(ValueError, match=message):
        tuning.best_rates(cost, sizes, rates)


@pytest.mark.parametrize("factor", [0.3, 0.9, 0.99])
def test_a_loss_that_shrinks_by_one_factor_takes_the_logarithm_of_the_targets(factor):
    excess = 7 * factor ** np.arange(1000)
    for target in (6.9, 1.0, 0.003):
        counts = tuning.updates_to_target([excess, 2 * excess, np.full(1000, 7.0)], target)
        assert_allclose(counts, [np.log(target / 7) / np.log(factor), np.log(target / 14) / np.log(factor), np.inf])


def test_the_first_time_counts_also_before_the_first_update_and_down_to_zero():
    excess = [[1, 5, 0.5, 1], [5, 1, 5, 0.5], [5, 5, 0, 0], [np.inf, np.inf, np.nan, np.nan]]
    counts = tuning.updates_to_target(excess, 1.0)
    assert_allclose(counts, [0, 1, 1, np.inf])


@pytest.mark.parametrize(
    ("excess", "target", "message"),
    [([1.0, 0.5], 0.1, r"excess has shape \(2,\)"), ([[1.0]], 0.0, "target is 0.0: give a finite number above 0")],
)
def test_bad_targets_are_named(excess, target, message):
    with pytest.raises(ValueError, match=message):
        tuning.updates_to_target(excess, target)
