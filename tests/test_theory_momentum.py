"""Expected losses with momentum: against runs, against plain gradient descent, and against closed forms."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

import mbcourse
from mbcourse import optim, theory

LINE = mbcourse.lab_line()
A = np.column_stack([LINE.x, np.ones(60)])
SURFACE = mbcourse.ErrorSurface(LINE.x, LINE.y)


def runs(batch_size, rate, momentum, updates, count=4000, replacement=True):
    """Excess losses of many runs by `optim.momentum`, (updates + 1, count)."""
    rng = np.random.default_rng(0)
    theta, state = np.tile(np.array(mbcourse.LAB_START), (count, 1)), optim.State()
    rows = [SURFACE.loss(*theta.T)]
    for _ in range(updates):
        if replacement:
            batch = rng.integers(60, size=(count, batch_size))
        else:
            batch = rng.random((count, 60)).argsort(axis=1)[:, :batch_size]
        misses = np.einsum("rbj,rj->rb", A[batch], theta) - LINE.y[batch]
        gradient = 2 * np.einsum("rb,rbj->rj", misses, A[batch]) / batch_size
        theta, state = optim.momentum(theta, gradient, state, rate, momentum=momentum)
        rows.append(SURFACE.loss(*theta.T))
    return np.array(rows)


@pytest.mark.parametrize(
    ("batch_size", "rate", "momentum", "replacement"),
    [(1, 0.01, 0.5, True), (5, 0.02, 0.9, True), (20, 0.1, 0.6, True), (20, 0.05, 0.8, False)],
)
def test_mean_of_many_runs_is_the_expected_loss(batch_size, rate, momentum, replacement):
    options = {"batch_size": batch_size, "momentum": momentum, "updates": 40, "replacement": replacement}
    expected = theory.momentum_losses(LINE.x, LINE.y, learning_rate=rate, **options)
    measured = runs(batch_size, rate, momentum, 40, replacement=replacement)
    error = measured.std(axis=1, ddof=1) / np.sqrt(measured.shape[1])
    assert_allclose(measured[0], expected[0], rtol=1e-12)
    assert (np.abs(measured.mean(axis=1) - expected)[1:] < 4.5 * error[1:]).all()
    assert (error[1:] < 0.1 * expected[1:]).all()


@pytest.mark.parametrize("batch_size", [1, 5, 20])
def test_without_momentum_it_is_plain_gradient_descent(batch_size):
    options = {"batch_size": batch_size, "learning_rate": [0.01, 0.05, 0.1], "updates": 100}
    ours = theory.momentum_losses(LINE.x, LINE.y, momentum=0.0, **options)
    assert_allclose(ours, theory.expected_losses(LINE.x, LINE.y, **options), rtol=1e-10)
    for rate in (0.01, 0.05, 0.1):
        floor = theory.momentum_floor(LINE.x, LINE.y, rate, batch_size, momentum=0.0)
        assert_allclose(floor, theory.noise_floor(LINE.x, LINE.y, rate, batch_size), rtol=1e-10)


@pytest.mark.parametrize(("batch_size", "rate", "momentum"), [(1, 0.01, 0.5), (5, 0.02, 0.9), (20, 0.2, 0.3)])
def test_the_floor_is_where_expected_losses_end(batch_size, rate, momentum):
    floor = theory.momentum_floor(LINE.x, LINE.y, rate, batch_size, momentum)
    options = {"learning_rate": rate, "batch_size": batch_size, "momentum": momentum, "updates": 4000}
    assert_allclose(theory.momentum_losses(LINE.x, LINE.y, **options)[-1] - SURFACE.floor, floor, rtol=1e-8)


def test_the_full_gradient_has_no_floor_and_no_rate_no_motion():
    assert theory.momentum_floor(LINE.x, LINE.y, 0.1, 60, 0.5, replacement=False) == pytest.approx(0, abs=1e-15)
    assert theory.momentum_floor(LINE.x, LINE.y, 0.0, 1, 0.5) == 0
    still = theory.momentum_losses(LINE.x, LINE.y, batch_size=1, learning_rate=0.0, momentum=0.5, updates=3)
    assert_allclose(still, SURFACE.loss(*mbcourse.LAB_START), rtol=1e-12)


@pytest.mark.parametrize("momentum", [0.3, 0.6, 0.9])
def test_the_full_gradient_diverges_from_the_rate_of_the_textbook_on(momentum):
    """2 (1 + momentum) over the largest curvature."""
    limit = 2 * (1 + momentum) / np.linalg.eigvalsh(SURFACE.hessian)[1]
    floors = [
        theory.momentum_floor(LINE.x, LINE.y, part * limit, 60, momentum, replacement=False) for part in (0.999, 1.001)
    ]
    assert floors[0] < 1e-9 and floors[1] == np.inf


def test_overflow_is_infinity():
    losses = theory.momentum_losses(LINE.x, LINE.y, batch_size=1, learning_rate=5.0, momentum=0.9, updates=200)
    assert losses[-1] == np.inf and not np.isnan(losses).any()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"momentum": 1.0}, "momentum is 1.0: give a number from 0 to below 1"),
        ({"momentum": -0.1}, "momentum is -0.1"),
        ({"learning_rate": -1.0}, "learning_rate is -1.0"),
        ({"updates": -1}, "updates is -1"),
        ({"batch_size": 61, "replacement": False}, "batch_size is 61"),
    ],
)
def test_bad_input_is_named(change, message):
    options = {"batch_size": 5, "learning_rate": 0.1, "momentum": 0.5, "updates": 3}
    with pytest.raises(ValueError, match=message):
        theory.momentum_losses(LINE.x, LINE.y, **(options | change))
