"""The figure of floors against the rate draws what it is given."""

import re
from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.text import Text
from numpy.testing import assert_allclose, assert_array_equal

from mbcourse import plots
from tests.test_plots import drawn

RATES = np.geomspace(0.004, 0.4, 40)
FACTORS = {1: 0.032, 5: 0.0064, 10: 0.0032, 20: 0.0016}
LIMITS = {1: 0.166, 5: 0.283, 10: 0.307, 20: 0.32}
FLOORS = {size: np.where(LIMITS[size] > RATES, factor * RATES / (1 - RATES / LIMITS[size]), np.inf)
          for size, factor in FACTORS.items()}  # fmt: skip
DOUBLED = 0.005 * 2.0 ** np.arange(6)
RESHUFFLED = (10, [("reshuffled", 2, (DOUBLED, 0.03 * DOUBLED**2)), ("ends of epochs", 3, (DOUBLED, 0.3 * DOUBLED**3))])
ALL = {
    "limits": LIMITS,
    "measured": {5: ([0.01, 0.1], [7e-5, 1e-3])},
    "reshuffled": RESHUFFLED,
    "level": ("the minimum's\nown error", 6e-4),
}


@pytest.fixture
def ax():
    yield plots.noise_floors(RATES, FLOORS, 60, **ALL)
    plt.close("all")


def test_curves_are_the_floors_and_leave_the_figure_at_their_limits(ax):
    for size in FLOORS:
        x, y = drawn(ax, plots.style(size, 60)["label"])
        finite = np.isfinite(FLOORS[size])
        assert_array_equal([x[:-1], y[:-1]], [RATES[finite], FLOORS[size][finite]])
        assert x[-1] == LIMITS[size] and y[-1] > ax.get_ylim()[1]
    assert_array_equal(drawn(ax, "batch size 5, measured"), ALL["measured"][5])
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")


def test_reshuffled_runs_have_a_marker_that_no_fresh_draws_have(ax):
    marks = {str(line.get_label()): (line.get_marker(), line.get_fillstyle()) for line in ax.lines}
    (over_all, ends), fresh = (marks[name] for name, *_ in RESHUFFLED[1]), marks["batch size 5, measured"]
    assert over_all[0] == ends[0] not in {fresh[0], *(plots.style(size, 60)["marker"] for size in FLOORS)}
    assert [over_all[1], ends[1]] == ["none", "full"]


def test_losses_are_powers_of_ten_in_one_spelling(ax):
    ax.figure.canvas.draw()
    low, high = ax.get_ylim()
    shown = [text.get_text() for text in ax.get_yticklabels() if low <= text.get_position()[1] <= high]
    assert shown and all(re.fullmatch("1e−[0-9]", words) for words in shown if words)


def test_straight_lines_have_their_slopes_and_begin_on_the_data(ax):
    dashed = {1: [], 2: [], 3: []}
    for line in ax.lines:
        if str(line.get_label()).startswith("slope"):
            dashed[int(line.get_label()[-1])].append(np.log(line.get_xydata()))
    assert [len(lines) for lines in dashed.values()] == [4, 1, 1]
    for slope, lines in dashed.items():
        for (x0, y0), (x1, y1) in lines:
            assert_allclose((y1 - y0) / (x1 - x0), slope)
    begins = [lines[0][0] for lines in (dashed[2], dashed[3])]
    assert_allclose(np.exp(begins), [(0.005, 0.03 * 0.005**2), (0.005, 0.3 * 0.005**3)])
    for name, _, points in RESHUFFLED[1]:
        assert_array_equal(drawn(ax, name), points)


def test_words_lie_along_their_lines_and_no_two_meet(ax):
    figure = ax.figure
    figure.canvas.draw()
    assert {text.get_text() for text in ax.texts} == {
        "batch size 1", "5", "10", "20", "reshuffled: slope 2", "ends of epochs: slope 3",
        "the minimum's\nown error", "each curve ends\nat its limit",
    }  # fmt: skip
    upright = [text for text in ax.texts if not text.get_rotation()]
    boxes = [Text.get_window_extent(text) for text in upright]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    turned = {text.get_text(): text.get_rotation() for text in ax.texts}
    across = ax.transData.transform([(0.01, 1e-6), (0.1, 1e-5), (0.1, 1e-4), (0.1, 1e-3)])
    for words, end in (("5", 1), ("reshuffled: slope 2", 2), ("ends of epochs: slope 3", 3)):
        dx, dy = across[end] - across[0]
        assert_allclose(turned[words], np.degrees(np.arctan2(dy, dx)), atol=1)
    assert plots.smallest_letters(figure) >= plots.letters.SMALLEST


def test_words_say_what_is_drawn(ax):
    text = plots.alt_text(ax)
    assert "batch size 20 rises from 6.48e-06 at 0.004, at first with slope 1, and beyond all bounds at 0.32." in text
    assert "Reshuffled, batch size 10, ends of epochs: from 3.75e-08 at 0.005 to 0.00123 at 0.16" in text
    assert text.endswith("A line across: the minimum's own error, 0.0006.")


@pytest.mark.parametrize(
    ("rates", "floors", "message"),
    [
        ([0.1, 0.01], {1: [1, 2]}, "give two or more ascending learning rates"),
        ([0.0, 0.1], {1: [1, 2]}, "give two or more ascending learning rates"),
        ([0.01, 0.1], {5: [1, 2, 3]}, "floors of batch size 5 has shape (3,): give one for each of 2"),
        ([0.01, 0.1], {5: [np.inf, 2]}, "floors of batch size 5 begins with inf"),
    ],
)
def test_bad_input_is_named(rates, floors, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        plots.noise_floors(rates, floors, 60)
