"""The PyTorch trainers against NumPy's `fit`, the lab's own loop, and a classifier written out by hand."""

import warnings

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

import mbcourse
from mbcourse import LAB_START, Labelled, fit, lab_line, minibatches, torch_train
from mbcourse.batches import ORDERS
from mbcourse.torch_train import cnn, evaluate, fit_autograd, fit_module, linear, mlp, train_classifier

LINE = lab_line()
trainers = pytest.mark.parametrize("trainer", [fit_autograd, fit_module])
orders = st.sampled_from(tuple(ORDERS))
last_rules = st.sampled_from(["keep", "drop", "balance"])


@pytest.fixture(autouse=True)
def _global_random_state_stays():
    before = torch.get_rng_state()
    yield
    assert torch.equal(before, torch.get_rng_state())


# --- The line ---


@trainers
@given(batch_size=st.integers(1, 60), order=orders, last=last_rules, seed=st.integers(0, 1000))
def test_a_history_is_that_of_fit_to_rounding(trainer, batch_size, order, last, seed):
    options = {"batch_size": batch_size, "order": order, "last": last, "rng": seed, "epochs": 3}
    ours, numpys = trainer(LINE.x, LINE.y, **options), fit(LINE.x, LINE.y, **options)
    assert_allclose(ours.params, numpys.params, rtol=1e-12, atol=1e-12)
    assert_allclose(ours.losses, numpys.losses, rtol=1e-11)
    assert_allclose(ours.epoch_losses, numpys.epoch_losses, rtol=1e-11)
    assert_allclose(ours.batch_losses, numpys.batch_losses, rtol=1e-11, atol=1e-12)
    for name in ("updates", "epochs", "examples", "batch_sizes"):
        assert_array_equal(getattr(ours, name), getattr(numpys, name))
    for name in ("n", "n_updates", "n_epochs", "batch_size", "diverged", "converged"):
        assert getattr(ours, name) == getattr(numpys, name)


@trainers
@pytest.mark.parametrize("batch_size", [1, 5, 7, 60])
@pytest.mark.parametrize("seed", range(5))
def test_in_single_precision_a_history_is_that_of_fit_within_a_few_units_in_the_last_place(trainer, batch_size, seed):
    options = {"batch_size": batch_size, "rng": seed, "dtype": np.float32}
    ours, numpys = trainer(LINE.x, LINE.y, **options), fit(LINE.x, LINE.y, **options)
    assert {ours.params.dtype, ours.losses.dtype, ours.batch_losses.dtype} == {np.dtype(np.float32)}
    assert_allclose(ours.params, numpys.params, rtol=0, atol=16 * np.spacing(np.float32(15)))  # of the start, 1.5e-5
    assert_allclose(ours.losses, numpys.losses, rtol=256 * np.finfo(np.float32).eps)  # 3e-5


@trainers
def test_a_matrix_of_features_gives_weights_and_then_the_intercept(trainer):
    rng = np.random.default_rng(0)
    x = rng.standard_normal((50, 3))
    y = x @ [1.0, -2.0, 0.5] + 4.0
    options = {"batch_size": 8, "epochs": 4, "start": (1.0, 2.0, 3.0, 4.0), "rng": 1}
    assert_allclose(trainer(x, y, **options).params, fit(x, y, **options).params, rtol=1e-11)


@trainers
def test_a_schedule_sees_the_global_update_number_once_per_update(trainer):
    seen = []
    scheduled = trainer(
        LINE.x, LINE.y, batch_size=20, epochs=3, order="given", learning_rate=lambda k: seen.append(k) or 0.1 / (1 + k)
    )
    assert seen == list(range(9))
    expected = fit(LINE.x, LINE.y, batch_size=20, epochs=3, order="given", learning_rate=lambda k: 0.1 / (1 + k))
    assert_allclose(scheduled.params, expected.params, rtol=1e-12)


