"""The figures of updates and examples draw what they are given, on the scales that they say."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from numpy.testing import assert_allclose

from mbcourse import plots, theory
from tests.test_plots import drawn

SIZES = np.array([1.0, 5.0, 20.0, 60.0])


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def on_hyperbola(S_min, critical):
    return S_min * (1 + critical / SIZES)


def test_knees_are_where_the_fit_takes_twice_the_fewest_updates():
    ax = plots.knees(SIZES, {"loose": on_hyperbola(10, 3), "tight": on_hyperbola(8, 40)})
    assert_allclose(drawn(ax, "loose"), [SIZES, on_hyperbola(10, 3)])
    assert_allclose(drawn(ax, "tight"), [SIZES, on_hyperbola(8, 40)])
    stars = [line.get_xydata()[0] for line in ax.lines if line.get_label() == "_critical"]
    assert_allclose(stars, [[3, 20], [40, 16]])
    (name,) = ax.get_legend().get_texts()
    assert name.get_text() == "critical batch size"
    (fit, _) = (line.get_xydata() for line in ax.lines if line.get_label() == "_fit")
    assert_allclose(fit[:, 1], 10 * (1 + 3 / fit[:, 0]))
    assert "tight: from 328 at batch size 1 to 13.3 at 60; critical batch size 40." in plots.alt_text(ax)


def test_points_are_in_units_of_their_own_least_and_the_curve_is_the_hyperbola():
    off = on_hyperbola(8, 40) * [1.05, 0.95, 1.05, 0.95]
    ax = plots.trade_off({"line": {"0.1": (SIZES, on_hyperbola(10, 3))}, "digits": {"0.5": (SIZES, off)}})
    assert_allclose(drawn(ax, "line, target 0.1 (critical 3)"), [1 + 3 / SIZES, 1 + SIZES / 3])
    (label,) = [text for text in ax.get_legend_handles_labels()[1] if text.startswith("digits, target 0.5 ")]
    fewest, critical = theory.critical_batch(SIZES, off)
    assert_allclose(drawn(ax, label), [off / fewest, SIZES * off / (fewest * critical)])
    (curve,) = (line.get_xydata() for line in ax.lines if line.get_label() == "_hyperbola")
    assert_allclose((curve[:, 0] - 1) * (curve[:, 1] - 1), 1)
    assert ax.get_xscale() == ax.get_yscale() == "log"
    assert "line, 0.1: critical batch size 3, batch sizes 1 to 60, updates within 0 %" in plots.alt_text(ax)


def test_batch_sizes_are_written_at_their_points():
    ax = plots.trade_off({"line": {"0.1": (SIZES, on_hyperbola(10, 3))}}, named={("line", "0.1"): (1, 60)})
    places = {text.get_text(): text.xy for text in ax.texts}
    assert_allclose(places["1"], [4, 4 / 3])
    assert_allclose(places["60"], [1.05, 21])
