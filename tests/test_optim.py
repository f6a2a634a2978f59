"""Optimiser steps against `torch.optim`, on arrays and on tensors, and the laws that set them apart."""

from functools import partial

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

from mbcourse import optim, schedules

UPDATES = 300
PEERS = {
    "momentum": (optim.momentum, torch.optim.SGD),
    "rmsprop": (optim.rmsprop, torch.optim.RMSprop),
    "adam": (optim.adam, torch.optim.Adam),
    "adamw": (optim.adamw, torch.optim.AdamW),
}
RATES = {
    "constant": schedules.constant(0.02),
    "cosine": schedules.cosine(0.03, UPDATES),
    "step": schedules.step(0.05, UPDATES),
}
SETTINGS = {
    "momentum": [
        {"momentum": 0.5},
        {"momentum": 0.95, "weight_decay": 0.1},
        {"momentum": 0.3, "nesterov": True},
        {"momentum": 0.9, "nesterov": True, "weight_decay": 0.3},
    ],
    "rmsprop": [
        {"alpha": 0.5},
        {"alpha": 0.9, "eps": 0.1},
        {"alpha": 0.999, "weight_decay": 0.3},
        {"alpha": 0.0, "eps": 1e-3, "weight_decay": 0.01},
    ],
    "adam": [
        {"betas": (0.5, 0.9)},
        {"betas": (0.0, 0.9999), "eps": 0.1},
        {"betas": (0.95, 0.5), "eps": 1e-3, "weight_decay": 0.3},
        {"weight_decay": 0.01},
    ],
    "adamw": [
        {"betas": (0.5, 0.9), "weight_decay": 0.0},
        {"betas": (0.0, 0.9999), "eps": 0.1},
        {"betas": (0.95, 0.5), "eps": 1e-3, "weight_decay": 0.3},
        {"weight_decay": 3.0},
    ],
}
EVERY = [optim.momentum, partial(optim.momentum, nesterov=True), optim.rmsprop, optim.adam, optim.adamw]
NAMES = ["momentum", "nesterov", "rmsprop", "adam", "adamw"]
every = pytest.mark.parametrize("step", EVERY, ids=NAMES)


def problem(seed=0, shape=(3, 2)):
    """Start and noisy gradients of a quadratic with curvatures from 0.1 to 10; the gradient depends on the weights."""
    rng = np.random.default_rng(seed)
    curvature, noise = np.geomspace(0.1, 10, np.prod(shape)).reshape(shape), rng.standard_normal((UPDATES, *shape))
    return rng.standard_normal(shape), curvature, 0.1 * noise


def run(step, rate_at, start, curvature, noise, **options):
    """Every iterate, with the state handed from step to step."""
    weights, state, path = start, optim.State(), [start]
    for k in range(UPDATES):
        weights, state = step(weights, curvature * weights + noise[k], state, rate_at(k), **options)
        path.append(weights)
    assert state.updates == UPDATES
    return path


def run_by_torch(peer, rate_at, start, curvature, noise, **options):
    weights = torch.tensor(start, requires_grad=True)
    optimizer, path = peer([weights], lr=1.0, **options), [start]
    for k in range(UPDATES):
        optimizer.param_groups[0]["lr"] = rate_at(k)
        weights.grad = torch.tensor(curvature) * weights.detach() + torch.tensor(noise[k])
        optimizer.step()
        path.append(weights.detach().numpy().copy())
    return path


@pytest.mark.parametrize("rate_at", RATES.values(), ids=RATES)
@pytest.mark.parametrize(("name", "options"), [(name, options) for name in PEERS for options in SETTINGS[name]])
def test_every_iterate_is_that_of_torch_optim(name, options, rate_at):
    step, peer = PEERS[name]
    start, curvature, noise = problem()
    ours = np.array(run(step, rate_at, start, curvature, noise, **options))
    theirs = np.array(run_by_torch(peer, rate_at, start, curvature, noise, **options))
    assert_allclose(ours, theirs, rtol=0, atol=1e-12 * np.abs(theirs).max())


@pytest.mark.parametrize("name", PEERS)
def test_settings_left_out_are_those_of_torch_optim(name):
    step, peer = PEERS[name]
    usual = {"momentum": 0.9} if name == "momentum" else {}  # torch's SGD has none unless asked
    ours = run(step, RATES["constant"], *problem())
    theirs = run_by_torch(peer, RATES["constant"], *problem(), **usual)
    assert_allclose(ours, theirs, rtol=0, atol=1e-12)


