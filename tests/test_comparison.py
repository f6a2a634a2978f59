"""The corrected interval: its formula, where its level is exact, and false alarms between equal learners."""

import sys
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

import mbcourse
from mbcourse import comparison

results = st.lists(st.floats(-1, 1), min_size=2, max_size=30).filter(lambda values: np.std(values) > 1e-6)
sizes = st.integers(1, 500)


@settings(max_examples=30)
@given(results, sizes, sizes, st.floats(0.5, 0.999))
def test_it_is_the_usual_t_interval_with_another_variance_of_the_mean(differences, n_train, n_test, level):
    """SciPy's interval, its half-width times sqrt((1 / J + n_test / n_train) / (1 / J))."""
    mean, low, high = comparison.corrected_interval(differences, n_train, n_test, level)
    J = len(differences)
    usual = stats.t.interval(level, J - 1, np.mean(differences), stats.sem(differences))
    wider = np.sqrt(1 + J * n_test / n_train)
    half = wider * (usual[1] - usual[0]) / 2
    assert mean == pytest.approx(np.mean(differences), abs=1e-15)
    assert (low, high) == pytest.approx((mean - half, mean + half), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("value", [-0.1, 0.0, 0.25])
def test_equal_differences_leave_no_width(value):
    assert comparison.corrected_interval([value] * 4, 80, 20) == (value, value, value)


@pytest.mark.parametrize(("J", "n_train", "n_test"), [(5, 80, 20), (10, 90, 10), (50, 80, 20), (15, 50, 50)])
def test_its_level_is_exact_for_normal_differences_of_the_assumed_correlation(J, n_train, n_test):
    """Correlation n_test / (n_train + n_test) between any two splits; a bound of four standard errors."""
    rng, trials, level = np.random.default_rng(J), 2000, 0.9
    rho = n_test / (n_train + n_test)
    shared, own = rng.standard_normal((trials, 1)), rng.standard_normal((trials, J))
    outside = 0
    for row in np.sqrt(rho) * shared + np.sqrt(1 - rho) * own:
        _, low, high = comparison.corrected_interval(row, n_train, n_test, level)
        outside += not low <= 0 <= high
    assert abs(outside / trials - 0.1) < 4 * np.sqrt(0.1 * 0.9 / trials)


# Two learners equal by construction: the same rule, each on features of its own that are equally informative.
# A false alarm is an interval at 95 % without 0. A rule gives for each split the share of right answers.


def nearest_mean(x, y, test):
    """Each test example gets the class whose mean over the training examples is nearer."""
    train = ~test
    ones, zeros = ((train * chosen) @ x / (train * chosen).sum(1, keepdims=True) for chosen in (y, ~y))
    middle = ((ones**2).sum(1) - (zeros**2).sum(1)) / 2
    says_one = (ones - zeros) @ x.T > middle[:, None]
    return ((says_one == y) & test).sum(1) / test.sum(1)


def nearest_neighbour(x, y, test):
    """Each test example gets the class of the nearest training example."""
    distances = ((x[:, None] - x) ** 2).sum(-1)
    nearest_first = np.argsort(distances, axis=1)
    first_in_training = (~test)[:, nearest_first].argmax(-1)
    neighbours = nearest_first[np.arange(len(y)), first_in_training]
    return ((y[neighbours] == y) & test).sum(1) / test.sum(1)


@cache
def false_alarms(rule, n, k, repeats, data_sets, features, signal):
    """Share of data sets for which the uncorrected and the corrected interval miss 0."""
    rng, missed = np.random.default_rng([n, k, repeats]), np.zeros(2)
    for _ in range(data_sets):
        y = rng.permutation(n) < n // 2
        x = rng.standard_normal((n, 2 * features)) + signal * (2 * y[:, None] - 1)
        splits = [pair for _ in range(repeats) for pair in mbcourse.folds(n, k, rng)]
        test = np.zeros((len(splits), n), dtype=bool)
        for row, (_, held_out) in zip(test, splits, strict=True):
            row[held_out] = True
        differences = rule(x[:, :features], y, test) - rule(x[:, features:], y, test)
        mean, low, high = comparison.corrected_interval(differences, n - n // k, n // k)
        narrower = np.sqrt(1 + len(differences) / (k - 1))
        missed += abs(mean) > (high - low) / 2 / narrower, not low <= 0 <= high
    return missed / data_sets


def error(share, data_sets):
    """Standard error of a share that was counted over data sets."""
    return np.sqrt(share * (1 - share) / data_sets)


# Rule, features and their signal; n, k, repeats; percent of false alarms, corrected and not, as the docstring has them.
TABLE = {
    "nearest mean, repeated": (nearest_mean, (20, 0.2), [(50, 5, 10), (100, 5, 10), (100, 10, 5)], (3, 5), (40, 59)),
    "nearest mean, once": (nearest_mean, (20, 0.2), [(50, 5, 1), (100, 5, 1), (100, 10, 1)], (1, 3), (7, 9)),
    "nearest neighbour, repeated": (
        nearest_neighbour, (2, 0.5), [(50, 5, 10), (100, 5, 10), (100, 10, 5)], (10, 13), (53, 66),
    ),
    "nearest neighbour, once": (nearest_neighbour, (2, 0.5), [(50, 5, 1), (100, 5, 1), (100, 10, 1)], (3, 5), (12, 14)),
}  # fmt: skip


@pytest.mark.parametrize("row", TABLE)
@pytest.mark.parametrize("setting", range(3))
@pytest.mark.parametrize("data_sets", [150, pytest.param(2000, marks=pytest.mark.prove)])
def test_equal_learners_differ_falsely_as_often_as_the_docstring_says(row, setting, data_sets):
    """Within three standard errors of the measured share."""
    rule, (features, signal), runs, *expected = TABLE[row]
    shares = false_alarms(rule, *runs[setting], data_sets, features, signal)
    for share, percent in zip(shares, expected[::-1], strict=True):
        least, most = np.array(percent) / 100
        assert least - 3 * error(least, data_sets) <= share <= most + 3 * error(most, data_sets)


@pytest.mark.parametrize("setting", range(3))
def test_most_false_alarms_of_repeated_cross_validation_go_with_the_correction(setting):
    rule, (features, signal), runs, *_ = TABLE["nearest mean, repeated"]
    uncorrected, corrected = false_alarms(rule, *runs[setting], 150, features, signal)
    assert uncorrected > 0.25
    assert corrected < uncorrected / 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([0.1], 80, 20), r"differences has shape \(1,\): give \(J,\), one for each split, at least two"),
        (([[0.1, 0.2]], 80, 20), r"differences has shape \(1, 2\)"),
        (([0.1, float("nan")], 80, 20), "differences holds nan at split 1"),
        ((["a", "b"], 80, 20), "differences cannot be read as numbers"),
        (([0.1, 0.2], 0, 20), "n_train is 0: give a whole number, 1 or more"),
        (([0.1, 0.2], 80, 0.25), "n_test is 0.25"),
        (([0.1, 0.2], 80, 20, 1), "level is 1: give a probability below 1, such as 0.95"),
        (([0.1, 0.2], 80, 20, 95), "level is 95"),
        (([0.1, 0.2], 80, 20, 0), "level is 0"),
    ],
)
def test_bad_input_is_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        comparison.corrected_interval(*arguments)


def test_without_scipy_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy.special", None)
    with pytest.raises(ImportError, match="install the package's extra 'torch'"):
        comparison.corrected_interval([0.1, 0.2], 80, 20)
