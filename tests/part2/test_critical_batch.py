"""The laws of chapter 11, each from all batches, from a closed form, or by brute force."""

from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose

import mbcourse
from mbcourse import theory, tuning

LINE = mbcourse.lab_line()
A = np.column_stack([LINE.x, np.ones(60)])
H = 2 * A.T @ A / 60
MINIMUM = np.linalg.lstsq(A, LINE.y)[0]
VALUES, DIRECTIONS = np.linalg.eigh(H)
AWAY = mbcourse.LAB_START - MINIMUM
HALF = np.pad(H / 2, (0, 1)).ravel()
SIZES = np.array([1, 2, 5, 10, 20, 60, 200, 600])
RATES = np.geomspace(0.002, 0.32, 120)
MOVED = np.ix_([0, 1, 3, 4], [0, 1, 3, 4])  # the moments of delta alone


def examples(rate, residuals=1.0):
    """What an update with each example does to (delta, 1), shape (60, 3, 3)."""
    maps = np.tile(np.eye(3), (60, 1, 1))
    maps[:, :2, :2] -= rate * 2 * A[:, :, None] * A[:, None, :]
    maps[:, :2, 2] -= rate * residuals * 2 * (A @ MINIMUM - LINE.y)[:, None] * A
    return maps


def squared(maps):
    """The mean of M X M^T over the maps, as a matrix on the nine numbers of X."""
    return np.einsum("nij,nkl->ikjl", maps, maps).reshape(9, 9) / len(maps)


def step(f, rate, residuals=1.0):
    """The same for batches whose mean has the variance factor f."""
    maps = examples(rate, residuals)
    return (1 - f) * squared(maps.mean(axis=0, keepdims=True)) + f * squared(maps)


def start():
    one = np.append(AWAY, 1.0)
    return np.outer(one, one).ravel()


def counts(f, target, updates, residuals=1.0, rates=RATES):
    """Updates to the target at each rate; between two updates the logarithm falls in a straight line."""
    steps = np.array([step(f, rate, residuals) for rate in rates])
    moments, found, before = np.tile(start(), (len(rates), 1))[:, :, None], np.full(len(rates), np.inf), None
    for k in range(updates):
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            before, moments = moments[:, :, 0] @ HALF, steps @ moments
            after = moments[:, :, 0] @ HALF
            part = np.log(before / target) / np.log(before / after)
        found = np.where((after <= target) & np.isinf(found), k + part, found)
    return found


