"""Figures show the rows they name, and their words and digests come from the data drawn."""

import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from IPython.lib.pretty import pretty
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font
from numpy.testing import assert_allclose, assert_array_equal

import mbcourse
from mbcourse import plots
from mbcourse.plots import svg

LINE = mbcourse.lab_line()
SURFACE = mbcourse.ErrorSurface(LINE.x, LINE.y)
BGD = mbcourse.train_bgd(LINE.x, LINE.y)
FIVE = mbcourse.train_minibatch(LINE.x, LINE.y, 5, rng=0)
LONG = mbcourse.train_bgd(LINE.x, LINE.y, epochs=400)
WILD = mbcourse.train_bgd(LINE.x, LINE.y, learning_rate=50.0, epochs=400)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def drawn(ax, label):
    """Return x and y of the line with this label, shape (2, rows)."""
    (line,) = (line for line in ax.lines if line.get_label() == label)
    return np.array(line.get_data())


def test_both_spaces_show_one_row_of_the_history_in_each_pair():
    """In the lab, data space runs one iteration ahead of parameter space."""
    updates = (0, 1, 7)
    panels = np.reshape(plots.both_spaces(LINE, BGD, updates).axes, (len(updates), 2))
    for (left, right), update in zip(panels, updates, strict=True):
        assert_allclose(np.polyfit(*drawn(left, "line"), 1), BGD.params[update], rtol=1e-10)
        assert_array_equal(drawn(right, "BGD (60)").T, BGD.params[: update + 1])
        assert f"update {update}:" in left.get_title() and f"update {update}:" in right.get_title()
        assert left.get_ylim() == panels[0, 0].get_ylim() and right.get_xlim() == panels[0, 1].get_xlim()


def test_contour_marks_the_minimum_and_draws_paths_up_to_the_update():
    whole = plots.contour(SURFACE, [BGD, FIVE])
    assert_array_equal(drawn(whole, "minimum").ravel(), SURFACE.minimum)
    assert_array_equal(drawn(whole, "batch size 5").T, FIVE.params)
    until = plots.contour(SURFACE, [BGD, FIVE], update=12)
    assert_array_equal(drawn(until, "batch size 5").T, FIVE.params[:13])
    assert_array_equal(drawn(until, "BGD (60)").T, BGD.params)  # a shorter run whole


def test_contour_lines_lie_where_the_loss_is_their_level():
    (lines,) = plots.contour(SURFACE).collections
    spacing = 36 / 120
    for level, path in zip(lines.levels, lines.get_paths(), strict=True):
        assert_allclose(SURFACE.loss(*path.vertices.T), level, atol=SURFACE.hessian[0, 0] * spacing**2)


def test_surface_paths_lie_on_the_surface():
    ax = plots.surface3d(SURFACE, BGD)
    path, minimum = (np.array(line.get_data_3d()) for line in ax.lines)
    assert_array_equal(path[:2].T, BGD.params)
    assert_allclose(path[2], BGD.losses, rtol=1e-12)
    assert_array_equal(minimum.ravel(), [*SURFACE.minimum, SURFACE.floor])


@pytest.mark.parametrize("axis", ["epochs", "updates", "examples", "seconds"])
def test_losses_stand_over_the_axis_asked_for(axis):
    ax = plots.losses(FIVE, axis)
    assert_array_equal(drawn(ax, "batch size 5"), [getattr(FIVE, axis), FIVE.losses])
    assert ax.get_xlabel().startswith(axis) and ax.get_yscale() == "log"
    ends = drawn(plots.losses(FIVE, axis, per_epoch=True), "batch size 5")
    assert_array_equal(ends, [getattr(FIVE, axis)[:: len(FIVE.batch_sizes)], FIVE.epoch_losses])


def test_four_axes_are_the_four_with_one_loss_scale():
    panels = plots.four_axes([BGD, FIVE]).axes
    for ax, axis in zip(panels, ("epochs", "updates", "examples", "seconds"), strict=True):
        assert_array_equal(drawn(ax, "batch size 5"), [getattr(FIVE, axis), FIVE.losses])
        assert ax.get_ylim() == panels[0].get_ylim()


