"""The figure of signal, noise and noise scale draws what it is given."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from numpy.testing import assert_allclose

from mbcourse import plots

SIGNAL, NOISE = [8.0, 4.0, 1.0, 0.5], [8.0, 6.0, 6.0, 5.0]


@pytest.fixture
def figure():
    figure = plots.signal_and_noise(SIGNAL, NOISE, 60, sizes=(5, 20), levels={"in theory": 1.5}, residual=5.0)
    yield figure
    plt.close(figure)


def test_both_panels_show_the_numbers(figure):
    upper, lower = figure.axes
    drawn = [line.get_ydata() for line in upper.lines]
    assert_allclose(drawn[0], SIGNAL)
    assert_allclose(drawn[1], NOISE)
    assert_allclose(drawn[2], 5)
    assert_allclose(lower.lines[0].get_ydata(), [1, 1.5, 6, 10])
    assert {ax.get_yscale() for ax in figure.axes} == {"log"}


def test_a_marker_stands_where_the_curve_crosses_a_size(figure):
    markers = [line for line in figure.axes[1].lines if len(line.get_xdata()) == 1]
    (five,) = markers  # the noise scale never exceeds 20
    ((update, scale),) = five.get_xydata()
    drawn = np.interp(update, range(4), np.log([1, 1.5, 6, 10]))  # straight between updates on the logarithmic axis
    assert_allclose([scale, np.exp(drawn)], 5)
    assert 1 < update < 2
    assert five.get_color() == plots.style(5, 60)["color"]
    assert "first above 5 at update 2." in plots.alt_text(figure)
    assert "above 20" not in plots.alt_text(figure)


@pytest.mark.parametrize(
    ("signal", "noise", "why"),
    [([1.0, 2.0], [1.0], "shape"), ([], [], "shape"), ([1.0, 0.0], [1.0, 1.0], "not positive")],
)
def test_what_cannot_be_drawn_is_refused(signal, noise, why):
    with pytest.raises(ValueError, match=why):
        plots.signal_and_noise(signal, noise, 60)
