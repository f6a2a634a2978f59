"""Chapter 9: the limit in mean square, the typical limit, and the rules for scaling, from first principles."""

from itertools import combinations, product

import numpy as np
import pytest
from numpy.testing import assert_allclose

import mbcourse
from mbcourse import theory

LINE = mbcourse.lab_line()
X, Y, N = LINE.x, LINE.y, len(LINE.x)
A = np.column_stack([X, np.ones(N)])
SURFACE = mbcourse.ErrorSurface(X, Y)
BGD = 2 / np.linalg.eigvalsh(SURFACE.hessian)[-1]
H = 2 * X**2  # curvatures of the slope alone
C = H.var() / H.mean() ** 2

DRAWS = {
    "single examples": (1, True, [(i,) for i in range(N)]),
    "pairs with replacement": (2, True, list(product(range(N), repeat=2))),
    "different pairs": (2, False, list(combinations(range(N), 2))),
}


@pytest.mark.parametrize("targets", [Y, A @ SURFACE.minimum], ids=["noisy", "clean"])
@pytest.mark.parametrize(("size", "replacement", "batches"), DRAWS.values(), ids=DRAWS)
def test_one_exact_update_is_the_mean_over_all_batches(size, replacement, batches, targets):
    """An average of runs cannot be this test: between the limits it misses the mean by orders of magnitude."""
    start, rate = np.array([-15.0, -10.0]), 0.2
    a = A[np.array(batches)]
    residuals = a @ start - targets[np.array(batches)]
    after = start - rate * 2 / size * np.einsum("kb,kbp->kp", residuals, a)
    mean = np.mean((after @ A.T - targets) ** 2)
    settings = {"batch_size": size, "learning_rate": rate, "updates": 1, "replacement": replacement}
    assert_allclose(theory.expected_losses(X, targets, **settings)[-1], mean, rtol=1e-12)


@pytest.mark.parametrize("rate", [0.05, 0.18, 0.3])
@pytest.mark.parametrize(("size", "replacement", "batches"), DRAWS.values(), ids=DRAWS)
def test_curvature_noise_multiplies_the_square_and_residual_noise_adds_to_it(size, replacement, batches, rate):
    """One parameter; a pair delta, -delta has mean 0, as in the long run, so that the mixed term drops out."""
    residual = Y - X * (X @ Y) / (X @ X)
    g = -2 * residual * X
    f = theory.noise_factor(N, size, replacement)
    h_batch, g_batch = (values[np.array(batches)].mean(axis=1) for values in (H, g))
    moved = [(1 - rate * h_batch) * delta - rate * g_batch for delta in (0.7, -0.7)]
    bracket = (1 - rate * H.mean()) ** 2 + rate**2 * f * H.var()
    assert_allclose(np.mean(np.square(moved)), bracket * 0.49 + rate**2 * f * g.var(), rtol=1e-12)
    assert (bracket < 1) == (rate < 2 / H.mean() / (1 + C * f))


def moment_growth(power, rate, angles=240):
    """Return by what E|delta|^power is multiplied per update of single examples, in the long run, on clean targets.

    The largest eigenvalue of the map of functions of the direction u: f -> mean over examples of |M u|^power f(M u),
    M = I - rate H_i, on a grid of directions between which f is linear.
    """
    phi = np.arange(angles) * np.pi / angles
    u = np.stack([np.cos(phi), np.sin(phi)], axis=1)
    moved = u[None] - 2 * rate * (A @ u.T)[:, :, None] * A[:, None, :]
    weights = np.linalg.norm(moved, axis=2) ** power / N
    place = np.arctan2(moved[..., 1], moved[..., 0]) % np.pi / np.pi * angles
    below = np.floor(place).astype(int)
    kernel, rows = np.zeros((angles, angles)), np.broadcast_to(np.arange(angles), below.shape)
    np.add.at(kernel, (rows, below % angles), weights * (1 - place + below))
    np.add.at(kernel, (rows, (below + 1) % angles), weights * (place - below))
    return np.abs(np.linalg.eigvals(kernel)).max()


