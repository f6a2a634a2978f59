"""The map of learning rate against batch size shows the limits that it is given."""

import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from numpy.testing import assert_array_equal

from mbcourse import plots

SIZES, MEAN_SQUARE, TYPICAL = [1, 5, 10, 60], [0.17, 0.29, 0.31, 0.33], [0.25, 0.38, 0.36, 0.33]


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def drawn(ax, label):
    (line,) = (line for line in ax.lines if line.get_label() == label)
    return np.array(line.get_data())


def test_lines_are_the_limits_and_zones_lie_between_them():
    ax = plots.step_zones(SIZES, MEAN_SQUARE, TYPICAL, run=(5, 0.34))
    assert_array_equal(drawn(ax, "settles below"), [SIZES, MEAN_SQUARE])
    assert_array_equal(drawn(ax, "typical run settles below"), [SIZES, TYPICAL])
    assert_array_equal(drawn(ax, "run").ravel(), [5, 0.34])
    below, between, above = (zone.get_paths()[0] for zone in ax.collections)
    for point, zone in (((5, 0.2), below), ((5, 0.34), between), ((20, 0.42), above), ((1.1, 0.29), above)):
        assert [path.contains_point(point) for path in (below, between, above)].index(True) == (
            below,
            between,
            above,
        ).index(zone)


def test_course_sizes_have_their_markers_on_the_lower_limit():
    ax = plots.step_zones(SIZES, MEAN_SQUARE, TYPICAL)
    for size, limit in zip(SIZES, MEAN_SQUARE, strict=True):
        look = plots.style(size, 60)
        assert_array_equal(drawn(ax, look["label"]).ravel(), [size, limit])
    assert {"SGD", "BGD"} <= {text.get_text() for text in ax.texts}


def test_words_state_the_limits_and_the_run():
    text = plots.alt_text(plots.step_zones(SIZES, MEAN_SQUARE, TYPICAL, run=(5, 0.34)))
    assert "0.17 at batch size 1, 0.29 at 5, 0.31 at 10, 0.33 at 60" in text
    assert "highest at 5, 0.38" in text and text.endswith("Marked: batch size 5 at 0.34.")


def test_letters_can_be_read_on_a_phone():
    figure = plots.step_zones(SIZES, MEAN_SQUARE, TYPICAL).figure
    assert plots.smallest_letters(figure) >= plots.letters.SMALLEST


@pytest.mark.parametrize(
    ("sizes", "low", "high", "message"),
    [
        ([5, 60], [0.2, 0.3], [0.3, 0.3], "give ascending sizes, from 1"),
        ([1, 60, 5], [0.1, 0.2, 0.3], [0.3, 0.3, 0.3], "give ascending sizes"),
        ([1, 60], [0.2, 0.3], [0.3], "give one limit of each kind"),
        ([1, 60], [0.2, 0.3], [0.1, 0.3], "typical is below mean_square at batch size 1"),
    ],
)
def test_bad_input_is_named(sizes, low, high, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        plots.step_zones(sizes, low, high)
