"""The playground's Python side: settings, static figure, widget; and the parts of its source that draw nothing."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import mbcourse
from mbcourse import plots
from mbcourse.design import LIGHT
from mbcourse.playground import Choice, Playground, Settings, draw
from mbcourse.playground.figure import points
from mbcourse.playground.switching import run_of
from mbcourse.plots.description import number
from tests.playground.javascript import javascript

# 1. Settings


def test_settings_survive_json():
    settings = Settings((Choice(60, 0.25, "given"), Choice(1)), noise=0.5, seed=3, start=(2.0, -1.5), view="near")
    assert Settings.of_json(json.loads(json.dumps(settings.as_json()))) == settings


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda: Choice(batch=0), "batch is 0"),
        (lambda: Choice(rate=-0.1), "rate is -0.1"),
        (lambda: Choice(rate=2.0), "rate is 2.0: give at most 1.5"),
        (lambda: Choice(order="random"), "order is 'random'"),
        (lambda: Choice.of_text("5 0.1"), "'5 0.1' is not a run"),
        (lambda: Choice.of_text("5 fast given"), "write it like '5 0.1 reshuffle'"),
        (lambda: Settings(()), "runs holds 0: give 1 to 4"),
        (lambda: Settings((Choice(61),)), "batch is 61"),
        (lambda: Settings(points=10_001), "points is 10001"),
        (lambda: Settings(points=10_000, epochs=21), "epochs is 21"),
        (lambda: Settings(noise=6.0), "noise is 6.0"),
        (lambda: Settings(seed=-1), "seed is -1"),
        (lambda: Settings(start=(1.0,)), "start has shape"),
        (lambda: Settings(axis="seconds"), "axis is 'seconds'"),
        (lambda: Settings(view="far"), "view is 'far'"),
        (lambda: Settings(panel="spread"), "panel is 'spread'"),
        (lambda: Choice(schedule="linear"), "schedule is 'linear': choose one of 'constant'"),
        (lambda: Settings((Choice(then=61),)), "then is 61"),
        (lambda: Settings(target=0.0), "target is 0"),
        (lambda: Settings(target=1e-7), "target is 1e-07: give 1e-06 to 100"),
        (lambda: Settings().with_texts({"epochs": "ten"}), "epochs is 'ten'"),
        (lambda: Settings().with_texts({"epoch": "10"}), "setting is 'epoch': choose one of 'runs'"),
        (lambda: Settings().with_texts({"runs": "5 0.1 given; 5 0.1 sorted"}), "order is 'sorted'"),
        (lambda: Settings().with_texts({"runs": "5 0.1 given drop"}), "'5 0.1 given drop' is not a run"),
        (lambda: Choice.of_text("5 0.1 given step 20 1"), "'5 0.1 given step 20 1' is not a run"),
        (lambda: Settings().linked("run=5,0.1,sorted"), "order is 'sorted'"),
        (lambda: Settings().linked("epochs=5&epochs=6"), "epochs is given twice"),
        (lambda: Settings().linked("epochs"), "'epochs'"),
        (lambda: Settings(start=(0.0, 13.0)).shown_on((-17, 19), (-14, 12)), "start has intercept 13: give -14 to 12"),
    ],
)
def test_settings_outside_their_limits_are_named(bad, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        bad()


# 2. Chance


def orders(order, seed=0, n=60, epochs=50, batch=7):
    line = json.dumps({"x": list(range(n))})
    code = f'[...Array({epochs}).keys()].map((epoch) => [...epochOrders({line}, "{order}", {seed}, {batch})(epoch)])'
    return np.array(javascript(f'import {{ epochOrders }} from "@/orders.js"\n{code}'))


def test_orders_are_what_their_names_say():
    everything = np.arange(60)
    assert_array_equal(orders("given"), np.tile(everything, (50, 1)))
    for order in ("shuffle_once", "reshuffle"):
        assert_array_equal(np.sort(orders(order), axis=1), np.tile(everything, (50, 1)))
    assert len(np.unique(orders("shuffle_once"), axis=0)) == 1
    assert len(np.unique(orders("reshuffle"), axis=0)) == 50
    drawn = orders("replacement")
    assert drawn.min() == 0 and drawn.max() == 59
    assert all(len(set(epoch)) < 60 for epoch in drawn)
    for batch in (1, 7, 60):
        drawn = orders("independent", batch=batch)
        assert drawn.shape == (50, 60)
        for at in range(0, 60, batch):
            in_batch = np.sort(drawn[:, at : at + batch], axis=1)
            assert (np.diff(in_batch) > 0).all() and in_batch.min() >= 0 and in_batch.max() <= 59
        assert all(len(set(epoch)) < 60 for epoch in drawn) == (batch < 60)


def test_a_seed_gives_the_same_orders_and_another_seed_others():
    assert_array_equal(orders("reshuffle", 3), orders("reshuffle", 3))
    assert (orders("reshuffle", 3) != orders("reshuffle", 4)).any(axis=1).all()


@pytest.mark.parametrize("epochs", [1000, pytest.param(5000, marks=pytest.mark.prove)])
@pytest.mark.parametrize("order", ["reshuffle", "replacement", "independent"])
def test_every_example_comes_equally_often_in_every_place(order, epochs):
    """Chi-square over place and example, in epochs of 6: its standard score stays within 4."""
    drawn = orders(order, n=6, epochs=epochs, batch=4)
    counts = np.array([np.bincount(place, minlength=6) for place in drawn.T])
    expected = epochs / 6
    statistic = ((counts - expected) ** 2 / expected).sum()
    freedom = 25 if order == "reshuffle" else 30
    assert abs(statistic - freedom) / np.sqrt(2 * freedom) < 4


def test_points_that_are_made_lie_around_the_line_with_the_noise_asked_for():
    x, y = np.array(
        javascript(
            'import { makeLine } from "@/chance.js"\nconst { x, y } = makeLine(10000, 0.5, [1, -1])\n[[...x], [...y]]'
        )
    )
    assert_allclose(x, mbcourse.make_line(10_000).x)
    noise = y - x + 1
    assert abs(noise.mean()) < 4 * 0.5 / 100
    assert abs(noise.std() / 0.5 - 1) < 4 / np.sqrt(2 * 10_000)


def test_the_surface_is_that_of_the_package():
    line = mbcourse.lab_line()
    surface = mbcourse.ErrorSurface(line.x, line.y)
    found = javascript(
        'import { ErrorSurface } from "@/error_surface.js"\n'
        f"const surface = ErrorSurface.of({json.dumps({'x': line.x.tolist(), 'y': line.y.tolist()})})\n"
        "const { flat, steep } = surface.curvature()\n"
        "[...surface.minimum, surface.floor, flat, steep, surface.loss(-15, -10)]"
    )
    expected = [*surface.minimum, surface.floor, *np.linalg.eigvalsh(surface.hessian), surface.loss(-15, -10)]
    assert_allclose(found, expected, rtol=1e-12)


# 3. Look


@pytest.mark.parametrize(
    ("batch", "n"), [(1, 60), (5, 60), (10, 60), (20, 60), (60, 60), (7, 60), (64, 600), (9999, 10_000)]
)
def test_a_batch_size_looks_as_in_the_figures(batch, n):
    run = json.dumps([{"batch": batch}])
    (look,) = javascript(f'import {{ looks }} from "@/look.js"\nlooks({run}, {n})')
    assert LIGHT[look["token"]] == plots.style(batch, n)["color"]


def test_no_two_runs_look_alike():
    runs = json.dumps([{"batch": size} for size in (60, 60, 60, 7)])
    found = javascript(f'import {{ looks }} from "@/look.js"\nlooks({runs}, 60)')
    assert len({look["token"] for look in found}) == 4


# 4. Static figure


def test_static_figure_says_where_its_runs_end():
    figure = draw(Settings((Choice(60, 0.1, "given"), Choice(60, 0.34, "given"))))
    text = plots.alt_text(figure)
    assert "The line of BGD (60), rate 0.1 ends at slope 0.98, intercept -2.03." in text
    assert "from 835 to 1.03 after 10 epochs" in text
    assert "diverged" in text


def test_static_figure_of_an_overflow_is_drawn():
    assert "diverged" in plots.alt_text(draw(Settings((Choice(1, 1.5, "given"),), epochs=40)))


def drawn_with(runs, panel):
    figure = draw(Settings(epochs=40).with_texts({"runs": runs, "panel": panel}))
    figure.savefig(BytesIO())
    return plots.alt_text(figure)


def test_static_figures_of_the_panels_say_what_they_show():
    noise = drawn_with("10 0.1 reshuffle; 10 0.1 replacement", "noise")
    assert re.search(r"reshuffle order: at most 0\.\d+, at the end 0\. .*replacement order: at most [1-9]", noise)
    line = mbcourse.lab_line()
    run = mbcourse.train_bgd(line.x, line.y, epochs=40)
    scales = [number(mbcourse.theory.noise_scale(line.x, line.y, params)) for params in run.params[[0, -1]]]
    gradients = drawn_with("60 0.1 given", "gradients")
    assert re.findall(r"noise scale (\S+)\.", gradients) == scales
    ghosts = drawn_with("5 0.34 reshuffle; 60 0.34 given", "ghosts")
    assert re.search(r"Batch size 5, 20 runs: at the end median 0\.\d+, .* 20 of 20 diverged", ghosts)


def test_static_figures_of_floor_and_target_are_the_package_s():
    line = mbcourse.lab_line()
    floor = number(mbcourse.theory.noise_floor(line.x, line.y, 0.1, 5))
    falling = number(mbcourse.theory.noise_floor(line.x, line.y, mbcourse.schedules.cosine(0.1, 480)(479), 5))
    said = drawn_with("5 0.1 replacement; 5 0.1 replacement cosine; 5 0.1 reshuffle", "floor")
    assert re.findall(r"fresh draws settle at (\S+)\.", said) == [floor, falling]
    run = mbcourse.train_bgd(line.x, line.y, epochs=40)
    met = int((run.losses - mbcourse.ErrorSurface(line.x, line.y).floor > 1e-3).sum())
    said = drawn_with("60 0.1 given; 60 0.34 given; 1 1.5 given", "target")
    assert f"BGD (60), rate 0.1: mean of 20 runs meets 0.001 after {met} updates, {60 * met:,} examples." in said
    assert said.count("not at all") == 2


def test_static_figure_of_a_run_that_overflows_before_its_batch_size_changes():
    assert "diverged" in drawn_with("1 1.5 given constant 20", "floor")


@pytest.mark.parametrize("rate", [0.34, 0.6, 0.9, 1.5])
def test_static_gradients_beyond_numbers_are_left_out(rate):
    """Of a run that diverges, that comes near the largest number, and that overflows."""
    line = mbcourse.lab_line()
    end = mbcourse.fit(line.x, line.y, batch_size=1, learning_rate=rate, order="given", epochs=40).params[-1]
    is_drawn = bool((abs(end) < 1e150).all())
    assert ("Gradients of the examples at the end" in drawn_with(f"1 {rate} given", "gradients")) == is_drawn


def test_points_are_the_labs_and_stretch_with_the_noise():
    lab = mbcourse.lab_line()
    assert_allclose(points(Settings()).y, lab.y, rtol=0, atol=1e-15)
    assert_allclose(points(Settings(noise=0.0)).y, lab.x - 1, rtol=0, atol=1e-15)
    assert len(points(Settings(points=600)).x) == 600


# 5. Widget


def as_the_browser_reports(history):
    """The message that the script sends about a run."""
    slopes, intercepts = history.params.T
    return {
        "batch_size": history.batch_size,
        "slopes": memoryview(slopes.tobytes()),
        "intercepts": memoryview(intercepts.tobytes()),
        "batch_losses": memoryview(history.batch_losses.tobytes()),
    }


def test_widget_returns_its_runs_as_histories():
    line = mbcourse.make_line(50, rng=1)
    widget = Playground(line.x, line.y, runs=[Choice(7), Choice(50)])
    assert widget.histories == []
    with pytest.raises(RuntimeError, match="has not been shown"):
        _ = widget.history
    runs = [mbcourse.fit(line.x, line.y, batch_size=size, rng=0) for size in (7, 50)]
    widget.set_state({"_records": [as_the_browser_reports(run) for run in runs]})
    for told, run in zip(widget.histories, runs, strict=True):
        for name in ("params", "losses", "batch_losses", "epochs", "examples", "epoch_losses"):
            assert_array_equal(getattr(told, name), getattr(run, name))
        assert (told.diverged, told.batch_size, told.n) == (run.diverged, run.batch_size, run.n)
    assert_array_equal(widget.history.params, runs[0].params)


@pytest.mark.parametrize("shown", [0, 100, 300, 315])
def test_widget_returns_a_run_whose_batch_size_changes(shown):
    """As far as it is shown: before the change, there, and after it."""
    line, choice = mbcourse.lab_line(), Choice(1, 0.02, "replacement", then=20)
    widget = Playground(runs=[choice])
    run = run_of(line, Settings((choice,)), choice, seed=0)
    part = replace(run, params=run.params[: shown + 1], batch_losses=run.batch_losses[:shown])
    widget.set_state({"_records": [as_the_browser_reports(part) | {"then": 20, "switch": 300}]})
    for name in ("params", "losses", "epochs", "examples"):
        assert_array_equal(getattr(widget.history, name), getattr(run, name)[: shown + 1])
    assert len(widget.history.epoch_losses) == widget.history.n_epochs + 1


def test_widget_gives_commands_and_changes_settings():
    widget = Playground()
    sent = []
    widget.send = sent.append
    widget.play()
    widget.pause()
    widget.step(5)
    widget.reset()
    assert sent == [{"command": "play"}, {"command": "pause"}, {"command": "step", "argument": 5}, {"command": "reset"}]
    widget.change(epochs=20, runs=(Choice(1, 0.05),))
    assert widget.settings == Settings((Choice(1, 0.05),), epochs=20).as_json()
    for change, says in (
        ({"epochs": 0}, "epochs is 0"),
        ({"start": (99.0, 0.0)}, "start has slope 99"),
        ({"points": 70}, "points cannot be changed"),
    ):
        with pytest.raises(ValueError, match=says):
            widget.change(**change)
    with pytest.raises(ValueError, match="updates is 0"):
        widget.step(0)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (([1.0, 2.0], None), "only one of x and y"),
        (([1.0, 2.0], [1.0]), "y has shape"),
        (([1.0, 1.0], [1.0, 2.0]), "at least two of them different"),
        (([1.0], [1.0]), "give 2 to 10000 numbers"),
        (([[1.0, 2.0], [3.0, 4.0]], [1.0, 2.0]), "x has shape"),
    ],
)
def test_widget_refuses_points_without_a_surface(arguments, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        Playground(*arguments)


def test_widget_shows_the_way_from_the_start_to_the_minimum():
    usual, far = Playground(), Playground([0.0, 1.0, 2.0], [100.0, 150.0, 200.0])
    assert usual._ranges == {"w": mbcourse.lab.W_RANGE, "b": mbcourse.lab.B_RANGE}
    assert all(low < value < high for (low, high), value in zip(far._ranges.values(), (50, 100), strict=True))


def test_book_and_core_do_without_anywidget():
    code = "import sys, mbcourse.playground; print(sorted({'anywidget', 'ipywidgets'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"
