"""The laws of chapter 8, each from all batches, from a closed form, or by brute force."""

from itertools import combinations, product

import numpy as np
import pytest
from numpy.testing import assert_allclose

import mbcourse
from mbcourse import theory

LINE = mbcourse.lab_line()
A = np.column_stack([LINE.x, np.ones(60)])
H_EACH = 2 * A[:, :, None] * A[:, None, :]
H = H_EACH.mean(axis=0)
MINIMUM = np.linalg.lstsq(A, LINE.y)[0]
FLAT, STEEP = np.linalg.eigh(H)[1].T
PATH = mbcourse.train_bgd(LINE.x, LINE.y, epochs=35).params
PLACES = pytest.mark.parametrize("theta", PATH[[0, 10, 25]], ids=["start", "update 10", "update 25"])


def gradients(theta, y=LINE.y):
    return 2 * (A @ theta - y)[:, None] * A


def signal_and_noise(g):
    mean = g.mean(axis=0)
    return mean @ mean, ((g - mean) ** 2).sum(axis=1).mean()


def squares(g, batches):
    """Squared length of the mean gradient of each batch, given as rows of indices."""
    return (g[np.array(list(batches))].mean(axis=1) ** 2).sum(axis=1)


def ratio(direction):
    """Curvature noise of this displacement over the squared gradient."""
    curvature = (H_EACH - H) @ direction
    return (curvature**2).sum(axis=1).mean() / ((H @ direction) ** 2).sum()


@PLACES
def test_two_sizes_measure_the_noise_scale_averaged_over_all_batches(theta):
    g = gradients(theta)
    ones, twos = squares(g, ((i,) for i in range(60))), squares(g, product(range(60), repeat=2))
    signal, noise, scale = theory.two_batch(ones.mean(), twos.mean(), 1, 2)
    assert_allclose((signal, noise), signal_and_noise(g), rtol=1e-9)
    assert_allclose(scale, theory.noise_scale(LINE.x, LINE.y, theta), rtol=1e-9)


@PLACES
def test_the_mean_of_ratios_is_wrong(theta):
    g = gradients(theta)
    ones, twos = squares(g, ((i,) for i in range(60))), squares(g, product(range(60), repeat=2))
    ratios = theory.two_batch(ones[:, None], twos, 1, 2)[2]
    assert abs(ratios.mean() / theory.noise_scale(LINE.x, LINE.y, theta) - 1) > 0.5


def test_twenty_thousand_pairs_are_enough_and_a_thousand_are_not():
    """Sizes 5 and 20, drawn apart, at the start: within 10 % of the exact noise scale."""
    g, rng = gradients(PATH[0]), np.random.default_rng(0)
    small, big = (
        np.concatenate([squares(g, rng.integers(60, size=(50_000, size))) for _ in range(4)]) for size in (5, 20)
    )

    def share_within(pairs):
        means = (each.reshape(-1, pairs).mean(axis=1) for each in (small, big))
        scales = theory.two_batch(*means, 5, 20)[2]
        return np.mean(np.abs(scales / theory.noise_scale(LINE.x, LINE.y, PATH[0]) - 1) < 0.1)

    assert share_within(1000) < 0.5 < 0.8 < share_within(20_000)


@PLACES
@pytest.mark.parametrize("sizes", [(1, 2), (1, 3), (2, 3)])
def test_batches_without_repetition_measure_the_population(theta, sizes):
    g = gradients(theta)
    means = (squares(g, combinations(range(60), size)).mean() for size in sizes)
    signal, noise, scale = theory.two_batch(*means, *sizes)
    length, trace = signal_and_noise(g)
    assert_allclose(noise, trace * 60 / 59, rtol=1e-9)
    assert_allclose(signal, length - trace / 59, rtol=0, atol=1e-10 * trace)
    assert_allclose(1 / theory.noise_scale(LINE.x, LINE.y, theta), 60 / 59 * (1 / scale + 1 / 60), rtol=1e-7)


def test_that_population_is_estimated_without_bias():
    """Over every sample of 3 from a population of 5 vectors, drawn with replacement."""
    population = np.random.default_rng(0).normal(size=(5, 2)) + 1
    found = [signal_and_noise(population[list(sample)]) for sample in product(range(5), repeat=3)]
    signal, noise = np.transpose(found)
    expected = signal_and_noise(population)
    assert_allclose([(signal - noise / 2).mean(), (noise * 3 / 2).mean()], expected, rtol=1e-12)


def test_micro_batches_are_exact_over_all_splits_of_six():
    g = gradients(PATH[0])[::10]
    first = [(0, i) for i in range(1, 6)]
    splits = [
        (pair, other, tuple(set(range(6)) - {*pair, *other}))
        for pair in first
        for other in combinations(sorted(set(range(6)) - set(pair)), 2)
        if min(set(range(6)) - set(pair)) in other
    ]
    assert len(splits) == 15
    found = [theory.two_batch(squares(g, split).mean(), (g.mean(axis=0) ** 2).sum(), 2, 6)[:2] for split in splits]
    length, trace = signal_and_noise(g)
    assert_allclose(np.mean(found, axis=0), [length - trace / 5, trace * 6 / 5], rtol=1e-12)


