"""The noise of an epoch, and the floor that it leaves, against all permutations of a few examples."""

from itertools import combinations, pairwise, permutations, product

import numpy as np
import pytest
from numpy.testing import assert_allclose

import mbcourse
from mbcourse import theory
from mbcourse.batches import LAST_RULES, batch_slices

RNG = np.random.default_rng(5)
X, Y = RNG.normal(size=6), RNG.normal(size=6)
A = np.column_stack([X, np.ones(6)])


def epochs_of(order, n, cuts):
    """Every epoch there is, as a list of batches, all equally likely."""
    if order == "reshuffle":
        return [[permutation[cut] for cut in cuts] for permutation in permutations(range(n))]
    sizes = [cut.stop - cut.start for cut in cuts]
    batches = (product(range(n), repeat=b) if order == "replacement" else combinations(range(n), b) for b in sizes)
    return list(product(*batches))


@pytest.mark.parametrize("order", ["reshuffle", "replacement", "independent"])
@pytest.mark.parametrize("last", LAST_RULES)
@pytest.mark.parametrize(("n", "batch_size"), [(4, 1), (4, 2), (4, 3), (5, 2), (5, 5)])
def test_cumulative_noise_is_the_mean_over_all_epochs_there_are(n, batch_size, last, order):
    gradients = RNG.normal(size=(n, 2))
    deviations = gradients - gradients.mean(axis=0)
    total = np.sum(deviations**2) / n
    cuts = batch_slices(n, batch_size, last)
    sums = np.array(
        [
            np.cumsum([deviations[list(batch)].mean(axis=0) for batch in batches], axis=0)
            for batches in epochs_of(order, n, cuts)
        ]
    )
    expected = np.mean(np.sum(sums**2, axis=2), axis=0) / total
    assert_allclose(theory.cumulative_noise(n, batch_size, order, last), [0, *expected], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("batch_size", [1, 5, 10, 20, 60])
def test_equal_batches_make_an_arch(batch_size):
    m = 60 // batch_size
    k = np.arange(m + 1)
    assert_allclose(theory.cumulative_noise(60, batch_size), k * (m - k) / 59, atol=1e-14)


def settled_excess(batch_size, rate):
    """Mean excess over the updates of a reshuffled epoch in the long run, exactly: over all permutations."""
    optimum, hessian = np.linalg.lstsq(A, Y, rcond=None)[0], 2 * A.T @ A / 6
    cuts = batch_slices(6, batch_size)
    maps = []  # of each permutation, from the epoch's start to each of its updates: delta -> M delta + c
    for permutation in permutations(range(6)):
        matrix, shift, rows = np.eye(2), np.zeros(2), []
        for cut in cuts:
            a, y = A[list(permutation[cut])], Y[list(permutation[cut])]
            step = np.eye(2) - rate * 2 * a.T @ a / len(a)
            matrix, shift = step @ matrix, step @ shift - rate * 2 * a.T @ (a @ optimum - y) / len(a)
            rows.append((matrix, shift))
        maps.append(rows)
    matrices, shifts = (np.array([[row[i] for row in rows] for rows in maps]) for i in (0, 1))

    def moments(matrix, shift):
        """What takes vec C, u and 1 to the next vec C, as a mean over these maps of delta."""
        square = np.mean([np.kron(m, m) for m in matrix], axis=0)
        pairs = zip(matrix, shift[:, :, None], strict=True)
        cross = np.mean([np.kron(m, c) + np.kron(c, m) for m, c in pairs], axis=0)
        return square, cross, np.mean([np.kron(c, c) for c in shift], axis=0)

    square, cross, constant = moments(matrices[:, -1], shifts[:, -1])
    mean = np.linalg.solve(np.eye(2) - matrices[:, -1].mean(axis=0), shifts[:, -1].mean(axis=0))
    second = np.linalg.solve(np.eye(4) - square, cross @ mean + constant)
    excess = []
    for k in range(len(cuts)):
        square, cross, constant = moments(matrices[:, k], shifts[:, k])
        excess.append(0.5 * hessian.ravel() @ (square @ second + cross @ mean + constant))
    return np.mean(excess)


@pytest.mark.parametrize("batch_size", [1, 2, 3])
def test_the_reshuffled_floor_is_the_limit_of_small_rates(batch_size):
    errors = [
        abs(settled_excess(batch_size, rate) / theory.reshuffled_floor(X, Y, rate, batch_size) - 1)
        for rate in (0.01, 0.005, 0.0025, 0.00125)
    ]
    assert all(later < 0.6 * earlier for earlier, later in pairwise(errors))
    assert errors[-1] < 0.002


@pytest.mark.parametrize(("batch_size", "rate"), [(10, 0.01), (20, 0.01), (10, 0.005)])
def test_reshuffled_runs_on_the_lab_settle_there(batch_size, rate):
    """Within the tenth that the formula leaves out at these rates."""
    line = mbcourse.lab_line()
    surface = mbcourse.ErrorSurface(line.x, line.y)
    runs = mbcourse.sweep(
        line.x,
        line.y,
        batch_sizes=[batch_size],
        learning_rates=[rate],
        seeds=range(300),
        epochs=200,
        start=surface.minimum,
    )
    per_epoch = 60 // batch_size
    excess = (runs.losses[0][0] - surface.floor)[:, -50 * per_epoch :].mean(axis=1)
    floor = theory.reshuffled_floor(line.x, line.y, rate, batch_size)
    assert_allclose(excess.mean(), floor, rtol=0.1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: theory.cumulative_noise(6, 7), "batch_size is 7"),
        (lambda: theory.cumulative_noise(6, 2, "given"), "order is 'given': choose one of 'reshuffle'"),
        (lambda: theory.cumulative_noise(6, 2, last="trim"), "last is 'trim'"),
        (lambda: theory.reshuffled_floor(X, Y, 0.1, 4), "batch_size is 4: give a divisor of the 6 examples"),
        (lambda: theory.reshuffled_floor(X, Y, -0.1, 2), "learning_rate is -0.1"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
