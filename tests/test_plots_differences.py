"""The figure of differences draws the mean and both intervals of each comparison."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import stats

from mbcourse import comparison, plots

RNG = np.random.default_rng(0)
RESULTS = {"near": RNG.normal(0.3, 1, size=12), "far": RNG.normal(50, 9, size=30)}

INTERVALS = [comparison.corrected_interval(values, 320, 80) for values in RESULTS.values()]


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def lines(ax, label):
    return [line.get_xydata() for line in ax.lines if line.get_label() == label]


def test_thick_is_the_usual_t_interval_and_thin_the_corrected_one():
    ax = plots.differences(RESULTS, 320, 80)
    for row, (name, values) in enumerate(RESULTS.items()):
        usual = stats.t.interval(0.95, len(values) - 1, values.mean(), stats.sem(values))
        assert_allclose(lines(ax, "_usual")[row], [[usual[0], row], [usual[1], row]])
        _, low, high = INTERVALS[row]
        assert_allclose(lines(ax, "_corrected")[row], [[low, row], [high, row]])
        assert_allclose(lines(ax, name), [[[values.mean(), row]]])


def test_rows_are_named_and_the_first_is_on_top():
    ax = plots.differences(RESULTS, 320, 80, unit="seconds")
    numbers = [f"{mean:+.1f} ± {high - mean:.1f}" for mean, _, high in INTERVALS]
    assert [text.get_text() for text in ax.texts] == ["near", numbers[0], "far", numbers[1]]
    bottom, top = ax.get_ylim()
    assert bottom > 1 and top < 0
    assert ax.get_xlabel() == "seconds"
    assert "near: " in plots.alt_text(ax) and "far: +" in plots.alt_text(ax)


def test_nothing_to_compare_is_refused():
    with pytest.raises(ValueError, match="results is empty"):
        plots.differences({}, 320, 80)
