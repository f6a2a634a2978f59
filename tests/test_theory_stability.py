"""The limit in mean square of data with many features, and the rate below which a typical run settles."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

import mbcourse
from mbcourse import theory
from mbcourse.theory import stability

X = mbcourse.lab_line().x


@pytest.mark.parametrize("replacement", [True, False])
@pytest.mark.parametrize("batch_size", [1, 5, 40])
@pytest.mark.parametrize("rank", [5, 3])
def test_iteration_finds_the_eigenvalue_of_the_matrices(monkeypatch, batch_size, replacement, rank):
    rng = np.random.default_rng(0)
    x = rng.standard_normal((40, rank)) @ rng.standard_normal((rank, 5))
    by_matrices = theory.max_learning_rate(x, batch_size, replacement)
    monkeypatch.setattr(stability, "MANY", 0)
    assert_allclose(theory.max_learning_rate(x, batch_size, replacement), by_matrices, rtol=1e-9)


def test_growth_changes_sign_at_the_typical_limit():
    for batch_size in (1, 5):
        limit = theory.typical_learning_rate(X, batch_size, rng=0, epochs=3000)
        for rate, sign in ((limit - 0.01, -1), (limit + 0.01, 1)):
            mean, error = theory.growth(X, batch_size, rate, rng=1, epochs=3000)
            assert sign * mean > 3 * error


def test_without_draws_the_typical_limit_is_that_of_gradient_descent():
    limit = theory.typical_learning_rate(X, 60, "independent", rng=0)
    assert_allclose(limit, theory.max_learning_rate(X, 60, replacement=False), rtol=1e-6)
