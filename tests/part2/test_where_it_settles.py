"""Chapter 10: floors, averages, and batches that grow, each from its balance, its path sums, or by brute force."""

from itertools import combinations, product

import numpy as np
import pytest
from numpy.testing import assert_allclose

import mbcourse
from mbcourse import schedules, theory

LINE = mbcourse.lab_line()
X, Y, N = LINE.x, LINE.y, len(LINE.x)
A = np.column_stack([X, np.ones(N)])
SURFACE = mbcourse.ErrorSurface(X, Y)
H = SURFACE.hessian
STARS = -2 * (Y - A @ SURFACE.minimum)[:, None] * A
H_EACH = 2 * A[:, :, None] * A[:, None, :]


def map_over_batches(size, rate, replacement):
    """Return C of a settled run and E |g_batch|^2 there, both as means over every batch there is."""
    batches = np.array(list(product(range(N), repeat=size) if replacement else combinations(range(N), size)))
    h, g = H_EACH[batches].mean(axis=1), STARS[batches].mean(axis=1)
    factors = np.eye(2) - rate * h
    mapped = np.einsum("kij,klm->iljm", factors, factors).reshape(4, 4) / len(batches)
    noise = rate**2 * g.T @ g / len(batches)
    C = np.linalg.solve(np.eye(4) - mapped, noise.ravel()).reshape(2, 2)
    return C, np.einsum("kij,jl,kil->", h, C, h) / len(batches) + (g**2).sum() / len(batches)


@pytest.mark.parametrize(("size", "replacement"), [(1, True), (2, True), (2, False)])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_settled_run_is_a_quarter_of_the_rate_times_its_squared_gradients_above_the_minimum(size, replacement, share):
    rate = share * theory.max_learning_rate(X, size, replacement)
    C, square = map_over_batches(size, rate, replacement)
    assert_allclose(np.trace(H @ C) / 2, rate / 4 * square, rtol=1e-9)
    assert_allclose(theory.noise_floor(X, Y, rate, size, replacement), rate / 4 * square, rtol=1e-9)


@pytest.mark.parametrize("size", [1, 5, 20])
@pytest.mark.parametrize("share", [0.01, 0.3, 0.9, 0.99])
def test_one_parameter_settles_where_the_formula_with_the_pole_says(size, share):
    """The slope alone, from the fixed point of its mean square."""
    h, sigma = 2 * X**2, np.var(-2 * (Y - X * (X @ Y) / (X @ X)) * X)
    limit = 2 / h.mean() / (1 + h.var() / h.mean() ** 2 / size)
    rate = share * limit
    bracket = (1 - rate * h.mean()) ** 2 + rate**2 * h.var() / size
    square = rate**2 * sigma / size / (1 - bracket)  # the fixed point of E delta^2
    assert_allclose(h.mean() * square / 2, rate * sigma / size / 4 / (1 - share), rtol=1e-9)


def test_far_below_the_pole_only_the_rate_over_the_batch_size_counts():
    for ratio in (1e-5, 1e-4):
        floors = [theory.noise_floor(X, Y, size * ratio, size) for size in (1, 2, 5, 10, 20)]
        assert_allclose(floors, ratio / 4 * (STARS**2).sum() / N, rtol=70 * ratio)


@pytest.mark.parametrize("targets", ["noisy", "clean"])
@pytest.mark.parametrize(("rate", "last"), [(0.05, 1.0), (0.1, 0.5), (0.15, 0.25)])
def test_the_loss_of_an_average_is_the_sum_over_all_pairs_of_its_rows(rate, last, targets):
    """E delta_j delta_k^T = C_j (I - eta H)^(k - j): later draws know nothing of earlier ones."""
    y, updates, size = (Y if targets == "noisy" else A @ SURFACE.minimum), 40, 2
    sigma = theory.gradient_covariance(X, y, SURFACE.minimum)
    stars = -2 * (y - A @ SURFACE.minimum)[:, None] * A
    mean = np.array(mbcourse.LAB_START) - SURFACE.minimum
    moments = [np.outer(mean, mean)]
    for _ in range(updates):
        C, spread = moments[-1], H_EACH - H
        noise = np.einsum("nij,jk,nkl->il", spread, C, spread) / N + sigma
        mixed = np.einsum("nij,j,nk->ik", spread, mean, stars) / N
        step = np.eye(2) - rate * H
        moments.append(step @ C @ step + rate**2 / size * (noise + mixed + mixed.T))
        mean = step @ mean
    rows = range(updates - int(last * updates) + 1, updates + 1)
    total = sum(
        np.trace(H @ moments[min(j, k)] @ np.linalg.matrix_power(np.eye(2) - rate * H, abs(j - k)))
        for j in rows
        for k in rows
    )
    exact = theory.expected_loss_of_average(X, y, batch_size=size, learning_rate=rate, updates=updates, last=last)
    floor = mbcourse.ErrorSurface(X, y).floor
    assert_allclose(exact, floor + total / 2 / len(rows) ** 2, rtol=1e-9)