def tuned(target, sizes=SIZES, residuals=1.0):
    each = [counts(1 / size, target, 80 + 200 // size, residuals) for size in sizes]
    return tuning.best_rates(each, sizes, RATES)


@pytest.mark.parametrize("rate", [0.05, 0.2])
def test_moments_are_those_of_all_batches_of_two(rate):
    maps = examples(rate)
    pairs = np.array([(maps[i] + maps[j]) / 2 for i, j in product(range(60), repeat=2)])
    assert_allclose(step(1 / 2, rate), squared(pairs), atol=1e-12)


def test_pieces_of_any_noise_scale_add_up_to_a_hyperbola():
    rng = np.random.default_rng(0)
    pieces, scales = rng.uniform(1, 9, size=20), rng.geometric(0.01, size=20)
    updates = np.array([(pieces * (1 + scales / size)).sum() for size in SIZES])
    fewest, critical = theory.critical_batch(SIZES, updates)
    assert_allclose((fewest, critical), (pieces.sum(), np.average(scales, weights=pieces)))
    least = fewest * critical
    assert_allclose((updates / fewest - 1) * (SIZES * updates / least - 1), 1)


def test_curvature_noise_alone_gives_one_critical_batch_size_for_every_target():
    """That of the long run, in which an update multiplies by the spectral radius of its matrix."""
    rates = np.geomspace(0.05, 0.33, 200)
    factors = [
        min(np.abs(np.linalg.eigvals(step(1 / size, rate, 0.0)[MOVED])).max() for rate in rates) for size in SIZES
    ]
    in_the_long_run = theory.critical_batch(SIZES, -1 / np.log(factors))[1]
    found = [theory.critical_batch(SIZES, tuned(target, residuals=0.0)[1])[1] for target in (1e-1, 1e-3, 1e-6, 1e-9)]
    assert_allclose(found, in_the_long_run, rtol=0.12)
    assert_allclose(found[3], in_the_long_run, rtol=0.02)


def test_the_hyperbola_holds_to_eleven_percent_and_moves_with_the_target():
    found = []
    for target in (0.1, 0.01, 0.001):
        _, updates = tuned(target)
        fewest, critical = theory.critical_batch(SIZES, updates)
        assert_allclose(fewest * (1 + critical / SIZES), updates, rtol=0.115)
        found.append(critical)
    assert 3 < found[0] < found[1] < 4 < 3.5 * found[1] < found[2]


@pytest.mark.parametrize(("target", "error"), [(3e-4, 0.05), (1e-4, 0.02), (1e-5, 0.005)])
def test_where_the_floor_sets_the_rate_examples_do_not_depend_on_the_batch_size(target, error):
    """By powers of the matrix, against the share of the target that is best for the floor, tried out."""
    noise = np.trace(theory.gradient_covariance(LINE.x, LINE.y, MINIMUM))
    flat = VALUES[0] * (DIRECTIONS[:, 0] @ AWAY) ** 2 / 2
    shares = np.linspace(0.5, 0.999, 2000)
    needed = noise / (8 * VALUES[0] * target) * np.log(flat / (1 - shares) / target) / shares
    share = shares[needed.argmin()]
    for size in (1, 2):
        rates = 4 * share * target * size / noise * np.geomspace(0.8, 1.25, 21)
        power = [np.array([step(1 / size, rate) for rate in rates])]
        for _ in range(16):
            power.append(power[-1] @ power[-1])
        moments, k = np.tile(start(), (21, 1))[:, :, None], np.zeros(21)
        for j in range(16, -1, -1):
            after = power[j] @ moments
            above = after[:, :, 0] @ HALF > target
            moments, k = np.where(above[:, None, None], after, moments), k + above * 2**j
        updates = np.where(k < 2**17 - 1, k + 1, np.inf)
        assert 0 < updates.argmin() < 20
        assert_allclose(size * updates.min(), needed.min(), rtol=error)


def noise_scale(moments):
    """E tr Sigma / E |grad L|^2 from the moments of (delta, 1)."""
    moments = moments.reshape(3, 3)
    signal = np.trace(H @ moments[:2, :2] @ H)
    rows = np.column_stack([A, A @ MINIMUM - LINE.y])
    squares = np.einsum("ni,ij,nj->n", rows, moments, rows)
    return (4 * squares * (A**2).sum(axis=1)).mean() / signal - 1


@pytest.mark.parametrize("target", [0.1, 0.001, 0.0001])
def test_tuned_runs_at_the_target_have_a_noise_scale_near_the_critical_batch_size(target):
    """Exactly, at any batch size; and a smaller one than batch gradient descent has there at a small rate."""
    found = [counts(1 / size, target, 80 + 1700 // size) for size in SIZES]
    rates, updates = tuning.best_rates(found, SIZES, RATES)
    critical = theory.critical_batch(SIZES, updates)[1]
    slow = start()
    while slow @ HALF > target:
        slow = step(0, 0.01) @ slow
    for size, rate, count in zip(SIZES, rates, updates, strict=True):
        moments = np.linalg.matrix_power(step(1 / size, rate), round(count)) @ start()
        assert critical / 2.5 < noise_scale(moments) < 2.5 * critical
        assert noise_scale(moments) < noise_scale(slow)


def runs(size, rate, updates, many, rng):
    """Excess loss of many runs that draw with replacement, (updates, many)."""
    delta, excess = np.tile(AWAY, (many, 1)), []
    for _ in range(updates):
        i = rng.integers(60, size=(many, size))
        miss = np.einsum("rbp,rp->rb", A[i], delta) + (A @ MINIMUM - LINE.y)[i]
        delta = delta - 2 * rate / size * np.einsum("rb,rbp->rp", miss, A[i])
        excess.append(np.einsum("rp,pq,rq->r", delta, H / 2, delta))
    return np.array(excess)


def test_first_passages_of_single_runs_come_too_early_and_those_of_the_mean_do_not():
    """At a rate at which the expected loss never meets the target, and at one at which it does."""
    target, rng = 0.001, np.random.default_rng(0)
    single = runs(1, 0.1, 400, 400, rng) <= target
    assert single.any(axis=0).all() and single.argmax(axis=0).mean() < 45
    assert np.isinf(counts(1, target, 400, rates=np.array([0.1]))).all()
    (exact,) = counts(1 / 5, target, 60, rates=np.array([0.09]))
    many = runs(5, 0.09, 60, 4000, rng)
    mean, error = many.mean(axis=1), many.std(axis=1) / np.sqrt(4000)
    early, late = ((mean + sign * 4 * error <= target).argmax() + 1 for sign in (-1, 1))
    assert early - 1 < exact < late
    assert late - early < 6  # the check is not empty
    assert (many <= target).argmax(axis=0).mean() + 1 < early - 1


def with_falling_rate(size, updates, rates):
    steps, moments = None, np.tile(start(), (len(rates), 1))[:, :, None]
    for k in range(updates):
        steps = np.array([step(1 / size, rate * (1 - k / updates)) for rate in rates])
        moments = steps @ moments
    return (moments[:, :, 0] @ HALF).min()


def test_with_a_rate_that_falls_to_zero_examples_are_flat_and_then_bend_at_once():
    for size, updates in ((5, 83), (10, 41)):  # 410 to 415 examples
        rates = 0.0195 * size * np.array([0.9, 0.95, 1.0, 1.05])
        assert with_falling_rate(size, updates, rates) <= 1e-4 < with_falling_rate(size, updates - 2, rates)
    wide = np.geomspace(0.15, 0.35, 12)
    assert with_falling_rate(60, 16, wide) > 1e-4  # 960 examples are not enough


@pytest.mark.parametrize("fixed", [1.0, 10.0, 100.0])
def test_the_quickest_batch_size_is_the_root_of_its_cost_times_the_critical_one(fixed):
    size = np.linspace(1, 300, 300_000)
    time = 7 * (1 + 40 / size) * (fixed + size)
    assert_allclose(size[time.argmin()], np.sqrt(40 * fixed), rtol=1e-3)
