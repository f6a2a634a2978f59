"""Schedules have their end points, fall in between, and count updates over the whole run."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import mbcourse
from mbcourse import schedules, theory

UPDATES = 240
OVER_A_RUN = {
    "step": (schedules.step(0.1, UPDATES), [0.1, 0.01, 0.001]),
    "exponential": (schedules.exponential(0.1, UPDATES), [0.1, 0.01, 0.001]),
    "exponential to a tenth": (schedules.exponential(0.1, UPDATES, to=0.1), [0.1, 0.1 * np.sqrt(0.1), 0.01]),
    "cosine": (schedules.cosine(0.1, UPDATES), [0.1, 0.05, 0.0]),
}


@pytest.mark.parametrize("name", OVER_A_RUN)
def test_a_schedule_of_a_run_begins_falls_ends_and_stays(name):
    rate_at, expected = OVER_A_RUN[name]
    rates = np.array([rate_at(k) for k in range(2 * UPDATES)])
    assert_allclose(rates[[0, UPDATES // 2, UPDATES]], expected, rtol=1e-12, atol=1e-17)
    assert (np.diff(rates) <= 0).all()
    assert_array_equal(rates[UPDATES:], rates[UPDATES])


@pytest.mark.parametrize("updates", [1, 2, 3, 7, 240])
def test_step_falls_at_half_and_at_three_quarters(updates):
    rate_at = schedules.step(1.0, updates)
    for k in range(updates):
        assert rate_at(k) == (1.0 if k < updates / 2 else 0.1 if k < 3 * updates / 4 else 0.01)


def test_exponential_falls_by_one_factor():
    rate_at = schedules.exponential(0.1, 50, to=0.02)
    ratios = [rate_at(k + 1) / rate_at(k) for k in range(50)]
    assert_allclose(ratios, 0.02 ** (1 / 50), rtol=1e-12)


def test_inverse_time_and_constant():
    rate_at = schedules.inverse_time(0.1, 20)
    assert_allclose([1 / rate_at(k) for k in range(100)], 10 * (1 + np.arange(100) / 20), rtol=1e-12)
    assert {schedules.constant(0.1)(k) for k in range(100)} == {0.1}


@pytest.mark.parametrize("name", OVER_A_RUN)
def test_fit_and_sweep_count_updates_over_the_whole_run(name):
    """Written out by hand: an update of each epoch after the first has a rate of its own."""
    line, (rate_at, _) = mbcourse.lab_line(), OVER_A_RUN[name]
    theta, a = np.array(mbcourse.LAB_START), np.column_stack([line.x, np.ones(60)])
    for k in range(UPDATES):
        batch = slice(5 * (k % 12), 5 * (k % 12) + 5)
        theta = theta - rate_at(k) * 2 * (a[batch] @ theta - line.y[batch]) @ a[batch] / 5
    options = {"order": "given", "epochs": 20}
    by_fit = mbcourse.fit(line.x, line.y, batch_size=5, learning_rate=rate_at, **options)
    by_sweep = mbcourse.sweep(line.x, line.y, batch_sizes=[5], learning_rates=[rate_at], seeds=[0], **options)
    assert_allclose(by_fit.params[-1], theta, rtol=1e-12)
    assert_allclose(by_sweep.params[0][0, 0, -1], theta, rtol=1e-12)


@pytest.mark.parametrize("name", OVER_A_RUN)
def test_a_run_cut_into_parts_of_any_length_is_the_whole_run(name):
    """The rate after update k depends on k alone: a run resumed after each epoch or after some goes on as before.

    A schedule that every part begins anew ends elsewhere.
    """
    line, (rate_at, _) = mbcourse.lab_line(), OVER_A_RUN[name]
    options = {"batch_size": 5, "order": "given"}
    whole = mbcourse.fit(line.x, line.y, learning_rate=rate_at, epochs=20, **options)
    for parts in ((20,), (1,) * 20, (3, 9, 8)):
        theta, done, anew = mbcourse.LAB_START, 0, mbcourse.LAB_START
        for epochs in parts:
            for_part = {"epochs": epochs, **options}
            part = mbcourse.fit(line.x, line.y, learning_rate=lambda k: rate_at(done + k), start=theta, **for_part)  # noqa: B023
            assert_array_equal(part.params, whole.params[done : done + part.n_updates + 1])
            theta, done = part.params[-1], done + part.n_updates
            anew = mbcourse.fit(line.x, line.y, learning_rate=rate_at, start=anew, **for_part).params[-1]
        assert done == UPDATES
        assert np.array_equal(anew, whole.params[-1]) == (len(parts) == 1)
    exact = {"batch_size": 5, "updates": UPDATES}
    losses = theory.expected_losses(line.x, line.y, learning_rate=rate_at, **exact)
    shorter = theory.expected_losses(line.x, line.y, learning_rate=rate_at, **{**exact, "updates": 100})
    assert_array_equal(losses[:101], shorter)


@pytest.mark.parametrize("name", OVER_A_RUN)
def test_rates_do_not_depend_on_what_was_asked_before(name):
    """No state: in any order and again, the same rate for the same k."""
    rate_at = OVER_A_RUN[name][0]
    in_order = [rate_at(k) for k in range(UPDATES)]
    shuffled = np.random.default_rng(0).permutation(UPDATES)
    assert [rate_at(int(k)) for k in shuffled] == [in_order[k] for k in shuffled]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: schedules.constant(-0.1), "rate is -0.1"),
        (lambda: schedules.step(float("inf"), 10), "rate is inf"),
        (lambda: schedules.step(0.1, 0), "updates is 0: give a whole number, 1 or more"),
        (lambda: schedules.cosine(0.1, 2.5), "updates is 2.5"),
        (lambda: schedules.inverse_time(0.1, 0), "tau is 0: give a finite number above 0"),
        (lambda: schedules.inverse_time(0.1, float("nan")), "tau is nan"),
        (lambda: schedules.exponential(0.1, 10, to=0.0), "to is 0.0: give a finite number above 0"),
        (lambda: schedules.exponential(0.1, 10, to=1.5), "to is 1.5: give the share of the rate that is left"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