@every
def test_tensors_take_the_same_steps_as_arrays(step):
    start, curvature, noise = problem()
    by_numpy = run(step, RATES["cosine"], start, curvature, noise)
    by_torch = run(step, RATES["cosine"], *(torch.tensor(value) for value in (start, curvature, noise)))
    assert all(isinstance(weights, torch.Tensor) for weights in by_torch)
    assert_allclose(torch.stack(by_torch).numpy(), by_numpy, rtol=1e-12)


@every
@pytest.mark.parametrize("as_array", [np.asarray, torch.as_tensor], ids=["numpy", "torch"])
def test_runs_stacked_with_a_rate_each_are_the_runs_alone(step, as_array):
    start, curvature, noise = problem(shape=(4, 3, 2))
    rates = np.array([0.001, 0.01, 0.02, 0.05])
    stack = (as_array(value) for value in (start, curvature, noise))
    stacked = run(step, lambda k: as_array(rates[:, None, None]) / (1 + k), *stack)[-1]
    for r, rate in enumerate(rates):
        alone = run(step, lambda k: rate / (1 + k), start[r], curvature[r], noise[:, r])[-1]  # noqa: B023
        assert_allclose(np.asarray(stacked[r]), alone, rtol=1e-13)


@every
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_numbers_keep_their_precision(step, dtype):
    arrays = np.ones(3, dtype), np.full(3, 0.5, dtype)
    for weights, gradient in (arrays, map(torch.tensor, arrays)):
        weights, state = step(weights, gradient, optim.State(), 0.1)
        weights, state = step(weights, gradient, state, 0.1)
        for value in (weights, state.first, state.second):
            assert isinstance(value, float) or str(value.dtype).endswith(dtype)


@every
def test_a_step_depends_on_its_arguments_alone_and_changes_none_of_them(step):
    weights, gradient = np.arange(3.0), np.array([1.0, -2.0, 0.5])
    for array in (weights, gradient):
        array.setflags(write=False)
    _, state = step(weights, gradient, optim.State(), 0.1)
    kept = [np.copy(part) for part in state]
    first, other, again = (step(weights, g, state, 0.1)[0] for g in (gradient, -gradient, gradient))
    assert_array_equal(first, again)
    assert not np.array_equal(first, other)
    assert all(np.array_equal(now, before) for now, before in zip(state, kept, strict=True))


@every
def test_a_run_resumed_from_weights_and_state_goes_on_as_before(step):
    start, curvature, noise = problem()
    whole = run(step, RATES["cosine"], start, curvature, noise)
    for cut in (1, 87, 299):
        weights, state = start, optim.State()
        for k in range(cut):
            weights, state = step(weights, curvature * weights + noise[k], state, RATES["cosine"](k))
        saved = weights.tolist(), [np.asarray(part).tolist() for part in state]  # plain data, as a checkpoint has it
        weights, (updates, first, second) = np.array(saved[0]), saved[1]
        state = optim.State(updates, np.array(first), np.array(second))
        for k in range(cut, UPDATES):
            weights, state = step(weights, curvature * weights + noise[k], state, RATES["cosine"](k))
        assert_array_equal(weights, whole[-1])


@pytest.mark.parametrize("mu", [0.0, 0.5, 0.9])
def test_velocity_under_a_constant_gradient_is_a_geometric_sum_that_begins_with_the_gradient(mu):
    weights, state = 0.0, optim.State()
    for k in range(1, 40):
        weights, state = optim.momentum(weights, 3.0, state, 0.1, momentum=mu)
        assert state.first == pytest.approx(3.0 * sum(mu**j for j in range(k)), rel=1e-13)


@pytest.mark.parametrize("mu", [0.3, 0.6, 0.9])
def test_nesterovs_iterate_is_the_look_ahead_point_of_the_textbook(mu):
    """Sutskever et al. (2013), equations 3 and 4: v <- mu v - rate g(w + mu v), w <- w + v."""
    start, curvature, noise = problem()
    ours = run(optim.momentum, schedules.constant(0.02), start, curvature, noise, momentum=mu, nesterov=True)
    w, v, ahead = start, np.zeros_like(start), [start]
    for k in range(UPDATES):
        v = mu * v - 0.02 * (curvature * ahead[-1] + noise[k])
        w = w + v
        ahead.append(w + mu * v)
    assert_allclose(ours, ahead, rtol=0, atol=1e-13)


@pytest.mark.parametrize("rate", [0.001, 0.1, 2.0])
def test_first_steps_of_the_adaptive_ones_have_one_length_whatever_the_gradient(rate):
    gradient = np.array([1e-6, -3.0, 5e4])
    for step, length in ((optim.adam, rate), (optim.adamw, rate), (optim.rmsprop, rate / np.sqrt(1 - 0.99))):
        weights, _ = step(np.zeros(3), gradient, optim.State(), rate, eps=0.0)
        assert_allclose(weights, -length * np.sign(gradient), rtol=1e-13)


