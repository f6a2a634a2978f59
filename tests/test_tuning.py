"""The best rate of a grid is the lowest cost of its row, and a grid that may miss it is refused."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

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
