"""The figure of differences draws the mean and the corrected interval of each comparison."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from numpy.testing import assert_allclose

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


def test_a_row_is_the_corrected_interval_and_the_mean_and_nothing_else():
    ax = plots.differences(RESULTS, 320, 80)
    for row, ((name, values), (_, low, high)) in enumerate(zip(RESULTS.items(), INTERVALS, strict=True)):
        assert_allclose(lines(ax, "_interval")[row], [[low, row], [high, row]])
        assert_allclose(lines(ax, name), [[[values.mean(), row]]])
    assert len(ax.lines) == 2 * len(RESULTS) + 1  # and the line at no difference


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
