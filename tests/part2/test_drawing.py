"""Chapter 7, drawing a batch: its laws, recomputed over every order of a few examples."""

from itertools import combinations, permutations

import numpy as np
import pytest
from numpy.testing import assert_allclose

import mbcourse
from mbcourse import theory

LINE = mbcourse.lab_line()
SIX = np.random.default_rng(7).normal(size=(6, 2))
SIX -= SIX.mean(axis=0)  # the noise of six examples: it sums to zero
SIGMA = SIX.T @ SIX / 6
ORDERS = np.array(list(permutations(range(6))))


def noises(batch_size):
    """Return the noise of each batch for every order of the six, shape (720, m, 2)."""
    return SIX[ORDERS].reshape(720, 6 // batch_size, batch_size, 2).mean(axis=2)


def second_moment(rows):
    """Return the mean of r r^T over rows whose mean is zero."""
    assert_allclose(rows.mean(axis=0), 0, atol=1e-12)
    return rows.T @ rows / len(rows)


@pytest.mark.parametrize("s", range(1, 7))
def test_a_sum_of_s_different_examples_has_s_of_n_minus_s_covariances(s):
    sums = np.array([SIX[list(drawn)].sum(axis=0) for drawn in combinations(range(6), s)])
    assert_allclose(second_moment(sums), s * (6 - s) / 5 * SIGMA, atol=1e-12)


@pytest.mark.parametrize("batch_size", [1, 2, 3])
def test_the_noise_of_an_epoch_is_an_arch_that_returns_to_zero_in_every_order(batch_size):
    walks = np.cumsum(noises(batch_size), axis=1)
    arch = theory.cumulative_noise(6, batch_size)
    for k in range(6 // batch_size):
        assert_allclose(second_moment(walks[:, k]), arch[k + 1] * SIGMA, atol=1e-12)
    assert_allclose(walks[:, -1], 0, atol=1e-12)


@pytest.mark.parametrize("batch_size", [1, 2, 3])
def test_batches_of_an_epoch_are_anti_correlated(batch_size):
    rows, m = noises(batch_size), 6 // batch_size
    f = theory.noise_factor(6, batch_size, replacement=False)
    for j, k in combinations(range(m), 2):
        assert_allclose(rows[:, j].T @ rows[:, k] / 720, -f / (m - 1) * SIGMA, atol=1e-12)


@pytest.mark.parametrize("done", [1, 2, 3, 4, 5])
def test_given_the_past_a_later_batch_leans_back(done):
    """Whatever came first, the mean over what may follow is minus the sum so far, shared among what is left."""
    for past in permutations(range(6), done):
        rest = [i for i in range(6) if i not in past]
        assert_allclose(SIX[rest].mean(axis=0), -SIX[list(past)].sum(axis=0) / (6 - done), atol=1e-12)


@pytest.mark.parametrize("batch_size", [1, 2, 3])
def test_the_area_of_a_loop_has_its_covariance_and_a_reversed_order_takes_it_back(batch_size):
    m = 6 // batch_size
    rows = noises(batch_size)
    areas = np.cumsum(rows, axis=1).sum(axis=1)
    assert_allclose(second_moment(areas), m**2 * (m**2 - 1) / (12 * 5) * SIGMA, atol=1e-12)
    backwards = np.cumsum(rows[:, ::-1], axis=1).sum(axis=1)
    assert_allclose(areas + backwards, 0, atol=1e-12)


def epoch_maps(x, y, batch_size, rate):
    """Return A and c of delta -> A delta + c for every order, after each update of an epoch."""
    a = np.column_stack([x, np.ones(len(x))])
    g = -2 * (y - a @ np.linalg.lstsq(a, y)[0])[:, None] * a
    curvatures = 2 * a[:, :, None] * a[:, None, :]
    orders = np.array(list(permutations(range(len(x))))).reshape(-1, len(x) // batch_size, batch_size)
    matrix, shift = np.broadcast_to(np.eye(2), (len(orders), 2, 2)), np.zeros((len(orders), 2))
    after = []
    for batch in orders.transpose(1, 0, 2):
        step = np.eye(2) - rate * curvatures[batch].mean(axis=1)
        matrix, shift = step @ matrix, np.einsum("nij,nj->ni", step, shift) - rate * g[batch].mean(axis=1)
        after.append((matrix, shift))
    return after


def settled(x, y, batch_size, rate):
    """Return the exact mean excess in the long run over all updates and at the ends of epochs, and the mean of delta.

    The second moment of delta at the ends of epochs is a fixed point, linear in itself, averaged over all orders.
    """
    maps = epoch_maps(x, y, batch_size, rate)
    matrix, shift = maps[-1]
    mean = np.linalg.solve(np.eye(2) - matrix.mean(axis=0), shift.mean(axis=0))

    def next_moment(matrix, shift, moment):
        cross = np.einsum("nij,j,nk->ik", matrix, mean, shift) / len(shift)
        carried = np.einsum("nij,jk,nlk->il", matrix, moment, matrix) / len(shift)
        return carried + cross + cross.T + shift.T @ shift / len(shift)

    constant = next_moment(matrix, shift, np.zeros((2, 2)))
    kron = np.einsum("nij,nkl->ikjl", matrix, matrix).reshape(4, 4) / len(shift)
    moment = np.linalg.solve(np.eye(4) - kron, constant.ravel()).reshape(2, 2)
    hessian = mbcourse.ErrorSurface(x, y).hessian
    every = [np.sum(hessian * next_moment(*one, moment)) / 2 for one in maps]
    return np.mean(every), np.sum(hessian * moment) / 2, mean


@pytest.mark.parametrize("batch_size", [1, 2, 3])
def test_at_small_rates_the_excess_over_all_updates_is_the_arch_and_a_shift_of_the_mean(batch_size):
    """The mean line is off by (m - 1) / (2 (n - 1)) H^-1 mean(H_i g_i): each example meets its own curvature."""
    x, y = LINE.x[::10], LINE.y[::10]
    a = np.column_stack([x, np.ones(6)])
    g = -2 * (y - a @ np.linalg.lstsq(a, y)[0])[:, None] * a
    hessian = 2 * a.T @ a / 6
    mixed = np.mean([2 * np.outer(one, one) @ of_it for one, of_it in zip(a, g, strict=True)], axis=0)
    shift = (6 // batch_size - 1) / (2 * 5) * np.linalg.solve(hessian, mixed)
    for rate in (1e-4, 1e-5):
        every, _, mean = settled(x, y, batch_size, rate)
        assert_allclose(mean, -rate * shift, rtol=30 * rate)
        arch = theory.cumulative_noise(6, batch_size)[1:].mean() * np.trace(hessian @ g.T @ g / 6)
        assert_allclose(every, rate**2 / 2 * (arch + shift @ hessian @ shift), rtol=60 * rate)


@pytest.mark.parametrize("batch_size", [1, 2, 3])
def test_with_one_curvature_for_all_the_ends_of_epochs_follow_the_area(batch_size):
    """One parameter, H_i = h: exactly what an epoch leaves, against eta^3 m (m^2 - 1) h^2 / (48 (n - 1))."""
    h, m = 2.0, 6 // batch_size
    rows = noises(batch_size)[..., 0]
    for rate in (1e-2, 1e-3):
        kept = (1 - rate * h) ** np.arange(m)[::-1]
        left = -rate * rows @ kept
        excess = h / 2 * np.mean(left**2) / (1 - (1 - rate * h) ** (2 * m))
        law = rate**3 * m * (m**2 - 1) / (48 * 5) * h**2 * SIGMA[0, 0]
        assert_allclose(excess, law, rtol=20 * rate)


@pytest.mark.parametrize("batch_size", [1, 2, 3])
@pytest.mark.parametrize("product", [0.1, 0.5, 0.9, 1.1, 1.5, 1.9])
def test_with_one_curvature_for_all_reshuffling_gains_below_one_and_loses_above(batch_size, product):
    """The rate times the curvature decides: above 1 an update overshoots, and opposite noises add up."""
    rows, kept = noises(batch_size)[..., 0], 1 - product
    m, walks, delta = rows.shape[1], [], np.zeros(720)
    for row in rows.T:
        delta = kept * delta + row
        walks.append(np.mean(delta**2))
    at_start = walks[-1] / (1 - kept ** (2 * m))
    shuffled = np.mean(walks + at_start * kept ** (2 * np.arange(1, m + 1)))
    apart = np.mean(rows**2) / (1 - kept**2)
    assert (shuffled < apart) == (product < 1)
    assert abs(shuffled / apart - 1) > 1e-3


@pytest.mark.parametrize("batch_size", [1, 7, 25, 50])
@pytest.mark.parametrize("order", ["given", "reshuffle"])
def test_batch_losses_weighted_by_size_are_the_loss_of_a_model_at_rest(batch_size, order):
    """The plain mean is not, where the batches are unequal."""
    run = mbcourse.fit(LINE.x, LINE.y, batch_size=batch_size, learning_rate=0, epochs=1, order=order, rng=0)
    assert_allclose(np.average(run.batch_losses, weights=run.batch_sizes), run.losses[0], rtol=1e-12)
    off = abs(run.batch_losses.mean() / run.losses[0] - 1)
    assert off < 1e-12 if batch_size == 1 else off > 1e-3


def test_a_fixed_order_that_drops_its_last_batch_never_sees_some_examples():
    run = mbcourse.fit(LINE.x, LINE.y, batch_size=35, order="given", last="drop", epochs=1000)
    assert_allclose(run.params[-1], np.polyfit(LINE.x[:35], LINE.y[:35], 1), atol=1e-9)
