"""Chapter 12: the best of several scores by counting every draw, and what keeps the best weights."""

from copy import deepcopy
from itertools import combinations

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

import mbcourse
from mbcourse import torch_train
from mbcourse.torch_stack import fit_many


def over_all_draws(reads, n):
    """Return the means, over all draws of n images, of the best of several scores and of what that score is worth.

    ``reads`` says for each epoch and each image that there is whether it is read right; its mean is what a score is
    worth.
    """
    worth, pairs = reads.mean(axis=1), []
    for drawn in combinations(range(reads.shape[1]), n):
        scores = reads[:, drawn].mean(axis=1)
        pairs.append((scores.max(), worth[scores.argmax()]))
    return np.mean(pairs, axis=0)


@pytest.mark.parametrize("epochs", [5, 10, 20])
@pytest.mark.parametrize("seed", range(3))
def test_the_best_of_several_scores_is_too_good_and_the_higher_the_fewer_the_images(epochs, seed):
    reads = np.random.default_rng([seed, epochs]).random((epochs, 10)) < 0.6
    best, worth = np.transpose([over_all_draws(reads, n) for n in (1, 2, 4, 7)])
    assert (best > worth).all()  # the surplus of the page
    assert (best > reads.mean(axis=1).max() - 1e-12).all() and (np.diff(best) < 1e-12).all()


@pytest.mark.parametrize("n", [1, 3, 6, 10])
def test_a_score_without_a_choice_is_right_on_average(n):
    reads = np.random.default_rng(n).random((1, 10)) < 0.8
    assert_allclose(*over_all_draws(reads, n), rtol=1e-12)


def test_all_images_leave_nothing_to_luck():
    reads = np.random.default_rng(0).random((5, 10)) < 0.8
    assert_allclose(*over_all_draws(reads, 10), rtol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_a_copy_keeps_the_best_epoch_and_the_dictionary_itself_the_last(seed):
    train, validation = mbcourse.standardise(*mbcourse.split(mbcourse.digits(), 0.9, rng=seed))
    train = mbcourse.wrong_labels(train, 0.4, rng=seed)
    model = torch_train.mlp((64, 16, 10), rng=seed)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    sampler = torch_train.Minibatches(len(train.y), 30, rng=seed)
    losses = []
    for _ in range(12):
        model.train()
        for index in sampler:
            optimizer.zero_grad()
            scores = model(torch.from_numpy(train.x[index]))
            torch.nn.functional.cross_entropy(scores, torch.from_numpy(train.y[index])).backward()
            optimizer.step()
        losses.append(torch_train.evaluate(model, validation)[0])
        if losses[-1] == min(losses):
            alias, copy = model.state_dict(), deepcopy(model.state_dict())
    assert losses[-1] > min(losses)
    for kept, loss in ((alias, losses[-1]), (copy, min(losses))):
        model.load_state_dict(kept)
        assert torch_train.evaluate(model, validation)[0] == loss


def accuracy_at_loss(parts, batch_size, rate, updates, loss=1.2):
    """Return the test accuracy of each run, (K,), where its training loss first falls to `loss`.

    Runs are evaluated 20 times; between two evaluations it is read off a straight line.
    """
    train, test = parts
    runs = fit_many(
        train,
        (64, 32, 10),
        batch_size=batch_size,
        learning_rates=[rate],
        seeds=range(len(train)),
        updates=updates,
        evaluate_at=range(0, updates + 1, updates // 20),
        evaluate_on={"training": train, "test": test},
    )
    losses, accuracies = runs.losses["training"][0], runs.accuracies["test"][0]
    assert (losses.min(axis=1) <= loss).all()
    after = np.argmax(losses <= loss, axis=1)
    pairs = np.stack([after - 1, after], axis=1)
    (before_loss, after_loss), (before, at) = (
        np.take_along_axis(values, pairs, axis=1).T for values in (losses, accuracies)
    )
    return before + (before_loss - loss) / (before_loss - after_loss) * (at - before)


@pytest.mark.prove
@pytest.mark.parametrize("batch_size", [10, 20, 40])
def test_at_equal_training_loss_the_rate_costs_accuracy_and_the_batch_size_does_not(batch_size):
    parts = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        train, test = mbcourse.standardise(*mbcourse.split(mbcourse.digits(), 0.78, rng=rng))
        parts.append((mbcourse.wrong_labels(train, 0.4, rng), test))
    parts = list(zip(*parts, strict=True))
    full = accuracy_at_loss(parts, len(parts[0][0].y), 1.0, 40)
    slow = accuracy_at_loss(parts, batch_size, batch_size / 400, 13_600 // batch_size)  # the full batch's rate, shared
    fast = accuracy_at_loss(parts, batch_size, batch_size / 100, 4_000 // batch_size)
    assert abs((full - slow).mean()) < 0.005
    assert (full - fast).mean() > 0.01