def test_bands_are_the_percentiles_over_seeds():
    runs = mbcourse.sweep(LINE.x, LINE.y, batch_sizes=(5, 60), seeds=range(11), epochs=2)
    histories = [mbcourse.fit(LINE.x, LINE.y, batch_size=5, epochs=2, rng=seed) for seed in range(11)]
    low, median, high = np.percentile([history.losses for history in histories], [10, 50, 90], axis=0)
    label = "batch size 5"
    for groups in (runs, {label: histories}, {label: [(history.updates, history.losses) for history in histories]}):
        ax = plots.bands(groups, "updates")
        assert_allclose(drawn(ax, label), [histories[0].updates, median], rtol=1e-10)
        edge = {(int(x), y) for x, y in ax.collections[0].get_paths()[0].vertices}
        for x, bottom, top in zip(histories[0].updates, low, high, strict=True):
            ends = [y for at, y in edge if at == x]
            assert_allclose([min(ends), max(ends)], [bottom, top], rtol=1e-10)
        assert ax.lines[0].get_color() == plots.style(5, 60)["color"]


def test_a_diverged_run_is_called_so_and_leaves_the_axes_finite():
    for ax in (plots.losses([BGD, WILD]), plots.contour(SURFACE, WILD), plots.surface3d(SURFACE, WILD)):
        ax.figure.canvas.draw()
        assert "BGD (60), diverged" in [text.get_text() for text in ax.get_legend().get_texts()]
        assert "BGD (60), diverged: from" in plots.alt_text(ax)
        assert np.isfinite([ax.get_xlim(), ax.get_ylim()]).all()
    several = plots.bands({"BGD (60)": [WILD, WILD, LONG]})
    assert "BGD (60), 2 of 3 diverged, 3 runs: at the end median above 8.35e+05" in plots.alt_text(several)


def test_alternative_text_states_numbers_of_the_data_drawn():
    assert "BGD (60): from 835 to 1.03 after 10 updates." in plots.alt_text(plots.losses(BGD))
    assert "Lowest at slope 1.01, intercept -1.02" in plots.alt_text(plots.contour(SURFACE))
    steeper = mbcourse.make_line(n=20, slope=2.0, rng=0)
    assert "20 points" in plots.alt_text(plots.data_space(steeper))
    assert "slope 2, intercept -1" in plots.alt_text(plots.data_space(steeper))
    path = plots.alt_text(plots.contour(SURFACE, FIVE, update=3))
    w, b = FIVE.params[3]
    assert f"to ({w:.3g}, {b:.3g}), loss {FIVE.losses[3]:.3g}, in 3 updates" in path


def test_alternative_text_keeps_measured_time_out():
    again = mbcourse.train_bgd(LINE.x, LINE.y)
    assert not np.array_equal(BGD.seconds, again.seconds)
    assert plots.alt_text(plots.losses(BGD, "seconds")) == plots.alt_text(plots.losses(again, "seconds"))
    one, two = plots.four_axes([BGD]), plots.four_axes([again])
    assert (plots.alt_text(one), plots.digest(one)) == (plots.alt_text(two), plots.digest(two))


def test_sentences_of_all_panels_add_up_and_empty_ones_are_refused():
    figure, (left, right) = plt.subplots(1, 2)
    plots.describe(left, "Left.")
    plots.describe(right, "Right   side.")
    assert plots.alt_text(figure) == plots.alt_text(right) == "Left. Right side."
    with pytest.raises(ValueError, match="say in a sentence"):
        plots.describe(figure, "  ")


DRAWINGS = {
    "line": lambda ax, y: ax.plot(y),
    "points": lambda ax, y: ax.scatter(np.arange(len(y)), y),
    "bars": lambda ax, y: ax.bar(np.arange(len(y)), y),
    "area": lambda ax, y: ax.fill_between(np.arange(len(y)), y),
    "image": lambda ax, y: ax.imshow(np.outer(y, y)),
    "mesh": lambda ax, y: ax.pcolormesh(np.outer(y, y)),
    "arrows": lambda ax, y: ax.quiver(y, y),
    "contour": lambda ax, y: ax.contour(np.outer(y, y), levels=[0.1, 0.5]),
    "inset": lambda ax, y: ax.inset_axes((0.5, 0.5, 0.3, 0.3)).plot(y),
}


def digest_of(draw, y, **size):
    figure, ax = plt.subplots(**size)
    draw(ax, y)
    figure.canvas.draw()
    found = plots.digest(figure)
    plt.close(figure)
    return found


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_digest_follows_the_data_and_neither_rounding_errors_nor_size(draw):
    y = np.array([0.2, 0.9, 0.3, 0.7, 0.6])
    one_point = np.array([0, 0, 0, 1e-3, 0])
    assert digest_of(draw, y) == digest_of(draw, y * (1 + 1e-12)) == digest_of(draw, y, dpi=37, figsize=(3, 2))
    assert len({digest_of(draw, values) for values in (y, y + one_point, y * 1.001)}) == 3


