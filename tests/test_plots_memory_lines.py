"""The figure of memory draws the bytes that it is given, and marks where the lines meet."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from numpy.testing import assert_allclose

from mbcourse import plots
from tests.test_plots import drawn

SIZES = np.array([1.0, 4.0, 64.0])


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


@pytest.mark.parametrize(("slope", "start", "level"), [(100, 0, 3200), (12_720, 4, 82_080), (2, 50, 60)])
def test_a_star_is_where_the_rising_line_meets_the_level_one(slope, start, level):
    ax = plots.memory_lines(SIZES, {"net": slope * SIZES + start}, {"net": level})
    assert_allclose(drawn(ax, "net: kept"), [SIZES, slope * SIZES + start])
    assert_allclose(drawn(ax, "net: any batch size")[1], level)
    (star,) = (line.get_xydata()[0] for line in ax.lines if line.get_label() == "_meet")
    assert_allclose(star, [(level - start) / slope, level])
    assert ax.get_xscale() == ax.get_yscale() == "log"


def test_two_networks_differ_in_colour_and_marker_and_are_told_in_the_text():
    kept = {"one": 1e6 * SIZES, "other": 2e3 * SIZES}
    ax = plots.memory_lines(SIZES, kept, {"one": 8e6, "other": 4e4})
    looks = {(line.get_color(), line.get_marker()) for line in ax.lines if line.get_label().endswith("kept")}
    assert len(looks) == 2
    assert "one: kept for the backward pass 1 MB at batch size 1 and 64 MB at 64" in plots.alt_text(ax)
    assert "as much at batch size 20." in plots.alt_text(ax)


def test_names_must_agree_and_be_few():
    with pytest.raises(ValueError, match=r"fixed is for \['b'\], kept for \['a'\]: name the same networks"):
        plots.memory_lines(SIZES, {"a": SIZES}, {"b": 1.0})
    with pytest.raises(ValueError, match="kept has 0 networks: give 1 to 4"):
        plots.memory_lines(SIZES, {}, {})