@pytest.mark.parametrize("order", ["given", "reshuffle", "replacement"])
@pytest.mark.parametrize("rate", [0.01, 0.1])
def test_the_mean_of_a_run_is_the_mean_of_its_noise_and_its_two_ends(order, rate):
    run = mbcourse.fit(X, Y, batch_size=5, epochs=3, order=order, learning_rate=rate, rng=0)
    delta = run.params - SURFACE.minimum
    noise = -np.diff(delta, axis=0) / rate - delta[:-1] @ H
    mean = -np.linalg.solve(H, noise.mean(axis=0) + (delta[-1] - delta[0]) / (rate * len(noise)))
    assert_allclose(delta[:-1].mean(axis=0), mean, rtol=1e-8)


@pytest.mark.parametrize("size", [1, 5, 20])
def test_averages_of_settled_runs_forget_the_rate_as_curvature_noise_fades(size):
    tells = np.trace(np.linalg.solve(H, STARS.T @ STARS / N)) / 2
    updates = 4000
    ratios = []
    for rate in (0.1, 0.05, 0.025):
        settings = {"batch_size": size, "learning_rate": rate, "updates": updates, "start": SURFACE.minimum}
        average = theory.expected_loss_of_average(X, Y, last=0.75, **settings) - SURFACE.floor
        ratios.append(average * size * 0.75 * updates / tells)
    assert (np.diff(ratios) < 0).all() and 0.95 < ratios[-1] < 1.1
    assert theory.noise_floor(X, Y, 0.1, size) > 4 * theory.noise_floor(X, Y, 0.025, size)


def after_change(change, updates, rate=0.05, then=20, **start):
    return theory.expected_losses(
        X, Y, batch_size=lambda k: 1 if k < change else then, learning_rate=rate, updates=updates, **start
    )


@pytest.mark.parametrize("rate", [0.02, 0.05, 0.1])
def test_noise_is_forgotten_in_at_most_as_many_updates_as_the_flat_direction_says(rate):
    change, new = round(60 / rate), theory.noise_floor(X, Y, rate, 20)
    losses = after_change(change, change + 200, rate, start=SURFACE.minimum)[change:] - SURFACE.floor
    ratio = theory.noise_floor(X, Y, rate, 1) / new
    most = np.log(10 * ratio) / (2 * rate * np.linalg.eigvalsh(H)[0])
    assert 0.6 * most < np.argmax(losses < 1.1 * new) < most


def test_large_batches_need_the_same_number_of_updates_at_the_end_of_a_run_of_any_length():
    best = theory.noise_floor(X, Y, 0.05, 20)
    for examples in (1200, 2400, 4800):
        ends = [after_change(examples - 20 * left, examples - 19 * left)[-1] - SURFACE.floor for left in (18, 19)]
        assert ends[0] > 1.1 * best > ends[1]


@pytest.mark.parametrize("repeats", [3, 20])
@pytest.mark.parametrize("features", [1, 3])
def test_batch_size_over_rate_for_a_tenth_of_the_error_of_the_minimum_has_no_noise_in_it(features, repeats):
    """Every input twice, with residuals of one size and opposite signs, so that Sigma* = 2 sigma^2 H exactly."""
    rng, sigma = np.random.default_rng(features), 0.7
    half = rng.normal(size=(repeats * 4, features))
    x = np.concatenate([half, half])
    y = x @ np.ones(features) + sigma * np.repeat([1.0, -1.0], len(half))
    n, d = len(y), features + 1
    a = np.column_stack([x, np.ones(n)])
    ratio = 5 * n * np.trace(2 * a.T @ a / n) / d
    rate = 1e-3 * theory.max_learning_rate(x, 1)
    floor = theory.noise_floor(x, y, rate, 1) / rate / ratio  # far below the pole the floor is in proportion to both
    assert_allclose(floor, sigma**2 * d / n / 10, rtol=0.01)


def test_a_schedule_begun_anew_each_epoch_ends_far_higher_than_one_that_counts_the_run():
    within = schedules.exponential(0.1, 12)
    ends = [
        theory.expected_losses(X, Y, batch_size=5, learning_rate=rate, updates=240)[-1] - SURFACE.floor
        for rate in (schedules.exponential(0.1, 240), lambda k: within(k % 12), schedules.constant(0.1))
    ]
    assert 10 * ends[0] < ends[1] < ends[2] / 3