@pytest.mark.parametrize("factor", [0.25, 4.0, 32.0])
def test_a_loss_in_other_units_changes_no_step_of_adam_unless_eps_or_an_l2_penalty_has_units(factor):
    """By powers of two, so that without eps it is exact."""
    start, curvature, noise = problem()

    def end(step, scale, **options):
        def scaled(weights, gradient, state, rate, **others):
            return step(weights, scale * gradient, state, rate, **others)

        return run(scaled, RATES["constant"], start, curvature, noise, **options)[-1]

    for step, options in (
        (optim.adam, {"eps": 0.0}),
        (optim.adamw, {"eps": 0.0, "weight_decay": 0.3}),
        (optim.rmsprop, {"eps": 0.0}),
    ):
        assert_array_equal(end(step, factor, **options), end(step, 1.0, **options))
    for step, options in (
        (optim.adam, {"eps": 0.1}),
        (optim.adam, {"eps": 0.0, "weight_decay": 0.3}),
        (optim.momentum, {"momentum": 0.5}),
    ):
        apart = np.abs(
            end(step, factor if step is not optim.momentum else 1 / 32, **options) - end(step, 1.0, **options)
        )
        assert apart.max() > 1e-3


@pytest.mark.parametrize("rate", [0.01, 0.1, 0.5])
@pytest.mark.parametrize("decay", [0.01, 0.5, 1.0])
def test_decoupled_decay_shrinks_all_weights_by_one_factor_an_l2_penalty_in_adam_does_not(rate, decay):
    """Where the loss is flat. Through Adam's means the penalty moves each weight by the rate, however large it is."""
    start = np.array([100.0, 1.0, -10.0])
    flat = np.zeros(3)
    decoupled, _ = optim.adamw(start, flat, optim.State(), rate, weight_decay=decay)
    assert_allclose(decoupled, start * (1 - rate * decay), rtol=1e-15)
    through, _ = optim.adam(start, flat, optim.State(), rate, weight_decay=decay)
    assert_allclose(start - through, rate * np.sign(start), rtol=1e-5)


def test_a_trainer_can_take_any_of_them():
    """What `functools.partial` binds is called with weights, gradient, state and rate alone."""
    for step in (*EVERY, partial(optim.adam, betas=(0.5, 0.9))):
        weights, state = np.ones(2), optim.State()
        for k in range(200):
            weights, state = step(weights, weights, state, 0.1 / (1 + k) ** 0.5)
        assert np.abs(weights).max() < 0.1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (partial(optim.momentum, np.ones(3), np.ones((3, 1)), optim.State(), 0.1),
         r"gradient has shape \(3, 1\) but weights \(3,\)"),
        (partial(optim.adam, torch.ones(3), torch.ones(3, 1), optim.State(), 0.1),
         r"gradient has shape .*3, 1.* but weights"),
        (partial(optim.adam, np.ones(3), np.ones(3), optim.State(1, np.ones(2), np.ones(2)), 0.1),
         r"state holds shape \(2,\) but weights have \(3,\)"),
        (partial(optim.momentum, 1.0, 1.0, optim.State(), -0.1), "rate is -0.1: give a finite number, 0 or more"),
        (partial(optim.momentum, 1.0, 1.0, optim.State(), float("nan")), "rate is nan"),
        (partial(optim.adam, 1.0, 1.0, optim.State(), np.array([0.1, -1.0])), "rate is .*-1"),
        (partial(optim.adam, 1.0, 1.0, optim.State(), torch.tensor([0.1, -1.0])), "rate is .*-1"),
        (partial(optim.momentum, 1.0, 1.0, optim.State(), 0.1, momentum=1.0),
         "momentum is 1.0: give a number from 0 to below 1"),
        (partial(optim.rmsprop, 1.0, 1.0, optim.State(), 0.1, alpha=1.5), "alpha is 1.5"),
        (partial(optim.adam, 1.0, 1.0, optim.State(), 0.1, betas=(0.9, 1.0)), "beta2 is 1.0"),
        (partial(optim.adamw, 1.0, 1.0, optim.State(), 0.1, eps=-1e-8), "eps is -1e-08"),
        (partial(optim.adamw, 1.0, 1.0, optim.State(), 0.1, weight_decay=-1), "weight_decay is -1"),
    ],
)  # fmt: skip
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