@pytest.mark.parametrize("theta", [*PATH[[0, 5, 20, 35]], MINIMUM])
def test_noise_is_curvature_noise_residual_noise_and_a_cross_term(theta):
    curvature, residual = (H_EACH - H) @ (theta - MINIMUM), gradients(MINIMUM)
    terms = (curvature**2).sum(axis=1), 2 * (curvature * residual).sum(axis=1), (residual**2).sum(axis=1)
    assert_allclose(np.sum(terms, axis=0).mean(), signal_and_noise(gradients(theta))[1], rtol=1e-10)


@pytest.mark.parametrize("direction", [FLAT, STEEP, FLAT + STEEP])
def test_without_residual_noise_the_scale_depends_on_the_direction_alone(direction):
    clean = A @ MINIMUM
    for length in (1e-3, 1.0, 1e3):
        scale = theory.noise_scale(LINE.x, clean, MINIMUM + length * direction)
        assert_allclose(scale, ratio(direction), rtol=1e-9)


@pytest.mark.parametrize("start", [(-15, -10), (20, 5), (1, 30)])
@pytest.mark.parametrize("rate", [0.05, 0.1, 0.2, 0.3])
def test_the_level_is_that_of_the_slow_direction(start, rate):
    clean = A @ MINIMUM
    end = mbcourse.train_bgd(LINE.x, clean, learning_rate=rate, epochs=40, start=start).params[-1]
    left = [abs(1 - rate * q @ H @ q) for q in (FLAT, STEEP)]
    slow = FLAT if left[0] > left[1] else STEEP
    assert_allclose(theory.noise_scale(LINE.x, clean, end), ratio(slow), rtol=0.01)


@pytest.mark.parametrize("batch_size", [1, 5, 20])
@pytest.mark.parametrize("rate", [0.02, 0.05, 0.1, 0.15])
def test_a_settled_run_has_a_noise_scale_in_proportion_to_its_batch_size(batch_size, rate):
    """By brute force: E delta delta^T is carried from update to update until it stays."""
    stars, C = gradients(MINIMUM), np.zeros((2, 2))
    for _ in range(1500):
        sigma = (stars.T @ stars + np.einsum("nij,jk,nkl->il", H_EACH - H, C, H_EACH - H)) / 60
        C = (np.eye(2) - rate * H) @ C @ (np.eye(2) - rate * H) + rate**2 / batch_size * sigma
    scale = np.trace(sigma) / np.trace(H @ C @ H)
    assert_allclose(scale / batch_size, 2 * np.trace(H @ C) / (rate * np.trace(H @ C @ H)) - 1, rtol=1e-9)
    bounds = [2 / (rate * value) - 1 for value in np.linalg.eigvalsh(H)]
    assert bounds[1] < scale / batch_size < bounds[0]


@pytest.mark.parametrize("batch_size", [1, 5, 20])
def test_share_of_the_signal_is_the_share_of_the_fall(batch_size):
    """With equal curvature in all directions; the best rate is found by trying many."""
    signal, noise = signal_and_noise(gradients(PATH[0]))
    for curvature in (0.5, 2.0, 6.0):
        rates = np.linspace(0, 1 / curvature, 100_001)
        fall = rates * signal - rates**2 / 2 * curvature * (signal + noise / batch_size)
        share = batch_size / (batch_size + noise / signal)
        assert_allclose(fall.max(), share * signal / (2 * curvature), rtol=1e-8)


@PLACES
@pytest.mark.parametrize("batch_size", [1, 2])
def test_weighted_with_the_curvatures_the_share_is_exact_on_the_line(theta, batch_size):
    """The best rate is found by trying many on every batch; the fall is measured by the loss itself."""
    g = gradients(theta)
    batches = g[np.array(list(product(range(60), repeat=batch_size)))].mean(axis=1)
    full, covariance = g.mean(axis=0), np.cov(g.T, bias=True)
    weighted = np.trace(H @ covariance) / (full @ H @ full)
    share = batch_size / (batch_size + weighted)

    def losses(steps):
        return ((A @ (theta - steps).T - LINE.y[:, None]) ** 2).mean()

    best = full @ full / (full @ H @ full)
    falls = [losses(0 * batches) - losses(part * share * best * batches) for part in (0.99, 1, 1.01)]
    assert falls[1] > max(falls[0], falls[2])
    assert_allclose(falls[1], share * (full @ full) * best / 2, rtol=1e-7)


def test_with_inputs_spread_alike_in_all_directions_the_level_is_the_same_in_each():
    rows = np.array(list(product([-1, 1], repeat=2)))
    each = 2 * rows[:, :, None] * rows[:, None, :]
    for direction in ([1, 0], [1, 1], [-2, 5]):
        curvature = (each - each.mean(axis=0)) @ direction
        signal = ((each.mean(axis=0) @ direction) ** 2).sum()
        assert_allclose((curvature**2).sum(axis=1).mean() / signal, 1)