@trainers
def test_row_0_is_the_start_and_no_epoch_is_one_row(trainer):
    history = trainer(LINE.x, LINE.y, batch_size=5, epochs=0)
    assert_array_equal(history.params, [LAB_START])
    assert history.batch_losses.shape == (0,)
    assert history.n_updates == history.n_epochs == 0


@trainers
def test_overflow_is_recorded_without_a_warning(trainer):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for dtype in (np.float32, np.float64):
            history = trainer(LINE.x, LINE.y, batch_size=5, learning_rate=50.0, epochs=20, rng=0, dtype=dtype)
            assert history.diverged
            assert history.n_updates == 240


@trainers
def test_the_callers_arrays_are_untouched(trainer):
    x, y, start = LINE.x.copy(), LINE.y.copy(), np.array(LAB_START)
    trainer(x, y, batch_size=5, epochs=2, start=start, order="given")
    assert_array_equal(x, LINE.x)
    assert_array_equal(y, LINE.y)
    assert_array_equal(start, LAB_START)


@trainers
def test_seconds_are_those_of_the_updates_and_not_of_the_recording(trainer, monkeypatch):
    now = 0.0

    def takes(duration, function):
        def slow(*args, **kwargs):
            nonlocal now
            now += duration
            return function(*args, **kwargs)

        return slow

    monkeypatch.setattr(linear, "perf_counter", lambda: now)
    monkeypatch.setattr(torch.Tensor, "backward", takes(1.0, torch.Tensor.backward))
    monkeypatch.setattr(nn.utils, "parameters_to_vector", takes(1000.0, nn.utils.parameters_to_vector))
    history = trainer(LINE.x, LINE.y, batch_size=20, epochs=2)
    assert_array_equal(history.seconds, np.arange(7.0))


@trainers
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"x": np.where(LINE.x > 2, np.nan, LINE.x)}, "x holds nan"),
        ({"y": LINE.y[:, None]}, r"y must be \(n,\), use y.ravel\(\)"),
        ({"batch_size": 0}, "batch_size is 0: give a whole number from 1 to 60"),
        ({"batch_size": 61}, "batch_size is 61"),
        ({"learning_rate": -0.1}, "learning_rate is -0.1"),
        ({"learning_rate": lambda k: 0.1 - k}, r"learning_rate\(1\) is -0.9"),
        ({"epochs": -1}, "epochs is -1"),
        ({"start": (1.0, 2.0, 3.0)}, r"start has shape \(3,\)"),
        ({"order": "sorted"}, "order is 'sorted'"),
        ({"last": "pad"}, "last is 'pad'"),
        ({"dtype": int}, "dtype is int64"),
    ],
)
def test_bad_input_is_named_with_the_fix(trainer, options, message):
    with pytest.raises(ValueError, match=message):
        trainer(**{"x": LINE.x, "y": LINE.y, "batch_size": 5, **options})


# --- The lab's own loop ---


def lab_losses(batch_size: int, epochs: int) -> list[float]:
    """The lab's training loop in single precision: loss over all points before each epoch."""
    x = torch.tensor(LINE.x, dtype=torch.float32).view(-1, 1)
    y = torch.tensor(LINE.y, dtype=torch.float32).view(-1, 1)
    w, b = torch.tensor(-15.0, requires_grad=True), torch.tensor(-10.0, requires_grad=True)
    loader = DataLoader(TensorDataset(x, y), batch_size=batch_size, generator=torch.Generator())
    losses = []
    for _ in range(epochs):
        losses.append(torch.mean((w * x + b - y) ** 2).item())
        for x_batch, y_batch in loader:
            loss = torch.mean((w * x_batch + b - y_batch) ** 2)
            loss.backward()
            w.data = w.data - 0.1 * w.grad.data
            b.data = b.data - 0.1 * b.grad.data
            w.grad.data.zero_()
            b.grad.data.zero_()
    return losses


def test_the_labs_loop_prints_the_labs_numbers():
    printed = [f"{loss:.6g}" for loss in lab_losses(60, epochs=5)]
    assert printed == ["835.276", "175.467", "55.0278", "26.0943", "15.2541"]


