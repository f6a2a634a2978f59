"""Exact expected losses against every possible run, against many runs, and at the ends that other formulas know."""

from itertools import combinations, product

import numpy as np
import pytest
from numpy.testing import assert_allclose

import mbcourse
from mbcourse import schedules, theory

LINE = mbcourse.lab_line()
FLOOR = mbcourse.ErrorSurface(LINE.x, LINE.y).floor


def every_batch(n, batch_size, replacement):
    return list(product(range(n), repeat=batch_size) if replacement else combinations(range(n), batch_size))


@pytest.mark.parametrize("many", [theory.stability.MANY, 0], ids=["few parameters", "as if many"])
@pytest.mark.parametrize("replacement", [True, False])
@pytest.mark.parametrize(("n", "features", "batch_size", "updates"), [(4, 0, 1, 4), (4, 0, 2, 3), (5, 2, 3, 2)])
def test_they_are_the_mean_over_all_runs_there_are(n, features, batch_size, updates, replacement, many, monkeypatch):
    monkeypatch.setattr(theory.moments, "MANY", many)
    rng = np.random.default_rng(n)
    x, y = rng.normal(size=(n, features) if features else n), rng.normal(size=n)
    a = np.column_stack([x, np.ones(n)])
    start = rng.normal(size=a.shape[1])
    rates = [0.3, 0.1, 0.25, 0.05]
    paths, expected = [start], [np.mean((a @ start - y) ** 2)]
    for rate in rates[:updates]:
        paths = [
            theta - rate * np.mean([2 * (a[i] @ theta - y[i]) * a[i] for i in batch], axis=0)
            for theta in paths
            for batch in every_batch(n, batch_size, replacement)
        ]
        expected.append(np.mean([np.mean((a @ theta - y) ** 2) for theta in paths]))
    options = {"batch_size": batch_size, "updates": updates, "start": start, "replacement": replacement}
    losses = theory.expected_losses(x, y, learning_rate=lambda k: rates[k], **options)
    assert_allclose(losses, expected, rtol=1e-12)


RATES = np.array([0.01, 0.1, 0.16, 0.31])  # for single examples the last two are near the limit and beyond it


@pytest.mark.parametrize(
    ("batch_size", "replacement"), [(1, True), (5, False), (60, False), (600, True), (lambda k: 1 + k % 7, True)]
)
@pytest.mark.parametrize("schedule", [None, lambda k: 1 / (1 + k / 20)])
@pytest.mark.parametrize("features", [0, 2, 15])
def test_many_rates_at_once_have_the_losses_of_each(features, schedule, batch_size, replacement):
    rng = np.random.default_rng(features)
    x, y = (rng.normal(size=(60, features)) / features, rng.normal(size=60)) if features else (LINE.x, LINE.y)
    options = {"batch_size": batch_size, "updates": 150, "replacement": replacement}

    def at(rates):
        return (lambda k: rates * schedule(k)) if schedule else rates

    together = theory.expected_losses(x, y, learning_rate=at(RATES), **options)
    each = [theory.expected_losses(x, y, learning_rate=at(rate), **options) for rate in RATES]
    assert together.shape == (4, 151)
    assert_allclose(together, each, rtol=1e-12)
    averages = theory.expected_loss_of_average(x, y, learning_rate=at(RATES), last=0.3, **options)
    each = [theory.expected_loss_of_average(x, y, learning_rate=at(rate), last=0.3, **options) for rate in RATES]
    assert averages.shape == (4,)
    assert_allclose(averages, each, rtol=1e-12)


@pytest.mark.parametrize("updates", [0, 1, 2])
def test_many_rates_at_once_in_runs_of_any_length(updates):
    options = {"batch_size": 5, "learning_rate": RATES, "updates": updates}
    losses = theory.expected_losses(LINE.x, LINE.y, **options)
    assert losses.shape == (4, updates + 1) and len(set(losses[:, 0])) == 1
    assert_allclose(theory.expected_loss_of_average(LINE.x, LINE.y, last=0.1, **options), losses[:, -1], rtol=1e-12)


