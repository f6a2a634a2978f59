"""Stacked runs: each is what it is alone to the bit, what PyTorch's modules do to rounding, and has data of its own."""

from functools import partial

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal
from torch import nn

from mbcourse import Labelled, Measured, minibatches, optim, schedules
from mbcourse.torch_stack import fit_many, plain_step
from mbcourse.torch_train import evaluate, mlp, train_classifier


@pytest.fixture(autouse=True)
def _global_random_state_stays():
    before = torch.get_rng_state()
    yield
    assert torch.equal(before, torch.get_rng_state())


def blobs(n, d, classes, seed):
    rng = np.random.default_rng(seed)
    y = np.concatenate([np.arange(classes), rng.integers(classes, size=n - classes)])
    x = rng.standard_normal((classes, d))[y] + rng.standard_normal((n, d))
    return Labelled(x, y, tuple(map(str, range(classes))), "drawn here")


def heights(n, d, seed):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((n, d))
    return Measured(x, np.abs(x).sum(axis=1) + 0.1 * rng.standard_normal(n), "drawn here")


TRAIN, TEST = blobs(50, 4, 3, 0), blobs(31, 4, 3, 1)
SEEDS, RATES = [3, 1, 8], [0.05, 0.2]
SETS = {"training": TRAIN, "test": TEST}


def bits(many, rate, seed):
    """All that is recorded of one run, by its places on the axes."""
    measures = [figure[rate, seed] for figures in (many.losses, many.accuracies) for figure in figures.values()]
    return [*measures, *(part[rate, seed] for part in (*many.weights, *many.biases))]


# --- Alone and in a stack ---


@pytest.mark.parametrize("sizes", [(64, 10), (64, 33, 10), (5, 7, 3), (13, 50, 20, 2), (1, 1, 2)], ids=str)
@pytest.mark.parametrize("batch_size", [5, 57])
def test_a_run_is_the_same_to_the_bit_alone_and_at_any_place_of_any_stack(sizes, batch_size):
    options = {"sizes": sizes, "batch_size": batch_size, "updates": 3, "evaluate_at": [0, 3]}
    train = blobs(57, sizes[0], sizes[-1], 0)
    stack = fit_many(train, learning_rates=RATES, seeds=SEEDS, **options)
    for rates, seeds in [([0], [0]), ([1], [1]), ([0, 1], [2]), ([1, 0], [1, 2, 0])]:
        chosen = {"learning_rates": [RATES[j] for j in rates], "seeds": [SEEDS[k] for k in seeds]}
        part = fit_many(train, **chosen, **options)
        for j, rate in enumerate(rates):
            for k, seed in enumerate(seeds):
                for ours, theirs in zip(bits(part, j, k), bits(stack, rate, seed), strict=True):
                    assert_array_equal(ours, theirs)


STEPS = {
    "plain": plain_step,
    "momentum": partial(optim.momentum, nesterov=True),
    "RMSProp": optim.rmsprop,
    "Adam": optim.adam,
    "AdamW": optim.adamw,
}


@pytest.mark.parametrize("step", STEPS)
def test_data_weight_decay_and_dropout_of_its_own_leave_a_run_the_same_to_the_bit(step):
    own = [blobs(50, 5, 3, seed) for seed in range(3)]
    decay = np.array([[0.0], [0.1]])
    options = {"sizes": (5, 9, 7, 3), "batch_size": 8, "updates": 8, "step": STEPS[step], "dropout": 0.3}
    stack = fit_many(own, learning_rates=[0.05, 0.05], seeds=SEEDS, weight_decay=decay, **options)
    for rate in range(2):
        for seed in range(3):
            alone = fit_many(
                own[seed], learning_rates=[0.05], seeds=[SEEDS[seed]], weight_decay=decay[rate, 0], **options
            )
            for ours, theirs in zip(bits(alone, 0, 0), bits(stack, rate, seed), strict=True):
                assert_array_equal(ours, theirs)
    assert not any((weights[0] == weights[1]).all() for weights in stack.weights)  # the decay acts