def test_digest_sees_a_small_axis_beside_a_large_one():
    large = np.array([2e6, 3e6, 1e6])
    for draw in (
        lambda ax, x: ax.plot(x, large),
        lambda ax, x: ax.scatter(x, large),
        lambda ax, x: ax.barh(large, x),
        lambda ax, x: ax.fill_betweenx(large, x),
    ):
        small = np.array([1e-5, 3e-5, 2e-5])
        assert digest_of(draw, small) != digest_of(draw, small * 1.001)


def test_digest_sees_the_lower_decades_of_a_logarithmic_axis_but_not_rounding_errors_at_its_foot():
    losses = np.array([800.0, 1.0, 0.008, 1e-17])
    late, noise = losses * [1, 1, 1.01, 1], losses * [1, 1, 1, 3]
    drawings = (lambda ax, y: ax.semilogy(y), lambda ax, y: ax.fill_between(range(4), 1.0, y) and ax.set_yscale("log"))
    for draw in drawings:
        assert digest_of(draw, losses) == digest_of(draw, noise) != digest_of(draw, late)


@settings(max_examples=10)
@given(arrays(float, 200, elements=st.integers(-(10**6), 10**6)), st.floats(-1e-12, 1e-12))
def test_digest_rounds_no_short_decimal_number_up_here_and_down_there(millionths, error):
    """Half a millionth, where plain rounding turns over, is a number that real axes hold: 1 / 640 = 0.0015625."""
    y = np.append(millionths / 2e6, 1.0)
    assert digest_of(DRAWINGS["line"], y) == digest_of(DRAWINGS["line"], y * (1 + error))


def test_digest_follows_the_surface_and_neither_the_angle_nor_the_look():
    ax = plots.surface3d(SURFACE, BGD)
    before = plots.digest(ax.figure)
    ax.view_init(elev=80, azim=10)
    ax.lines[0].set(color="red", linewidth=9)
    ax.figure.canvas.draw()
    assert plots.digest(ax.figure) == before
    noisier = mbcourse.make_line(noise=0.5, rng=1)
    other = plots.surface3d(mbcourse.ErrorSurface(noisier.x, noisier.y), BGD)
    assert plots.digest(other.figure) != before


def test_looks_are_fixed_and_never_colour_alone():
    looks = [plots.style(size, 60) for size in (1, 5, 10, 20, 60)]
    for key in ("color", "linestyle", "marker", "label"):
        assert len({str(look[key]) for look in looks}) == len(looks)
    assert plots.style(5, 60) == plots.style(5, 1000)


def test_runs_of_one_batch_size_look_different_and_labels_decide():
    lines = plots.losses({"given": FIVE, "shuffled": FIVE, "BGD": BGD}).lines
    assert [line.get_label() for line in lines] == ["given", "shuffled", "BGD"]
    assert len({line.get_color() for line in lines}) == len({line.get_marker() for line in lines}) == 3
    assert lines[0].get_color() == plots.style(5, 60)["color"] and lines[2].get_color() == plots.style(60, 60)["color"]


FIGURES = {
    "data space": lambda: plots.data_space(LINE, {"fitted": (1, -1)}).figure,
    "contour": lambda: plots.contour(SURFACE, [BGD, FIVE]).figure,
    "surface": lambda: plots.surface3d(SURFACE, BGD).figure,
    "both spaces": lambda: plots.both_spaces(LINE, BGD, [0, 5]),
    "losses": lambda: plots.losses([BGD, FIVE], "seconds").figure,
    "four axes": lambda: plots.four_axes([BGD, FIVE, WILD]),
    "bands": lambda: plots.bands({"batch size 5": [FIVE]}).figure,
    "step zones": lambda: (
        plots.step_zones([1, 5, 60], [0.17, 0.29, 0.33], [0.25, 0.38, 0.33], run=(5, 0.34, "5")).figure
    ),
    "playground": lambda: mbcourse.playground.draw(mbcourse.playground.Settings()),
}


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)
def test_letters_can_be_read_on_a_phone(draw):
    assert plots.smallest_letters(draw()) >= 11


def test_smallest_letters_follow_size_and_width_and_count_subscripts_and_ticks():
    figure, ax = plt.subplots(figsize=(10, 4))
    assert_allclose(plots.smallest_letters(figure), 13 / 72 * 342 / 10, rtol=0.03)
    ax.set_xlabel("small", fontsize=6)
    assert_allclose(plots.smallest_letters(figure), 6 / 72 * 342 / 10, rtol=0.03)
    ax.set_xlabel("$a_{b}$", fontsize=12)
    assert_allclose(plots.smallest_letters(figure), 0.7 * 12 / 72 * 342 / 10, rtol=0.03)
    ax.set_xlabel("")
    ax.tick_params(labelsize=3)
    assert_allclose(plots.smallest_letters(figure), 3 / 72 * 342 / 10, rtol=0.03)