@pytest.mark.parametrize("batch_size", [1, 5, 10, 20, 60])
@pytest.mark.parametrize("trainer", [fit, fit_autograd, fit_module])
def test_epoch_losses_in_given_order_are_the_labs(trainer, batch_size):
    history = trainer(LINE.x, LINE.y, batch_size=batch_size, order="given", epochs=9)
    assert_allclose(history.epoch_losses, lab_losses(batch_size, epochs=10), rtol=1e-5)  # the lab's is single precision


# --- Batches ---


@given(n=st.integers(1, 40), data=st.data(), drop=st.booleans())
def test_a_loaders_drop_last_is_the_rule_for_the_last_batch(n, data, drop):
    batch_size = data.draw(st.integers(1, n))
    indices = torch.arange(n)
    plain = DataLoader(TensorDataset(indices), batch_size=batch_size, drop_last=drop, generator=torch.Generator())
    ours = torch_train.minibatch_loader(indices, indices, batch_size, order="given", last="drop" if drop else "keep")
    assert len(ours) == len(plain)
    for (expected,), (x, y) in zip(plain, ours, strict=True):
        assert_array_equal(x, expected)
        assert_array_equal(y, expected)


@given(n=st.integers(1, 40), data=st.data(), order=orders, last=last_rules, seed=st.integers(0, 1000))
def test_each_pass_over_a_loader_is_the_next_epoch(n, data, order, last, seed):
    batch_size = data.draw(st.integers(1, n))
    indices = torch.arange(n)
    loader = torch_train.minibatch_loader(indices, indices, batch_size, order, last, rng=seed)
    rng = np.random.default_rng(seed)
    for _ in range(3):
        for (x, _), expected in zip(loader, minibatches(n, batch_size, order, last, rng), strict=True):
            assert_array_equal(x, expected)


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_load_the_batches_that_a_loader_without_workers_loads(workers):
    indices = torch.arange(11)
    loaders = [
        DataLoader(
            TensorDataset(indices),
            sampler=torch_train.Minibatches(11, 4, rng=0),
            batch_size=None,
            num_workers=number,
            generator=torch.Generator(),
        )
        for number in (0, workers)
    ]
    for _ in range(2):
        alone, by_workers = ([batch.tolist() for (batch,) in loader] for loader in loaders)
        assert alone == by_workers


# --- Classifier ---


def blobs(n: int, seed: int) -> Labelled:
    """Three overlapping clouds in four dimensions."""
    rng = np.random.default_rng(seed)
    y = rng.integers(3, size=n)
    centres = np.array([[1.0, 0, 0, 1], [0, 1.0, 0, -1], [0, 0, 1.0, 0]])
    return Labelled(centres[y] + 0.8 * rng.standard_normal((n, 4)), y, ("a", "b", "c"), "drawn here")


TRAIN, VALIDATION = blobs(50, 0), blobs(23, 1)


def scores_and_loss(weights, bias, data):
    """Softmax regression by hand: scores, mean cross-entropy and its gradients."""
    scores = data.x @ weights.T + bias
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities = powers / powers.sum(axis=1, keepdims=True)
    truth = np.eye(3)[data.y]
    loss = -np.log((probabilities * truth).sum(axis=1)).mean()
    error = (probabilities - truth) / len(data.y)
    return scores, loss, error.T @ data.x, error.sum(axis=0)