@pytest.mark.parametrize("sizes", [(4, 1), (10, 50, 1), (5, 9, 7, 1)], ids=str)
def test_a_run_with_the_squared_error_is_the_same_to_the_bit_alone_and_in_a_stack(sizes):
    own = [heights(50, sizes[0], seed) for seed in range(3)]
    options = {"sizes": sizes, "batch_size": 8, "updates": 8, "evaluate_at": [0, 8]}
    stack = fit_many(own, learning_rates=RATES, seeds=SEEDS, **options)
    for rate, seed in np.ndindex(2, 3):
        alone = fit_many(own[seed], learning_rates=[RATES[rate]], seeds=[SEEDS[seed]], **options)
        for ours, theirs in zip(bits(alone, 0, 0), bits(stack, rate, seed), strict=True):
            assert_array_equal(ours, theirs)


# --- What PyTorch's modules do ---


@pytest.mark.parametrize("sizes", [(4, 3), (4, 9, 5, 3)], ids=str)
@pytest.mark.parametrize(("batch_size", "last"), [(7, "keep"), (7, "drop"), (7, "balance"), (50, "keep")])
def test_a_run_is_that_of_train_classifier_to_rounding(sizes, batch_size, last):
    epochs = 3
    per_epoch = len(list(minibatches(50, batch_size, last=last)))
    options = {"batch_size": batch_size, "last": last}
    many = fit_many(
        TRAIN,
        sizes,
        learning_rates=RATES,
        seeds=SEEDS,
        updates=epochs * per_epoch,
        evaluate_on=SETS,
        evaluate_at=range(0, epochs * per_epoch + 1, per_epoch),
        **options,
    )
    for j, rate in enumerate(RATES):
        for k, seed in enumerate(SEEDS):
            model = mlp(sizes, rng=seed)
            log = train_classifier(model, TRAIN, TEST, learning_rate=rate, epochs=epochs, rng=seed, **options)
            assert_allclose(many.losses["training"][j, k], log.training_losses, rtol=1e-12)
            assert_allclose(many.losses["test"][j, k], log.validation_losses, rtol=1e-12)
            assert_allclose(many.accuracies["test"][j, k], log.validation_accuracies, rtol=1e-15)
            for ours, theirs in zip(many.network(j, k).parameters(), model.parameters(), strict=True):
                assert_allclose(ours.detach(), theirs.detach(), rtol=1e-12, atol=1e-12)
    assert_array_equal(many.updates, log.updates)


@pytest.mark.parametrize("sizes", [(4, 1), (4, 9, 5, 1)], ids=str)
@pytest.mark.parametrize("batch_size", [7, 50])
def test_a_run_with_the_squared_error_is_that_of_linear_layers_and_sgd_to_rounding(sizes, batch_size):
    train, test = heights(50, 4, 0), heights(31, 4, 1)
    many = fit_many(
        train, sizes, batch_size=batch_size, learning_rates=[0.02], seeds=SEEDS, updates=20, evaluate_on={"test": test}
    )
    for k, seed in enumerate(SEEDS):
        model, rng = mlp(sizes, rng=seed), np.random.default_rng(seed)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.02)
        for index in [batch for _ in range(20) for batch in minibatches(50, batch_size, rng=rng)][:20]:
            optimizer.zero_grad()
            predicted = model(torch.tensor(train.x[index])).squeeze(1)
            nn.functional.mse_loss(predicted, torch.tensor(train.y[index])).backward()
            optimizer.step()
        for ours, theirs in zip(many.network(0, k).parameters(), model.parameters(), strict=True):
            assert_allclose(ours.detach(), theirs.detach(), rtol=1e-12, atol=1e-12)
        with torch.no_grad():
            error = nn.functional.mse_loss(model(torch.tensor(test.x)).squeeze(1), torch.tensor(test.y))
        assert_allclose(many.losses["test"][0, k, -1], error, rtol=1e-12)
    assert many.accuracies == {}


OPTIMIZERS = {
    "plain": torch.optim.SGD,
    "momentum": partial(torch.optim.SGD, momentum=0.9, nesterov=True),
    "RMSProp": torch.optim.RMSprop,
    "Adam": torch.optim.Adam,
    "AdamW": torch.optim.AdamW,
}


