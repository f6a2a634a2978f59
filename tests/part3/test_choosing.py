"""The laws of chapter 14, each from a closed form or by brute force."""

from itertools import combinations

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose
from torch import nn

from mbcourse import Measured
from mbcourse.torch_stack import fit_many
from mbcourse.torch_train import mlp

# --- Correlated differences ---


@pytest.mark.parametrize("J", [2, 5, 30])
@pytest.mark.parametrize("rho", [0.0, 0.2, 0.7])
def test_variance_of_the_mean_and_mean_of_the_usual_estimate(J, rho):
    """Both are traces of a matrix times the covariance, which holds for any distribution."""
    covariance = 1.7 * (rho + (1 - rho) * np.eye(J))
    mean = np.full(J, 1 / J)
    centred = np.eye(J) - 1 / J
    estimate = np.trace(centred @ covariance) / (J - 1)
    assert_allclose(mean @ covariance @ mean, 1.7 * ((1 - rho) / J + rho))
    assert_allclose(estimate, 1.7 * (1 - rho))
    assert_allclose(mean @ covariance @ mean, estimate * (1 / J + rho / (1 - rho)))


@pytest.mark.parametrize(("n", "n_test"), [(5, 1), (6, 3), (8, 2)])
def test_the_assumed_correlation_is_the_mean_share_of_two_test_parts(n, n_test):
    """Of means over two test parts, when examples are independent and training makes no difference."""
    parts = [np.isin(np.arange(n), part) / n_test for part in combinations(range(n), n_test)]
    correlations = np.array(parts) @ np.array(parts).T / (1 / n_test)
    assert_allclose(correlations.mean(), n_test / n)


@pytest.mark.parametrize(("n_train", "n_test"), [(320, 80), (90, 10), (50, 50)])
def test_the_assumed_correlation_gives_the_ratio_of_the_parts(n_train, n_test):
    rho = n_test / (n_train + n_test)
    assert_allclose(rho / (1 - rho), n_test / n_train)


# --- Progress ---


@pytest.mark.parametrize("progress", [1.25, 10, 40])
def test_far_below_the_limit_rate_and_updates_count_as_a_product(progress):
    """The error of the logarithm is half the rate times the curvature, relative to it."""
    for curvature in (0.01, 0.1, 1.0):
        for rate in (0.01, 0.05):
            left = (progress / rate) * np.log1p(-rate * curvature)
            assert_allclose(left, -curvature * progress, rtol=0.53 * rate * curvature)


# --- Sharpness ---


def hessian(model, x, y):
    """The Hessian of the mean cross-entropy, (d, d), and the scores."""
    names = [name for name, _ in model.named_parameters()]
    shapes = [part.shape for part in model.parameters()]
    flat = torch.cat([part.detach().flatten() for part in model.parameters()])

    def scores(vector):
        pieces = vector.split([shape.numel() for shape in shapes])
        parts = {name: piece.view(shape) for name, piece, shape in zip(names, pieces, shapes, strict=True)}
        return torch.func.functional_call(model, parts, (x,))

    def loss(vector):
        return nn.functional.cross_entropy(scores(vector), y)

    return torch.autograd.functional.hessian(loss, flat).numpy(), scores(flat).numpy()


@pytest.mark.parametrize("alpha", [0.1, 0.5, 3.0])
def test_scaled_layers_have_the_same_scores_and_a_scaled_hessian(alpha):
    """A parameter that is multiplied by a factor has its derivatives divided by it, on both sides of the Hessian."""
    rng = np.random.default_rng(0)
    x, y = torch.tensor(rng.standard_normal((40, 6))), torch.tensor(rng.integers(3, size=40))
    model = mlp((6, 5, 3), rng=1)
    before, scores = hessian(model, x, y)
    factors = [alpha, alpha, 1 / alpha, 1.0]  # weights and biases of layer 1, weights and biases of layer 2
    scale = np.concatenate([np.full(p.numel(), f) for p, f in zip(model.parameters(), factors, strict=True)])
    with torch.no_grad():
        for parameter, factor in zip(model.parameters(), factors, strict=True):
            parameter.mul_(factor)
    after, same = hessian(model, x, y)
    assert_allclose(same, scores, atol=1e-13)
    assert_allclose(after, before / np.outer(scale, scale), rtol=1e-9, atol=1e-12)


# --- The comparison on noise ---


def noise(seed):
    rng = np.random.default_rng(seed)
    return Measured(rng.standard_normal((1024, 10)), rng.standard_normal(1024), "independent normal numbers")


@pytest.mark.prove
def test_on_noise_the_full_batch_ends_where_batches_of_64_do_after_as_many_updates():
    sets = [noise(seed) for seed in range(20)]
    options = {"sizes": (10, 50, 1), "learning_rates": [0.01], "seeds": range(20), "updates": 1024}
    small, full = (fit_many(sets, batch_size=size, **options).losses["training"][0, :, -1] for size in (64, 1024))
    assert abs(small - full).max() < 0.002
    assert (small < 0.97 * np.array([one.y.var() for one in sets])).all()