def test_text_form_says_where_letters_are_too_small_for_a_phone():
    fitting, wide = (plots.losses(BGD, ax=plt.subplots(figsize=(width, 4))[1]).figure for width in (5, 10))
    assert pretty(fitting) == f"{plots.alt_text(fitting)}\n[plotted data: {plots.digest(fitting)}]"
    assert pretty(wide) == pretty(fitting) + " [letters of 6.1 pixels on a phone]"


LETTERS_AND_SIGNS = "AZaz09ÄßéŁ αβηκλθΔΣ –—“”…′ ²⁻ⁿ₀ −×÷±·√∞∂≈≠≤≥ ←→"


def test_letters_and_signs_are_the_courses_own_and_none_is_a_box():
    for file in Path(plots.__file__).with_name("fonts").glob("*.ttf"):
        assert {ord(sign) for sign in LETTERS_AND_SIGNS} <= FT2Font(file).get_charmap().keys(), file.name
    assert font_manager.findfont(plots.SETTINGS["font.family"][0]).endswith("fonts/Regular.ttf")
    figure = plt.figure()
    for weight in ("normal", "bold"):
        figure.text(0, 0, f"{LETTERS_AND_SIGNS} ℓ∈⟨⟩ $\\eta\\sqrt{{B}}$", weight=weight)
    figure.canvas.draw()  # matplotlib would warn of a box


def test_names_stand_at_ends_that_are_apart_and_in_a_legend_where_they_are_not():
    apart, near = plots.losses([BGD, FIVE], "epochs"), plots.losses([FIVE, FIVE], "epochs")
    named = {text.get_text(): text.get_color() for text in apart.texts}
    assert named == {line.get_label(): line.get_color() for line in apart.lines} and apart.get_legend() is None
    assert not near.texts and near.get_legend() is not None
    assert plots.losses([BGD, FIVE], "updates").get_legend() is not None, "one run ends far to the left"


def svg_of(figure):
    file = StringIO()
    figure.savefig(file, format="svg", bbox_inches="tight")
    return file.getvalue()


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES)
def test_a_figure_is_small_the_same_each_time_and_has_a_dark_colour_for_each_light_one(draw):
    drawn = [svg.slim(svg_of(draw())) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert not re.search(r"Date|DOCTYPE|metadata|\d\.\d{3,}(?![^(]*\))", drawn[0])
    themed = svg.for_both_themes(drawn[0])
    assert "#" not in re.sub(r"<style>.*?</style>|href=\"#|url\(#", "", themed)
    assert svg.for_both_themes(themed) == themed
    light, dark = (set(re.findall("--([a-z0-9-]+):", part)) for part in themed.split("</style>")[0].split("@media"))
    assert light == dark == set(re.findall(r"var\(--([a-z0-9-]+)\)", themed))


def test_drawing_changes_no_setting():
    before = dict(mpl.rcParams)
    plots.four_axes(BGD)
    plots.surface3d(SURFACE)
    assert dict(mpl.rcParams) == before


def test_importing_sets_only_the_documented_settings():
    code = (
        "import matplotlib.pyplot, mbcourse; before = dict(matplotlib.rcParams); from mbcourse import plots; "
        "changed = {key for key, value in matplotlib.rcParams.items() if before[key] != value}; "
        "assert changed and changed <= set(plots.SETTINGS), changed"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plots.losses(BGD, "time"), "axis is 'time': choose one of 'epochs'"),
        (lambda: plots.losses([]), "histories is empty"),
        (lambda: plots.both_spaces(LINE, BGD, [11]), "update is 11: give a whole number from 0 to 10"),
        (lambda: plots.both_spaces(LINE, BGD, []), "updates is empty"),
        (lambda: plots.contour(SURFACE, BGD, update=11), "update is 11: give a whole number from 0 to 10"),
        (lambda: plots.contour(SURFACE, mbcourse.fit(np.eye(3), [1, 2, 3], batch_size=1)), "only a line"),
        (lambda: plots.data_space(LINE, (1.0, 2.0, 3.0)), "fitted line has shape"),
        (lambda: plots.style(61, 60), "batch_size is 61"),
        (lambda: plots.bands({"five": [FIVE, BGD]}), "'five' has runs of shapes"),
        (lambda: plots.bands({}), "runs is empty"),
        (
            lambda: plots.bands(mbcourse.sweep(LINE.x, LINE.y, batch_sizes=[5], learning_rates=[0.1, 0.2])),
            "the sweep has 2 learning rates",
        ),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