@pytest.mark.parametrize("step", STEPS)
def test_every_step_with_a_schedule_and_decay_is_that_of_its_optimizer_to_rounding(step):
    rate_at = schedules.inverse_time(0.02, 10)
    many = fit_many(
        TRAIN,
        (4, 8, 3),
        batch_size=7,
        learning_rates=[rate_at],
        seeds=SEEDS,
        updates=40,
        step=STEPS[step],
        weight_decay=0.03,
    )
    for k, seed in enumerate(SEEDS):
        model = mlp((4, 8, 3), rng=seed)
        optimizer = OPTIMIZERS[step](model.parameters(), lr=1.0, weight_decay=0.03)
        rng = np.random.default_rng(seed)
        indices = [batch for _ in range(5) for batch in minibatches(50, 7, rng=rng)]
        for update in range(40):
            optimizer.param_groups[0]["lr"] = rate_at(update)
            optimizer.zero_grad()
            x, y = torch.tensor(TRAIN.x[indices[update]]), torch.tensor(TRAIN.y[indices[update]])
            nn.functional.cross_entropy(model(x), y).backward()
            optimizer.step()
        for ours, theirs in zip(many.network(0, k).parameters(), model.parameters(), strict=True):
            assert_allclose(ours.detach(), theirs.detach(), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("dropout", [0.2, 0.5])
def test_dropout_is_a_mask_from_a_child_of_the_seeds_generator_in_training_alone(dropout):
    many = fit_many(
        TRAIN, (4, 9, 5, 3), batch_size=50, order="given", learning_rates=[0.1], seeds=SEEDS, updates=3, dropout=dropout
    )
    for k, seed in enumerate(SEEDS):
        model, rng = mlp((4, 9, 5, 3), rng=seed), np.random.default_rng(seed).spawn(1)[0]
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        for _ in range(3):
            first, second = (torch.tensor((rng.random((50, width)) >= dropout) / (1 - dropout)) for width in (9, 5))
            hidden = torch.relu(model[0](torch.tensor(TRAIN.x))) * first
            scores = model[4](torch.relu(model[2](hidden)) * second)
            optimizer.zero_grad()
            nn.functional.cross_entropy(scores, torch.tensor(TRAIN.y)).backward()
            optimizer.step()
        assert_allclose(many.losses["training"][0, k, -1], evaluate(model, TRAIN)[0], rtol=1e-12)


def test_a_seed_has_the_same_weights_and_orders_at_every_rate_and_batch_size():
    seen = []

    def watched(weights, gradient, state, rate):
        seen.append(gradient)
        return weights, state

    options = {"learning_rates": RATES, "seeds": SEEDS, "updates": 1, "step": watched}
    whole, half = (fit_many(TRAIN, (4, 3), batch_size=size, **options) for size in (50, 25))
    assert_array_equal(whole.losses["training"][..., 0], half.losses["training"][..., 0])
    for gradient in seen:
        assert_allclose(gradient[:3], gradient[3:], rtol=1e-15)  # rates go first


def test_a_rate_of_zero_leaves_the_start_and_a_large_one_ends_in_no_number_without_a_warning():
    many = fit_many(TRAIN, (4, 8, 3), batch_size=5, learning_rates=[0.0, 1e200], seeds=[0], updates=20)
    assert many.losses["training"][0, 0, 0] == many.losses["training"][0, 0, 1]
    assert np.isnan(many.losses["training"][1, 0, 1])


# --- What is recorded ---


def test_by_default_the_training_set_is_judged_at_the_start_and_the_end():
    many = fit_many(TRAIN, (4, 3), batch_size=50, learning_rates=RATES, seeds=SEEDS, updates=30)
    assert_array_equal(many.updates, [0, 30])
    assert many.losses.keys() == many.accuracies.keys() == {"training"}
    assert (many.losses["training"][..., 1] < many.losses["training"][..., 0]).all()
    assert fit_many(TRAIN, (4, 3), batch_size=5, learning_rates=[1], seeds=[0], updates=0).updates.tolist() == [0]


def test_updates_to_a_loss_are_those_of_the_first_evaluation_that_reaches_it():
    many = fit_many(
        TRAIN, (4, 3), batch_size=5, learning_rates=RATES, seeds=SEEDS, updates=40, evaluate_at=range(0, 41, 4)
    )
    losses = many.losses["training"]
    for target in (0.2, np.median(losses), 9.0):
        found = many.updates_to(target)
        for j, k in np.ndindex(2, 3):
            reached = [update for update, loss in zip(many.updates, losses[j, k], strict=True) if loss <= target]
            assert found[j, k] == (reached[0] if reached else np.inf)


def test_a_best_rate_is_one_between_two_others():
    rates = [0.01, 0.1, 1.0, 10.0]
    many = fit_many(TRAIN, (4, 3), batch_size=5, learning_rates=rates, seeds=[0], updates=0)
    assert many.best_rate([3.0, 1.0, 2.0, np.nan]) == 0.1
    for cost, message in [
        ([1.0, 2.0, 3.0, 4.0], "batch size 5 costs least at 0.01, the first of its rates: try smaller ones"),
        ([4.0, 3.0, 2.0, 1.0], "batch size 5 costs least at 10, the last of its rates: try larger ones"),
        ([1.0, 2.0], r"cost has shape \(1, 2\): give \(1, 4\)"),
    ]:
        with pytest.raises(ValueError, match=message):
            many.best_rate(cost)
    scheduled = fit_many(TRAIN, (4, 3), batch_size=5, learning_rates=[schedules.constant(1)], seeds=[0], updates=0)
    with pytest.raises(ValueError, match="learning_rates holds a schedule"):
        scheduled.best_rate([1.0])


# --- Bad input ---


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sizes": (4,)}, "sizes is"),
        ({"sizes": (5, 3)}, "sizes begins with 5 but train has 4 features: give this number"),
        ({"sizes": (4, 2)}, "sizes ends with 2 but train has class 2: give 3 or more"),
        ({"train": heights(50, 4, 0)}, "sizes ends with 3 but train has one number to predict: give 1"),
        ({"train": [TRAIN, TRAIN, heights(50, 4, 0)]}, "train holds both Labelled and Measured sets: give one kind"),
        ({"evaluate_on": {"test": heights(9, 4, 0)}}, "sizes ends with 3 but test has one number to predict: give 1"),
        (
            {"train": blobs(50, 4, 1, 0), "sizes": (4, 1), "evaluate_on": {"test": heights(9, 4, 0)}},
            "test holds numbers and train classes: give sets of one kind",
        ),
        ({"train": [TRAIN, TRAIN]}, "train holds 2 sets: give one, or one for each of the 3 seeds"),
        ({"train": [TRAIN, TRAIN, TEST]}, "train holds sets of shapes"),
        ({"evaluate_on": {"test": [TEST]}}, "test holds 1 sets"),
        ({"batch_size": 51}, "batch_size is 51: give a whole number from 1 to 50"),
        ({"learning_rates": []}, "learning_rates is empty"),
        ({"learning_rates": [-0.1]}, "learning_rate is -0.1"),
        ({"seeds": []}, "seeds is empty"),
        ({"updates": -1}, "updates is -1"),
        ({"evaluate_at": [0, 11]}, "evaluate_at is 11: give a whole number from 0 to 10"),
        ({"evaluate_at": [3, 3]}, r"evaluate_at is \[3, 3\]: give counts of updates that rise"),
        ({"evaluate_at": []}, "evaluate_at is .*at least one"),
        ({"weight_decay": [0.1] * 4}, r"weight_decay has shape \(4,\): give one that broadcasts to \(2, 3\)"),
        ({"weight_decay": -1}, "weight_decay is -1: give finite numbers, 0 or more"),
        ({"dropout": 1.0}, "dropout is 1.0: give a share from 0 to below 1"),
        ({"order": "sorted"}, "order is 'sorted'"),
    ],
)
def test_bad_input_is_named_with_the_fix(options, message):
    usual = {"train": TRAIN, "sizes": (4, 3), "batch_size": 5, "learning_rates": RATES, "seeds": SEEDS, "updates": 10}
    with pytest.raises(ValueError, match=message):
        fit_many(**{**usual, **options})
