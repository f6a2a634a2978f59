"""`fit` against a plain loop, PyTorch's numbers, and the laws of gradient descent."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

import mbcourse
from mbcourse import LAB_START, fit, lab_line, make_line
from mbcourse.batches import ORDERS

LINE = lab_line()


def plain_loop(x, y, batches_of_epoch, rate, epochs, start):
    """The loop a reader would write: scalar sums, one example at a time."""
    w, b = start
    rows, k = [(w, b)], 0
    for _ in range(epochs):
        for batch in batches_of_epoch():
            grad_w = sum(2 * (w * x[i] + b - y[i]) * x[i] for i in batch) / len(batch)
            grad_b = sum(2 * (w * x[i] + b - y[i]) for i in batch) / len(batch)
            eta = rate(k) if callable(rate) else rate
            w, b, k = w - eta * grad_w, b - eta * grad_b, k + 1
            rows.append((w, b))
    return np.array(rows)


@settings(max_examples=30, deadline=None)
@given(
    n=st.integers(2, 25),
    data=st.data(),
    order=st.sampled_from(tuple(ORDERS)),
    last=st.sampled_from(["keep", "drop", "balance"]),
    seed=st.integers(0, 1000),
)
def test_fit_equals_the_plain_loop_on_the_same_batches(n, data, order, last, seed):
    batch_size = data.draw(st.integers(1, n))
    line = make_line(n, rng=seed)
    rng = np.random.default_rng(seed)

    def batches_of_epoch():
        return mbcourse.minibatches(n, batch_size, order, last, rng)

    def schedule(k):
        return 0.05 / (1 + 0.1 * k)

    expected = plain_loop(line.x, line.y, batches_of_epoch, schedule, 3, (2.0, -3.0))
    history = fit(
        line.x, line.y, batch_size=batch_size, learning_rate=schedule, epochs=3, start=(2.0, -3.0),
        order=order, last=last, rng=seed,
    )  # fmt: skip
    assert_allclose(history.params, expected, rtol=1e-9, atol=1e-12)


# The lab's loop in PyTorch, single precision, in the order given: loss over all points after each epoch.
LAB_BGD_LOSSES = [835.276, 175.467, 55.0278, 26.0943, 15.2541]


def test_bgd_gives_the_numbers_of_the_lab():
    history = mbcourse.train_bgd(LINE.x, LINE.y)
    assert_allclose(history.epoch_losses[:5], LAB_BGD_LOSSES, rtol=2e-6)  # six printed digits


def test_a_full_batch_in_given_order_is_bgd_to_the_last_bit():
    a = np.column_stack([LINE.x, np.ones(60)])
    theta = np.array(LAB_START)
    rows = [theta]
    for _ in range(10):
        residual = a.dot(theta) - LINE.y
        theta = theta - 0.1 * (residual.dot(a) * (2 / 60))
        rows.append(theta)
    full = fit(LINE.x, LINE.y, batch_size=60, order="given")
    assert_array_equal(full.params, rows)
    assert_array_equal(full.params, mbcourse.train_bgd(LINE.x, LINE.y).params)


@pytest.mark.parametrize("order", ["shuffle_once", "reshuffle"])
def test_a_full_batch_in_any_order_is_bgd_to_rounding(order):
    shuffled = fit(LINE.x, LINE.y, batch_size=60, order=order, rng=0)
    assert_allclose(shuffled.params, mbcourse.train_bgd(LINE.x, LINE.y).params, rtol=1e-12)


def test_the_named_trainers_are_fit():
    options = {"epochs": 3, "learning_rate": 0.05, "rng": 4}
    sgd = mbcourse.train_sgd(LINE.x, LINE.y, **options)
    assert_array_equal(sgd.params, fit(LINE.x, LINE.y, batch_size=1, **options).params)
    ten = mbcourse.train_minibatch(LINE.x, LINE.y, 10, **options)
    assert_array_equal(ten.params, fit(LINE.x, LINE.y, batch_size=10, **options).params)


def test_the_learning_rate_sees_the_global_update_number():
    seen = []
    fit(LINE.x, LINE.y, batch_size=20, epochs=3, learning_rate=lambda k: seen.append(k) or 0.1)
    assert seen == list(range(9))


def test_a_matrix_of_features_fits_weights_and_intercept():
    rng = np.random.default_rng(0)
    x = rng.standard_normal((200, 3))
    y = x @ [1.0, -2.0, 0.5] + 4.0
    history = fit(x, y, batch_size=20, epochs=60, rng=0)
    assert_array_equal(history.params[0], np.zeros(4))
    assert_allclose(history.params[-1], [1.0, -2.0, 0.5, 4.0], atol=1e-9)


def test_one_feature_column_is_a_line():
    column = fit(LINE.x[:, None], LINE.y, batch_size=5, start=LAB_START, rng=0)
    assert_array_equal(column.params, fit(LINE.x, LINE.y, batch_size=5, rng=0).params)


def test_tolerance_stops_after_the_first_small_step():
    free = mbcourse.train_bgd(LINE.x, LINE.y, epochs=300)
    steps = np.abs(np.diff(free.params, axis=0)).max(axis=1)
    stopped = mbcourse.train_bgd(LINE.x, LINE.y, epochs=300, tolerance=1e-6)
    # A step is measured before it is subtracted, the difference of rows after: they agree to rounding.
    assert stopped.n_updates == np.flatnonzero(steps <= 1e-6 + 1e-14)[0] + 1
    assert stopped.converged and not free.converged
    assert_array_equal(stopped.params, free.params[: stopped.n_updates + 1])


def test_tolerance_may_stop_inside_an_epoch_and_only_completed_epochs_count():
    history = fit(LINE.x, LINE.y, batch_size=7, epochs=50, order="given", tolerance=0.02)
    assert history.converged
    assert history.n_updates % 9 != 0
    assert history.n_epochs == history.n_updates // 9
    assert len(history.epoch_losses) == history.n_epochs + 1


def test_dtype_is_that_of_computation_and_record():
    history = fit(LINE.x, LINE.y, batch_size=5, rng=0, dtype=np.float32)
    double = fit(LINE.x, LINE.y, batch_size=5, rng=0)
    assert {history.params.dtype, history.losses.dtype, history.batch_losses.dtype} == {np.dtype(np.float32)}
    assert_allclose(history.params, double.params, atol=1e-4)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_overflow_is_recorded_without_a_warning_storm(dtype):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        history = fit(LINE.x, LINE.y, batch_size=5, learning_rate=50.0, epochs=100, rng=0, dtype=dtype)
    assert history.diverged
    assert history.n_updates == 1200
    assert np.isinf(history.losses[-1])


def test_growth_without_overflow_is_divergence_and_noise_at_the_minimum_is_not():
    limit = 2 / np.linalg.eigvalsh(mbcourse.ErrorSurface(LINE.x, LINE.y).hessian)[-1]
    assert mbcourse.train_bgd(LINE.x, LINE.y, learning_rate=1.05 * limit, epochs=40).diverged
    assert not mbcourse.train_bgd(LINE.x, LINE.y, learning_rate=0.95 * limit, epochs=40).diverged
    minimum = mbcourse.ErrorSurface(LINE.x, LINE.y).minimum
    assert not mbcourse.train_sgd(LINE.x, LINE.y, start=minimum, rng=0).diverged


def test_the_callers_arrays_and_the_global_state_are_untouched():
    x, y, start = LINE.x.copy(), LINE.y.copy(), np.array(LAB_START)
    before = np.random.get_state()[1].copy()  # noqa: NPY002 - the global state is what must not move
    fit(x, y, batch_size=5, start=start)
    assert_array_equal(x, LINE.x)
    assert_array_equal(y, LINE.y)
    assert_array_equal(start, LAB_START)
    assert_array_equal(before, np.random.get_state()[1])  # noqa: NPY002


NAN = np.where(np.arange(60) == 3, np.nan, LINE.x)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"x": NAN}, r"x holds nan at index \(3,\): remove or replace"),
        ({"y": NAN}, "y holds nan"),
        ({"x": []}, "x has shape"),
        ({"y": LINE.y[:-1]}, r"y has shape \(59,\) but x has 60 examples"),
        ({"y": LINE.y[:, None]}, r"y must be \(n,\), use y.ravel\(\)"),
        ({"x": LINE.x.reshape(1, 60, 1)}, r"x has shape \(1, 60, 1\)"),
        ({"x": ["one"] * 60}, "x cannot be read as numbers"),
        ({"batch_size": 0}, "batch_size is 0: give a whole number from 1 to 60"),
        ({"batch_size": 61}, "batch_size is 61"),
        ({"learning_rate": -0.1}, "learning_rate is -0.1: give a finite number, 0 or more"),
        ({"learning_rate": float("nan")}, "learning_rate is nan"),
        ({"learning_rate": lambda k: 0.1 - k}, r"learning_rate\(1\) is -0.9"),
        ({"tolerance": -1e-9}, "tolerance is -1e-09"),
        ({"epochs": -1}, "epochs is -1"),
        ({"epochs": 1.5}, "epochs is 1.5"),
        ({"start": (1.0, 2.0, 3.0)}, r"start has shape \(3,\): give 2 numbers"),
        ({"start": (np.inf, 0.0)}, "start holds inf"),
        ({"order": "sorted"}, "order is 'sorted'"),
        ({"last": "pad"}, "last is 'pad'"),
        ({"dtype": int}, "dtype is int64: give a floating type"),
    ],
)
def test_bad_input_is_named_with_the_fix(options, message):
    with pytest.raises(ValueError, match=message):
        fit(**{"x": LINE.x, "y": LINE.y, "batch_size": 5, **options})