@pytest.mark.parametrize("last", ["keep", "drop", "balance"])
def test_the_log_is_that_of_softmax_regression_by_hand(last):
    model = mlp((4, 3), rng=5)
    weights, bias = (parameter.detach().numpy().copy() for parameter in model.parameters())
    log = train_classifier(model, TRAIN, VALIDATION, batch_size=8, learning_rate=0.5, epochs=4, last=last, rng=6)

    rng, rows, updates, examples = np.random.default_rng(6), [], 0, 0
    for epoch in range(5):
        scores, validation_loss, *_ = scores_and_loss(weights, bias, VALIDATION)
        accuracy = np.mean(scores.argmax(axis=1) == VALIDATION.y)
        rows.append((scores_and_loss(weights, bias, TRAIN)[1], validation_loss, accuracy, updates, examples, epoch))
        for index in minibatches(50, 8, last=last, rng=rng):
            batch = Labelled(TRAIN.x[index], TRAIN.y[index], TRAIN.classes, TRAIN.source)
            *_, weight_gradient, bias_gradient = scores_and_loss(weights, bias, batch)
            weights, bias = weights - 0.5 * weight_gradient, bias - 0.5 * bias_gradient
            updates, examples = updates + 1, examples + len(index)

    training_losses, validation_losses, accuracies, *axes = np.array(rows).T
    assert_allclose(log.training_losses, training_losses, rtol=1e-12)
    assert_allclose(log.validation_losses, validation_losses, rtol=1e-12)
    assert_allclose(log.validation_accuracies, accuracies, rtol=1e-15)
    assert_array_equal([log.updates, log.examples, log.epochs], axes)
    assert log.n_epochs == 4
    assert log.seconds[0] == 0 and (np.diff(log.seconds) > 0).all()