def test_second_moments_grow_from_the_limit_in_mean_square_on():
    """The limit a second way, without the matrix T: at the limit the tail index is 2."""
    limit = theory.max_learning_rate(X, 1)
    assert_allclose(moment_growth(2, limit), 1, atol=1e-4)
    assert moment_growth(3, limit) > 1 > moment_growth(1, limit)
    assert moment_growth(2, 0.9 * limit) < 1 < moment_growth(2, 1.1 * limit)


def test_typical_limit_is_where_small_moments_begin_to_grow():
    """(E|delta|^q)^(1/q) tends to exp E log|delta| as q goes to 0."""
    limit = theory.typical_learning_rate(X, 1, rng=0, epochs=4000)
    assert_allclose(limit, 0.245, atol=0.003)
    assert moment_growth(1e-4, limit - 0.004) < 1 < moment_growth(1e-4, limit + 0.004)
    for rate in (0.2, 0.3):
        mean, error = theory.growth(X, 1, rate, rng=0, epochs=4000)
        assert abs(np.log(moment_growth(1e-4, rate)) / 1e-4 - mean) < 4 * error


def slope_limits(batch_size):
    """Return the typical limit of the slope alone, exact, and that in mean square; draws with replacement."""
    step = 0.02  # every curvature is a multiple of it, so that sums of them are a convolution
    chances = np.bincount(np.rint(H / step).astype(int)) / N
    length = (len(chances) - 1) * batch_size + 1
    sums = np.fft.irfft(np.fft.rfft(chances, 2 * length) ** batch_size, 2 * length)[:length]
    means = np.arange(length) * step / batch_size
    low, high = 2 / H.mean(), 0.36
    for _ in range(40):
        rate = (low + high) / 2
        rises = sums @ np.log(np.abs(1 - rate * means) + 1e-300) > 0
        low, high = (low, rate) if rises else (rate, high)
    return low, 2 / H.mean() / (1 + C / batch_size)


def test_noise_moves_the_two_limits_apart_by_equal_amounts_at_first():
    full = 2 / H.mean()
    ratios = [(up - full) / (full - down) for up, down in map(slope_limits, (20, 60, 240))]
    assert (np.diff(ratios) < 0).all()
    assert_allclose(ratios[-1], 1, atol=0.02)
    for batch_size in (120, 240):
        typical, _ = slope_limits(batch_size)
        assert_allclose((typical / full - 1) * batch_size, C, rtol=0.03)


@pytest.mark.parametrize("order", ["replacement", "independent"])
@pytest.mark.parametrize("batch_size", [1, 5, 20])
def test_typical_limit_is_never_below_that_in_mean_square(batch_size, order):
    limit = theory.max_learning_rate(X, batch_size, order == "replacement")
    mean, error = theory.growth(X, batch_size, limit, order, rng=0, epochs=1000)
    assert mean < -3 * error


def test_dividing_batch_and_rate_by_one_number_is_safe_and_the_linear_rule_ends_where_the_formula_says():
    limits = np.array([theory.max_learning_rate(X, size) for size in range(1, N + 1)])
    for size in range(1, N + 1):
        for part in range(1, size):
            assert limits[part - 1] >= limits[size - 1] * part / size
    for rate in (0.01, 0.02, 0.05, 0.1):
        stable = rate * np.arange(1, N + 1) < limits
        assert abs(stable.sum() - (BGD / rate - C)) <= 1 and not stable[stable.sum() :].any()


def test_standardising_rare_pixels_lowers_the_limit_of_small_batches():
    """The image that alone uses a pixel has, standardised, a curvature of its own of about twice the set's size."""
    grey, _ = mbcourse.split(mbcourse.digits(), held_out=0.2, rng=0)
    (scaled,) = mbcourse.standardise(grey)
    used = np.count_nonzero(grey.x, axis=0)
    assert (used == 1).any()
    largest = np.sum(scaled.x**2, axis=1).max() + 1
    assert largest > len(grey.x)
    # One example alone, met once in n draws, must not grow: (1 - rate h)^2 / n < 1.
    bound = (1 + np.sqrt(len(grey.x))) / (2 * largest)
    assert theory.max_learning_rate(scaled.x, 1) < bound < 0.2 * theory.max_learning_rate(grey.x, 1)
