"""Bands of walks show the percentiles and the root mean square of the data, and the law beside them."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mbcourse import plots

MANY = np.abs(np.random.default_rng(0).normal(size=(50, 8)).cumsum(axis=1))
ONE = np.arange(8.0)


def test_bands_are_percentiles_lines_root_mean_squares_and_laws_are_drawn_as_given():
    ax = plots.walks({"many": MANY, "one": ONE}, laws={"many": ONE})
    many, law, one = (np.asarray(line.get_ydata()) for line in ax.lines)
    assert_allclose(many, np.sqrt((MANY**2).mean(axis=0)))
    assert_allclose(law, ONE)
    assert_allclose(one, ONE)
    (band,) = ax.collections
    low, high = np.percentile(MANY, [10, 90], axis=0)
    assert_allclose(np.sort(np.unique(band.get_paths()[0].vertices[:, 1])), np.unique([*low, *high]))
    assert "Many, 50 seeds: root mean square" in plots.alt_text(ax) and "One: 7 after 7 updates" in plots.alt_text(ax)


def test_panels_of_one_figure_have_looks_of_their_own():
    first = plots.walks({"a": ONE, "b": ONE}).lines
    second = plots.walks({"c": ONE, "d": ONE}, first=2).lines
    looks = {(line.get_color(), line.get_linestyle()) for line in (*first, *second)}
    assert len(looks) == 4 and len({line.get_color() for line in (*first, *second)}) == 4


@pytest.mark.parametrize(
    ("lengths", "settings", "message"),
    [({}, {}, "0 labels"), ({"a": ONE}, {"first": 4}, "give 1 to 0"), ({"a": ONE}, {"laws": {"b": ONE}}, "laws of")],
)
def test_bad_input_is_named(lengths, settings, message):
    with pytest.raises(ValueError, match=message):
        plots.walks(lengths, **settings)