class Probe(nn.Module):
    """A classifier that draws (dropout) and notes how it is called."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(mlp((4, 16), rng=0), nn.Dropout(), mlp((16, 3), rng=1))
        self.calls = []

    def forward(self, x):
        self.calls.append((self.training, torch.is_grad_enabled(), len(x)))
        return self.layers(x)


def test_epochs_run_in_training_mode_and_evaluations_in_evaluation_mode():
    model = Probe()
    train_classifier(model, TRAIN, VALIDATION, batch_size=20, epochs=2, order="given")
    evaluations = [(False, False, 50), (False, False, 23)]
    epoch = [(True, True, 20), (True, True, 20), (True, True, 10)]
    assert model.calls == [*evaluations, *epoch, *evaluations, *epoch, *evaluations]
    assert not model.training


def test_a_run_with_dropout_is_repeated_by_its_seed_alone():
    torch_state = torch.get_rng_state()
    logs, models = [], [Probe() for _ in range(3)]
    for model, seed in zip(models, (3, 3, 4), strict=True):
        torch.random.manual_seed(int(seed) + len(logs))  # must make no difference
        logs.append(train_classifier(model, TRAIN, VALIDATION, batch_size=10, rng=seed))
    torch.set_rng_state(torch_state)
    assert_array_equal(logs[0].training_losses, logs[1].training_losses)
    assert (logs[0].training_losses[1:] != logs[2].training_losses[1:]).all()


def test_the_batches_are_those_of_the_generator_whether_the_model_draws_or_not():
    rng, twin = np.random.default_rng(2), np.random.default_rng(2)
    train_classifier(Probe(), TRAIN, VALIDATION, batch_size=10, epochs=2, rng=rng)
    for _ in range(2):
        minibatches(50, 10, rng=twin)
    assert rng.random() == twin.random()


def test_an_evaluation_counts_every_example_once():
    model = mlp((4, 8, 3), rng=0)
    loss, accuracy = evaluate(model, VALIDATION)
    one = [Labelled(VALIDATION.x[[i]], VALIDATION.y[[i]], VALIDATION.classes, "one") for i in range(23)]
    losses, hits = np.array([evaluate(model, example) for example in one]).T
    assert_allclose([loss, accuracy], [losses.mean(), hits.mean()], rtol=1e-12)
    assert set(hits) == {0.0, 1.0}


def test_softmax_regression_learns_the_digits():
    train, validation = mbcourse.standardise(*mbcourse.split(mbcourse.digits(), rng=0))
    for seed in range(3):
        log = train_classifier(mlp((64, 10), seed), train, validation, batch_size=50, epochs=5, rng=seed)
        assert log.validation_accuracies[0] < 0.3
        assert log.validation_accuracies[-1] > 0.9
        assert (np.diff(log.training_losses) < 0).all()


def test_a_network_is_given_by_its_sizes_and_its_seed():
    first, again, other = (mlp((4, 8, 3), rng=seed) for seed in (1, 1, 2))
    assert [type(layer) for layer in first] == [nn.Linear, nn.ReLU, nn.Linear]
    assert [tuple(p.shape) for p in first.parameters()] == [(8, 4), (8,), (3, 8), (3,)]
    for a, b, c in zip(first.parameters(), again.parameters(), other.parameters(), strict=True):
        assert a.dtype == torch.float64 and a.requires_grad
        assert torch.equal(a, b) and not torch.equal(a, c)


def test_a_layers_start_is_uniform_within_one_over_the_root_of_its_inputs():
    for parameter in mlp((100, 500), rng=0).parameters():
        assert parameter.abs().max() <= 0.1
        assert_allclose(parameter.std().item(), 0.1 / np.sqrt(3), rtol=0.1)


def test_a_classifiers_bad_input_is_named_with_the_fix():
    model = mlp((4, 3), rng=0)
    hole = Labelled(np.where(TRAIN.x > 2, np.nan, TRAIN.x), TRAIN.y, TRAIN.classes, "with holes")
    for options, message in [
        ({"batch_size": 51}, "batch_size is 51: give a whole number from 1 to 50"),
        ({"learning_rate": float("nan")}, "learning_rate is nan"),
        ({"epochs": -1}, "epochs is -1"),
        ({"order": "sorted"}, "order is 'sorted'"),
        ({"train": hole}, "x holds nan"),
        ({"validation": hole}, "x holds nan"),
    ]:
        with pytest.raises(ValueError, match=message):
            train_classifier(model, **{"train": TRAIN, "validation": VALIDATION, "batch_size": 5, **options})
    for sizes, message in [((4,), "sizes is"), ((4, 0, 3), "sizes is 0")]:
        with pytest.raises(ValueError, match=message):
            mlp(sizes)


# --- Convolutions ---


@pytest.mark.parametrize("side", [4, 8, 11])
def test_a_convolutional_network_is_pytorchs_layers_by_hand_for_images_of_any_size(side):
    model = cnn((4, 6), classes=3, rng=0)
    first, _, second, _, _, _, last = model
    x = torch.tensor(np.random.default_rng(1).standard_normal((5, 1, side, side)))
    hidden = nn.functional.conv2d(x, first.weight, first.bias, padding=1).relu()
    hidden = nn.functional.conv2d(hidden, second.weight, second.bias, padding=1).relu()
    torch.testing.assert_close(model(x), hidden.mean(dim=(2, 3)) @ last.weight.T + last.bias)


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_groups_divide_the_weights_between_channels(groups):
    assert cnn((4, 8, 16), groups=groups, rng=0)[2].weight.shape == (8, 4 // groups, 3, 3)
    assert cnn((4, 8, 16), groups=groups, rng=0)[4].weight.shape == (16, 8 // groups, 3, 3)


def test_a_convolutional_network_leaves_the_global_random_state_as_it_was():
    before = torch.get_rng_state()
    first, again = cnn((2, 3), rng=1), cnn((2, 3), rng=1)
    assert torch.equal(before, torch.get_rng_state())
    assert all(torch.equal(a, b) for a, b in zip(first.parameters(), again.parameters(), strict=True))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"channels": ()}, r"channels is \(\): give the number of channels of at least one convolution"),
        ({"channels": (4, 0)}, "channels is 0"),
        ({"channels": (4, 6), "groups": 4}, r"groups is 4: give a number that divides each of the channels, \[4, 6\]"),
        ({"channels": (4,), "classes": 0}, "classes is 0"),
    ],
)
def test_a_convolutional_network_refuses_what_makes_none(options, message):
    with pytest.raises(ValueError, match=message):
        cnn(**options)
