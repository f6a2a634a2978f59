"""The laws of chapter 13: floors with momentum, what it gains, and what Adam does with noise and with units."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

import mbcourse
from mbcourse import optim, theory

LINE = mbcourse.lab_line()
A = np.column_stack([LINE.x, np.ones(60)])
SURFACE = mbcourse.ErrorSurface(LINE.x, LINE.y)


def settled_variance(h, noise, rate, momentum):
    """E delta^2 of one parameter by repeating the map of (delta, v), written down without the chapter's algebra."""
    step = np.array([[1 - rate * h, -rate * momentum], [h, momentum]])
    push, moments = np.array([-rate, 1.0]), np.zeros((2, 2))
    for _ in range(2_000):
        moments = step @ moments @ step.T + noise * np.outer(push, push)
    return moments[0, 0]


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("effective", [0.02, 0.2, 0.6])
def test_the_floor_of_one_parameter_is_that_of_the_formula(effective, momentum):
    h, noise = 2.5, 0.3
    formula = effective * noise / h / (2 - effective * h * (1 - momentum) / (1 + momentum))
    assert_allclose(settled_variance(h, noise, (1 - momentum) * effective, momentum), formula, rtol=1e-9)


@pytest.mark.parametrize("batch_size", [1, 5, 20])
@pytest.mark.parametrize("momentum", [0.5, 0.9, 0.99])
def test_at_a_small_effective_rate_momentum_settles_where_plain_descent_does(batch_size, momentum):
    ratios = []
    for rate in (0.02, 0.005, 0.001):
        heavy = theory.momentum_floor(LINE.x, LINE.y, (1 - momentum) * rate, batch_size, momentum)
        ratios.append(heavy / theory.noise_floor(LINE.x, LINE.y, rate, batch_size))
    assert 0.92 < ratios[0] < ratios[1] < ratios[2] < 1 and ratios[2] > 0.995


@pytest.mark.parametrize("momentum", [0.5, 0.9, 0.99])
def test_at_the_same_rate_momentum_is_a_larger_one(momentum):
    """Floors are those of rate / (1 - momentum), to 3 % where both are small."""
    rate = 0.002 * (1 - momentum)
    same = theory.momentum_floor(LINE.x, LINE.y, rate, 5, momentum)
    assert_allclose(same, theory.noise_floor(LINE.x, LINE.y, rate / (1 - momentum), 5), rtol=0.03)
    assert same > 0.9 / (1 - momentum) * theory.noise_floor(LINE.x, LINE.y, rate, 5)


def updates_to(x, momentum, batch_size, target=0.05):
    surface = mbcourse.ErrorSurface(x, LINE.y)
    rates = np.geomspace(0.2, 2 + 2 * momentum, 40) / np.linalg.eigvalsh(surface.hessian)[1]
    losses = theory.momentum_losses(
        x, LINE.y, batch_size=batch_size, learning_rate=rates, momentum=momentum, updates=320
    )
    met = losses - surface.floor <= target
    counts = np.where(met.any(axis=1), met.argmax(axis=1), np.inf)
    best = counts.argmin()
    assert 0 < best < len(rates) - 1 and np.isfinite(counts[best])
    return counts[best]


def test_momentum_gains_with_the_batch_and_with_the_condition_number():
    gains = []
    for shift in (0.0, 1.5, 3.0):
        x = LINE.x + shift
        root = np.sqrt(np.linalg.cond(mbcourse.ErrorSurface(x, LINE.y).hessian))
        momentum = ((root - 1) / (root + 1)) ** 2
        gains.append([updates_to(x, 0.0, size) / updates_to(x, momentum, size) for size in (1, 20, 200)])
    assert (np.diff(gains, axis=1) > 0).all()
    assert (np.diff(gains, axis=0)[:, 1:] > 0).all()
    assert (np.array(gains)[:, 0] < 1.25).all()


def settled_excess(step, rate, batch_size, count=200, before=300, updates=600):
    """Mean excess of runs that begin at the minimum, after they have settled."""
    rng, theta, state = np.random.default_rng(0), np.tile(SURFACE.minimum, (count, 1)), optim.State()
    kept = []
    for k in range(updates):
        batch = rng.integers(60, size=(count, batch_size))
        misses = (A[batch] @ theta[:, :, None])[..., 0] - LINE.y[batch]
        gradient = 2 * (misses[:, None] @ A[batch])[:, 0] / batch_size
        theta, state = step(theta, gradient, state, rate)
        if k >= before:
            kept.append(SURFACE.loss(*theta.T) - SURFACE.floor)
    return np.mean(kept)


@pytest.mark.parametrize("batch_size", [1, 5, 20])
@pytest.mark.parametrize(("rate", "tolerance"), [(0.01, 0.25), (0.005, 0.2)])
def test_adams_floor_goes_with_the_rate_over_the_root_of_the_batch_size(batch_size, rate, tolerance):
    """eta / (4 sqrt B) times the sum of the deviations of single gradients."""
    deviations = np.sqrt(np.diag(theory.gradient_covariance(LINE.x, LINE.y, SURFACE.minimum)))
    law = rate / 4 / np.sqrt(batch_size) * deviations.sum()
    assert_allclose(settled_excess(optim.adam, rate, batch_size), law, rtol=tolerance)


@pytest.mark.parametrize("batch_size", [4, 16, 64])
def test_where_noise_rules_adam_moves_as_far_as_plain_descent_at_the_rate_times_the_root_of_the_batch(batch_size):
    """A gradient of 0.02 in noise of deviation 1 / sqrt B, for 400 updates: noise rules up to a batch size of 64."""
    rng, count = np.random.default_rng(0), 2000
    weights, state = np.zeros(count), optim.State()
    for _ in range(400):
        gradient = 0.02 + rng.normal(size=count) / np.sqrt(batch_size)
        weights, state = optim.adam(weights, gradient, state, 0.001)
    plain = -400 * 0.001 * np.sqrt(batch_size) * 0.02
    error = weights.std(ddof=1) / np.sqrt(count)
    assert abs(weights.mean() - plain) < 0.05 * abs(plain) + 4 * error


def test_where_the_gradient_rules_adam_moves_by_its_rate_whatever_the_batch_size():
    for batch_size in (4, 16, 64):
        rng, weights, state = np.random.default_rng(0), np.zeros(500), optim.State()
        for _ in range(400):
            gradient = 20 + rng.normal(size=500) / np.sqrt(batch_size)
            weights, state = optim.adam(weights, gradient, state, 0.001)
        assert_allclose(weights.mean(), -0.4, rtol=0.01)
