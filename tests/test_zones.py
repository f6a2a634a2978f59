"""The map of learning rate against batch size shows the limits that it is given."""

import re
from itertools import combinations, pairwise

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text
from numpy.testing import assert_array_equal

from mbcourse import plots
from mbcourse.design import DARK, LIGHT
from mbcourse.plots.zones import TINTS
from tests.test_plots import drawn

RUN = (5, 0.34, "batches of 5\nsettle")
SIZES = [1, 2, 5, 10, 20, 60]
MEAN_SQUARE, TYPICAL = [0.17, 0.23, 0.29, 0.31, 0.32, 0.33], [0.25, 0.34, 0.38, 0.36, 0.35, 0.33]


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_lines_are_the_limits_and_zones_lie_between_them():
    ax = plots.step_zones(SIZES, MEAN_SQUARE, TYPICAL, run=RUN)
    assert_array_equal(drawn(ax, "mean loss settles below"), [SIZES, MEAN_SQUARE])
    assert_array_equal(drawn(ax, "typical run settles below"), [SIZES, TYPICAL])
    assert_array_equal(drawn(ax, "run").ravel(), [5, 0.34])
    below, between, above = (zone.get_paths()[0] for zone in ax.collections)
    for point, zone in (((5, 0.2), below), ((5, 0.34), between), ((20, 0.42), above), ((1.1, 0.29), above)):
        assert [path.contains_point(point) for path in (below, between, above)].index(True) == (
            below,
            between,
            above,
        ).index(zone)


def test_line_and_names_of_the_ends_show_where_the_typical_limit_is_above_that_of_gradient_descent():
    ax = plots.step_zones(SIZES, MEAN_SQUARE, TYPICAL)
    assert_array_equal(drawn(ax, "BGD's limit")[1], MEAN_SQUARE[-1])
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert labels == ["1\nSGD", "2", "5", "10", "20", "60\nBGD"] and list(ax.get_xticks()) == SIZES


def test_each_zone_holds_its_words_and_no_two_words_meet():
    ax = plots.step_zones(SIZES, MEAN_SQUARE, TYPICAL, run=RUN)
    ax.figure.canvas.draw()
    boxes = [Text.get_window_extent(text) for text in ax.texts]  # without the arrow
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    zones = dict(zip(("below", "between", "above"), (zone.get_paths()[0] for zone in ax.collections), strict=True))
    places = [("a typical run settles,", "below"), ("and so does the mean loss", "below")]
    places += [("a typical run settles,", "between"), ("the mean loss\ngrows", "between")]
    places += [("a typical run diverges", "above"), ("BGD's\nlimit", "above"), (RUN[2], "above")]
    for text, box, (words, zone) in zip(ax.texts, boxes, places, strict=True):
        assert text.get_text() == words
        assert zones[zone].contains_point(ax.transData.inverted().transform(box.min + box.size / 2)), words


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_zones_differ_in_lightness_and_letters_can_be_read_on_each(colours):
    def luminance(colour):
        values = np.array(to_rgb(colour))
        return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]

    def contrast(one, other):
        return (max(one, other) + 0.05) / (min(one, other) + 0.05)

    ground = np.array(to_rgb(colours["ground"]))
    tints = [alpha * np.array(to_rgb(colours[name])) + (1 - alpha) * ground for name, alpha in TINTS.values()]
    light = [luminance(tint) for tint in tints]
    assert min(contrast(one, other) for one, other in pairwise(light)) > 1.3
    assert min(contrast(zone, luminance(colours["ink"])) for zone in light) > 4.5


def test_words_state_the_limits_and_the_run():
    text = plots.alt_text(plots.step_zones(SIZES, MEAN_SQUARE, TYPICAL, run=RUN))
    assert (
        "0.17 at batch size 1, 0.23 at 2, 0.29 at 5, 0.31 at 10, 0.32 at 20, 0.33 at 60, all examples, BGD's limit"
        in text
    )
    assert "highest at 5, 0.38, above BGD's limit" in text and text.endswith("Marked: batch size 5 at 0.34.")
    low = plots.alt_text(plots.step_zones([1, 60], [0.17, 0.33], [0.25, 0.33]))
    assert "highest at 60, 0.33, and" in low


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
