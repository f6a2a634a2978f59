"""Predictions against simulation, each with the standard error of the simulation."""

from itertools import combinations, product

import numpy as np
import pytest
from numpy.testing import assert_allclose

import mbcourse
from mbcourse import theory

LINE = mbcourse.lab_line()
SURFACE = mbcourse.ErrorSurface(LINE.x, LINE.y)
A = np.column_stack([LINE.x, np.ones(60)])
START = np.array(mbcourse.LAB_START)


def draw(rng, runs, batch_size, replacement):
    """Fresh batches, one per run: indices (runs, batch_size)."""
    if replacement:
        return rng.integers(60, size=(runs, batch_size))
    return rng.permuted(np.tile(np.arange(60), (runs, 1)), axis=1)[:, :batch_size]


def batch_gradients(theta, index):
    """Gradient of each run's batch at its own parameters: theta (runs, 2), index (runs, batch_size)."""
    a = A[index]
    residual = np.einsum("rbp,rp->rb", a, theta) - LINE.y[index]
    return 2 * np.einsum("rb,rbp->rp", residual, a) / index.shape[1]


def test_gradient_covariance_is_that_of_per_example_gradients():
    each = np.array([[2 * (A[i] @ START - LINE.y[i]) * A[i][j] for j in range(2)] for i in range(60)])
    mean = each.mean(axis=0)
    expected = sum(np.outer(g - mean, g - mean) for g in each) / 60
    assert_allclose(theory.gradient_covariance(LINE.x, LINE.y, START), expected, rtol=1e-12)


@pytest.mark.parametrize(("replacement", "factor"), [(True, 1 / 5), (False, 55 / (5 * 59))])
def test_batch_gradients_scatter_as_the_covariance_says(replacement, factor):
    runs = 40_000
    index = draw(np.random.default_rng(0), runs, 5, replacement)
    gradients = batch_gradients(np.tile(START, (runs, 1)), index)
    predicted = factor * theory.gradient_covariance(LINE.x, LINE.y, START)
    # Relative standard error of a variance from R draws is about sqrt(2 / R) = 0.7 %; allow four of them.
    assert_allclose(np.diag(np.cov(gradients.T)), np.diag(predicted), rtol=4 * np.sqrt(2 / runs))


def every_batch(n, batch_size, replacement):
    return list(product(range(n), repeat=batch_size) if replacement else combinations(range(n), batch_size))