def test_rates_that_overflow_leave_the_others_alone():
    losses = theory.expected_losses(LINE.x, LINE.y, batch_size=1, learning_rate=[0.1, 5.0], updates=300)
    alone = theory.expected_losses(LINE.x, LINE.y, batch_size=1, learning_rate=0.1, updates=300)
    assert losses[1, -1] == np.inf
    assert_allclose(losses[0], alone, rtol=1e-12)


@pytest.mark.parametrize("updates", [1, 2])
def test_a_batch_may_hold_more_draws_than_there_are_examples(updates):
    x, y = np.array([1.0, -2.0]), np.array([0.5, 2.0])
    a, paths = np.column_stack([x, np.ones(2)]), [np.array([2.0, -1.0])]
    for _ in range(updates):
        paths = [
            theta - 0.1 * np.mean([2 * (a[i] @ theta - y[i]) * a[i] for i in batch], axis=0)
            for theta in paths
            for batch in every_batch(2, 5, True)
        ]
    losses = theory.expected_losses(x, y, batch_size=5, learning_rate=0.1, updates=updates, start=(2.0, -1.0))
    assert_allclose(losses[-1], np.mean([np.mean((a @ theta - y) ** 2) for theta in paths]), rtol=1e-12)


@pytest.mark.parametrize(("order", "replacement"), [("replacement", True), ("independent", False)])
@pytest.mark.parametrize("batch_size", [1, 5, 20])
def test_runs_of_sweep_have_them_on_average(batch_size, order, replacement):
    epochs, seeds = 4, range(1500)
    updates = epochs * 60 // batch_size
    rate_at = schedules.cosine(0.1, updates)
    runs = mbcourse.sweep(
        LINE.x, LINE.y, batch_sizes=[batch_size], learning_rates=[rate_at], seeds=seeds, epochs=epochs, order=order
    )
    losses = runs.losses[0][0]
    exact = theory.expected_losses(
        LINE.x, LINE.y, batch_size=batch_size, learning_rate=rate_at, updates=updates, replacement=replacement
    )
    error = losses.std(axis=0) / np.sqrt(len(seeds))
    for k in (1, updates // 4, updates // 2, updates):
        assert abs(losses[:, k].mean() - exact[k]) < 4 * error[k]


@pytest.mark.parametrize("last", [0.5, 1.0])
def test_batch_sizes_change_and_averages_are_the_mean_over_all_runs_there_are(last):
    """Four updates on three examples, of one and of two examples in turns: all 3 * 9 * 3 * 9 runs."""
    rng = np.random.default_rng(1)
    x, y, start, rates, sizes = (
        rng.normal(size=3),
        rng.normal(size=3),
        np.array([2.0, -1.0]),
        [0.3, 0.1, 0.2, 0.05],
        [1, 2],
    )
    a = np.column_stack([x, np.ones(3)])
    paths = [[start]]
    for k, rate in enumerate(rates):
        paths = [
            [*path, path[-1] - rate * np.mean([2 * (a[i] @ path[-1] - y[i]) * a[i] for i in batch], axis=0)]
            for path in paths
            for batch in every_batch(3, sizes[k % 2], True)
        ]
    options = {"batch_size": lambda k: sizes[k % 2], "learning_rate": lambda k: rates[k], "updates": 4, "start": start}
    of_ends = [np.mean([np.mean((a @ path[k] - y) ** 2) for path in paths]) for k in range(5)]
    assert_allclose(theory.expected_losses(x, y, **options), of_ends, rtol=1e-12)
    of_averages = np.mean([np.mean((a @ np.mean(path[-int(4 * last) :], axis=0) - y) ** 2) for path in paths])
    assert_allclose(theory.expected_loss_of_average(x, y, last=last, **options), of_averages, rtol=1e-12)


def test_averages_of_history_have_that_loss_on_average():
    runs = mbcourse.sweep(LINE.x, LINE.y, batch_sizes=[5], seeds=range(1000), epochs=5, order="replacement")
    surface = mbcourse.ErrorSurface(LINE.x, LINE.y)
    for last in (0.1, 0.5):
        losses = np.array([surface.loss(*runs[0, 0, k].average(last)) for k in range(1000)])
        exact = theory.expected_loss_of_average(LINE.x, LINE.y, batch_size=5, learning_rate=0.1, updates=60, last=last)
        assert abs(losses.mean() - exact) < 4 * losses.std() / np.sqrt(1000)


def test_all_examples_at_once_have_the_losses_of_gradient_descent():
    options = {"batch_size": 60, "learning_rate": schedules.inverse_time(0.2, 10)}
    losses = theory.expected_losses(LINE.x, LINE.y, updates=30, replacement=False, **options)
    assert_allclose(losses, mbcourse.fit(LINE.x, LINE.y, epochs=30, order="given", **options).losses, rtol=1e-12)


@pytest.mark.parametrize("replacement", [True, False])
@pytest.mark.parametrize(("batch_size", "share"), [(1, 0.3), (5, 0.9), (20, 0.99)])
def test_with_a_constant_rate_they_end_at_the_noise_floor(batch_size, share, replacement):
    rate = share * theory.max_learning_rate(LINE.x, batch_size, replacement)
    options = {"batch_size": batch_size, "learning_rate": rate, "replacement": replacement}
    losses = theory.expected_losses(LINE.x, LINE.y, updates=3000, **options)
    floor = theory.noise_floor(LINE.x, LINE.y, rate, batch_size, replacement)
    assert_allclose(losses[-1] - FLOOR, floor, rtol=1e-9)


@pytest.mark.parametrize("batch_size", [1, 5, 20])
def test_beyond_the_limit_they_grow_to_infinity_and_stay_there(batch_size):
    limit = theory.max_learning_rate(LINE.x, batch_size)
    options = {"batch_size": batch_size, "updates": 5000}
    below, above = (
        theory.expected_losses(LINE.x, LINE.y, learning_rate=share * limit, **options) for share in (0.99, 1.5)
    )
    assert np.isfinite(below).all()
    first = int(np.isinf(above).argmax())
    assert first > 0 and np.isinf(above[first:]).all()


def test_without_an_update_there_is_the_start_alone():
    losses = theory.expected_losses(LINE.x, LINE.y, batch_size=5, learning_rate=0.1, updates=0)
    assert_allclose(losses, [mbcourse.ErrorSurface(LINE.x, LINE.y).loss(*mbcourse.LAB_START)], rtol=1e-12)


def test_any_number_of_features():
    """Sixty-five parameters: no matrix on the space of second moments is formed."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, 64))
    losses = theory.expected_losses(x, x @ np.ones(64), batch_size=10, learning_rate=0.02, updates=200)
    assert losses[0] > 60 and losses[-1] < 0.1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"batch_size": 61, "replacement": False}, "batch_size is 61"),
        ({"batch_size": lambda k: 0}, "batch_size is 0"),
        ({"learning_rate": -0.1}, "learning_rate is -0.1"),
        ({"learning_rate": lambda k: float("nan")}, r"learning_rate\(0\) is nan"),
        ({"learning_rate": [0.1, -0.2]}, "learning_rate holds -0.2 at index 1: give finite numbers, 0 or more"),
        ({"learning_rate": [0.1, float("inf")]}, r"learning_rate holds inf at index \(1,\)"),
        ({"learning_rate": [[0.1]]}, r"learning_rate has shape \(1, 1\): give one rate, or an array \(rates,\)"),
        ({"learning_rate": []}, r"learning_rate has shape \(0,\)"),
        ({"learning_rate": lambda k: np.full(1 + k, 0.1)}, r"learning_rate\(1\) has shape \(2,\) and .*\(0\) \(1,\)"),
        ({"updates": -1}, "updates is -1"),
        ({"start": (1.0,)}, r"start has shape \(1,\)"),
    ],
)
def test_bad_input_is_named(options, message):
    with pytest.raises(ValueError, match=message):
        theory.expected_losses(LINE.x, LINE.y, **{"batch_size": 5, "learning_rate": 0.1, "updates": 3, **options})
    with pytest.raises(ValueError, match=message):
        theory.expected_loss_of_average(
            LINE.x, LINE.y, **{"batch_size": 5, "learning_rate": 0.1, "updates": 3, **options}
        )


def test_a_share_of_the_run_is_from_0_to_1():
    with pytest.raises(ValueError, match=r"last is 1\.5: give the share of the updates"):
        theory.expected_loss_of_average(LINE.x, LINE.y, batch_size=5, learning_rate=0.1, updates=3, last=1.5)