@pytest.mark.parametrize("replacement", [True, False])
@pytest.mark.parametrize(("n", "batch_size"), [(1, 1), (2, 2), (5, 1), (5, 2), (5, 4), (5, 5), (60, 2)])
def test_noise_factor_is_the_variance_of_all_batch_means_there_are(n, batch_size, replacement):
    values = np.random.default_rng(n).normal(size=n)
    means = values[every_batch(n, batch_size, replacement)].mean(axis=1)
    expected = values.var() * theory.noise_factor(n, batch_size, replacement)
    assert_allclose(means.var(), expected, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(("n", "batch_size"), [(1, 3), (2, 5), (3, 4)])
def test_noise_factor_with_replacement_knows_no_largest_batch(n, batch_size):
    values = np.random.default_rng(n).normal(size=n)
    means = values[every_batch(n, batch_size, True)].mean(axis=1)
    assert_allclose(means.var(), values.var() * theory.noise_factor(n, batch_size), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("replacement", [True, False])
@pytest.mark.parametrize(("b", "big"), [(1, 2), (2, 4), (1, 5)])
def test_two_batch_sizes_give_signal_and_noise(b, big, replacement):
    """From the mean over all batches there are; without replacement those of the population."""
    rng = np.random.default_rng(big)
    gradients = rng.normal(size=(5, 3)) + 1
    signal = np.sum(gradients.mean(axis=0) ** 2)
    noise = np.trace(np.cov(gradients.T, bias=True))
    if not replacement:
        signal, noise = signal - noise / 4, noise * 5 / 4
    at_b, at_big = (
        np.mean([np.sum(gradients[list(batch)].mean(axis=0) ** 2) for batch in every_batch(5, size, replacement)])
        for size in (b, big)
    )
    assert_allclose(theory.two_batch(at_b, at_big, b, big), (signal, noise, noise / signal), rtol=1e-11)


def test_two_batch_takes_many_pairs_at_once():
    small, big = np.array([4.0, 1.0, 2.0]), np.array([2.0, 2.0, 1.0])
    signal, noise, scale = theory.two_batch(small, big, 1, 2)
    assert_allclose(signal, [0, 3, 0])
    assert_allclose(noise, [4, -2, 2])
    assert_allclose(scale, [np.inf, -2 / 3, np.inf])


def test_noise_scale_is_where_noise_is_as_long_as_the_gradient():
    scale = theory.noise_scale(LINE.x, LINE.y, START)
    gradient = 2 * np.mean((A @ START - LINE.y)[:, None] * A, axis=0)
    spread = np.trace(theory.gradient_covariance(LINE.x, LINE.y, START))
    assert_allclose(spread / scale, gradient @ gradient, rtol=1e-12)
    assert theory.noise_scale([0.0, 0.0], [1.0, -1.0], (0.0, 0.0)) == float("inf")


def test_noise_scale_grows_on_the_way_to_the_minimum():
    rows = mbcourse.train_bgd(LINE.x, LINE.y, epochs=40).params
    scales = [theory.noise_scale(LINE.x, LINE.y, row) for row in rows]
    assert scales[-1] > 10 * scales[0]


def test_full_batch_limit_is_that_of_gradient_descent():
    largest = np.linalg.eigvalsh(SURFACE.hessian)[-1]
    assert_allclose(theory.max_learning_rate(LINE.x, 60, replacement=False), 2 / largest, rtol=1e-12)


@pytest.mark.parametrize("replacement", [True, False])
@pytest.mark.parametrize("batch_size", [1, 5, 20])
def test_second_moment_map_has_spectral_radius_one_at_the_limit(batch_size, replacement):
    """The map T written out from its definition, by brute force over all examples."""
    eta = theory.max_learning_rate(LINE.x, batch_size, replacement)
    factor = 1 / batch_size if replacement else (60 - batch_size) / (batch_size * 59)
    per_example = [2 * np.outer(a, a) for a in A]
    hessian = sum(per_example) / 60
    step = np.eye(2) - eta * hessian
    t = np.kron(step, step) + eta**2 * factor * sum(np.kron(h - hessian, h - hessian) for h in per_example) / 60
    assert_allclose(np.abs(np.linalg.eigvals(t)).max(), 1, rtol=1e-10)


@pytest.mark.parametrize("batch_size", [1, 5])
def test_mean_square_distance_shrinks_below_the_limit_and_grows_above(batch_size):
    """On data that a line fits exactly there is no floor: E|delta|^2 changes by a factor per update."""
    limit = theory.max_learning_rate(LINE.x, batch_size)
    rng, runs, updates = np.random.default_rng(0), 20_000, 12
    for factor, grows in ((0.8, False), (1.2, True)):
        delta = rng.standard_normal((runs, 2))
        sizes = [np.mean(np.sum(delta**2, axis=1))]
        for _ in range(updates):
            a = A[draw(rng, runs, batch_size, True)]
            gradient = 2 * np.einsum("rb,rbp->rp", np.einsum("rbp,rp->rb", a, delta), a) / batch_size
            delta = delta - factor * limit * gradient
            sizes.append(np.mean(np.sum(delta**2, axis=1)))
        assert (sizes[-1] > sizes[updates // 2]) == grows


@pytest.mark.parametrize("replacement", [True, False])
@pytest.mark.parametrize(("batch_size", "rate"), [(1, 0.05), (5, 0.1), (20, 0.1)])
def test_runs_settle_at_the_predicted_floor(batch_size, rate, replacement):
    rng, runs = np.random.default_rng(1), 4000
    theta = np.tile(SURFACE.minimum, (runs, 1))
    for _ in range(150):  # past the transient: the slowest mode shrinks by a factor of 0.8 per update, or faster
        theta = theta - rate * batch_gradients(theta, draw(rng, runs, batch_size, replacement))
    excess = SURFACE.loss(theta[:, 0], theta[:, 1]) - SURFACE.floor
    error = excess.std() / np.sqrt(runs)
    assert abs(excess.mean() - theory.noise_floor(LINE.x, LINE.y, rate, batch_size, replacement)) < 4 * error


def test_floor_at_its_ends():
    limit = theory.max_learning_rate(LINE.x, 5)
    assert theory.noise_floor(LINE.x, LINE.y, limit, 5) == float("inf")
    assert theory.noise_floor(LINE.x, LINE.y, 0.1, 60, replacement=False) == 0
    assert theory.noise_floor(LINE.x, LINE.y, 0.0, 5) == 0
    exact = mbcourse.make_line(noise=0.0)
    assert theory.noise_floor(exact.x, exact.y, 0.1, 5) == pytest.approx(0, abs=1e-25)


def measured_growth(x, batch_size, rate, order, seeds=range(200)):
    """Growth measured on runs: with targets of 0 the parameters are the distance, exact at any length."""
    epochs, skipped = 40, 10
    runs = mbcourse.sweep(
        x,
        np.zeros(len(x)),
        batch_sizes=[batch_size],
        learning_rates=[rate],
        seeds=seeds,
        epochs=epochs,
        order=order,
        start=(3.0, -2.0),
        keep="epochs",
    )
    length = np.log(np.linalg.norm(runs.params[0][0], axis=-1))
    growth = (length[:, -1] - length[:, skipped]) / ((epochs - skipped) * -(-len(x) // batch_size))
    return growth.mean(), growth.std() / np.sqrt(len(seeds))


@pytest.mark.parametrize("order", ["replacement", "independent", "reshuffle"])
@pytest.mark.parametrize(("batch_size", "rate"), [(1, 0.2), (7, 0.3), (20, 0.36)])
def test_typical_runs_grow_as_predicted(batch_size, rate, order):
    measured, its_error = measured_growth(LINE.x, batch_size, rate, order)
    mean, error = theory.growth(LINE.x, batch_size, rate, order, rng=1)
    assert abs(mean - measured) < 4 * np.hypot(error, its_error)
    assert its_error < 0.02 and error < 0.005


@pytest.mark.parametrize(("batch_size", "rate"), [(1, 0.1), (5, 0.2), (20, 0.3), (60, 0.1)])
def test_in_a_fixed_order_growth_is_that_of_one_epoch(batch_size, rate):
    epoch = np.eye(2)
    for start in range(0, 60, batch_size):
        a = A[start : start + batch_size]
        epoch = (np.eye(2) - rate * 2 * a.T @ a / len(a)) @ epoch
    expected = np.log(np.abs(np.linalg.eigvals(epoch)).max()) * batch_size / 60
    mean, _ = theory.growth(LINE.x, batch_size, rate, "given", rng=0)
    assert mean == pytest.approx(expected, abs=0.01)  # the direction settles within a few of the updates counted


@pytest.mark.parametrize("x", [0.0, 1.0, -2.0])
def test_where_examples_are_alike_growth_is_that_of_the_one_direction_they_have(x):
    rate = 0.15
    mean, error = theory.growth(np.full(7, x), 2, rate, rng=0)
    assert mean == pytest.approx(np.log(abs(1 - rate * 2 * (x**2 + 1))), rel=1e-9)
    assert error < 1e-12


def test_where_an_update_reaches_the_minimum_rounding_alone_is_left():
    mean, _ = theory.growth(np.zeros(4), 2, 0.5, rng=0)
    assert mean < np.log(1e-15)


@pytest.mark.parametrize("batch_size", [1, 2, 5, 20])
def test_typical_runs_settle_where_their_mean_is_no_longer_finite(batch_size):
    """The logarithm is concave: the mean of the logarithm lies below the logarithm of the mean square."""
    at_the_limit, error = theory.growth(LINE.x, batch_size, theory.max_learning_rate(LINE.x, batch_size), rng=0)
    assert at_the_limit + 4 * error < 0


def test_the_standard_error_is_the_scatter_of_repetitions():
    results = np.array([theory.growth(LINE.x, 5, 0.3, rng=seed, epochs=500) for seed in range(60)])
    scatter, said = results[:, 0].std(ddof=1), results[:, 1].mean()
    assert abs(scatter / said - 1) < 4 / np.sqrt(2 * 60)


def test_features_that_do_not_vary_leave_the_limit_finite():
    x = np.column_stack([LINE.x, LINE.x])  # the same feature twice: a direction that the data do not have
    once = theory.max_learning_rate(LINE.x * np.sqrt(2), 5)
    assert theory.max_learning_rate(x, 5) == pytest.approx(once, rel=1e-9)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: theory.gradient_covariance(LINE.x, LINE.y, (1.0,)), r"params has shape \(1,\)"),
        (lambda: theory.max_learning_rate(LINE.x, 0), "batch_size is 0"),
        (lambda: theory.noise_floor(LINE.x, LINE.y, -0.1, 5), "learning_rate is -0.1"),
        (lambda: theory.noise_scale(LINE.x, LINE.y[:3], START), "y has shape"),
        (lambda: theory.noise_factor(0, 1), "n is 0"),
        (lambda: theory.noise_factor(5, 6, replacement=False), "batch_size is 6: give a whole number from 1 to 5"),
        (lambda: theory.growth(LINE.x, 5, -0.1), "learning_rate is -0.1"),
        (lambda: theory.growth(LINE.x, 5, 0.1, "random"), "order is 'random'"),
        (lambda: theory.growth(LINE.x, 5, 0.1, epochs=0), "epochs is 0"),
        (
            lambda: theory.two_batch(2.0, 1.0, 5, 5),
            "b is 5 and B is 5: give two different sizes, the smaller first",
        ),
        (lambda: theory.two_batch(2.0, 1.0, 20, 5), "b is 20 and B is 5"),
        (lambda: theory.two_batch(2.0, 1.0, 0, 5), "b is 0"),
        (lambda: theory.two_batch(2.0, -1.0, 1, 5), "big is -1.0: give mean squared lengths"),
        (lambda: theory.two_batch([1.0, np.nan], 1.0, 1, 5), "small is"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
