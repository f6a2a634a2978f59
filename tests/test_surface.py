"""The surface is the loss: at any parameters, at its minimum, in its curvature."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

import mbcourse

LINE = mbcourse.lab_line()
SURFACE = mbcourse.ErrorSurface(LINE.x, LINE.y)
numbers = st.floats(-50, 50)


@given(numbers, numbers)
def test_value_is_the_mean_squared_error(w, b):
    assert_allclose(SURFACE.loss(w, b), np.mean((w * LINE.x + b - LINE.y) ** 2), rtol=1e-11)


@given(n=st.integers(2, 40), seed=st.integers(0, 99), w=numbers, b=numbers)
def test_value_is_the_mean_squared_error_on_any_line(n, seed, w, b):
    line = mbcourse.make_line(n, noise=3.0, low=-1.0, high=7.0, rng=seed)
    value = mbcourse.ErrorSurface(line.x, line.y).loss(w, b)
    assert_allclose(value, np.mean((w * line.x + b - line.y) ** 2), rtol=1e-9, atol=1e-12)


def test_minimum_is_least_squares_where_the_gradient_vanishes():
    assert_allclose(SURFACE.minimum, np.polyfit(LINE.x, LINE.y, 1), rtol=1e-12)
    w, b = SURFACE.minimum
    residual = w * LINE.x + b - LINE.y
    assert_allclose([np.mean(residual * LINE.x), np.mean(residual)], 0, atol=1e-14)
    assert_allclose(SURFACE.floor, np.mean(residual**2), rtol=1e-12)
    assert SURFACE.minimum[1] == pytest.approx(-1.02, abs=0.005)  # not the copied helper's +1.02


def test_hessian_is_the_second_difference_of_the_loss():
    w, b, h = 3.0, -4.0, 0.5  # any step: the loss is a quadratic
    loss = SURFACE.loss
    second_w = (loss(w + h, b) - 2 * loss(w, b) + loss(w - h, b)) / h**2
    second_b = (loss(w, b + h) - 2 * loss(w, b) + loss(w, b - h)) / h**2
    mixed = (loss(w + h, b + h) - loss(w + h, b) - loss(w, b + h) + loss(w, b)) / h**2
    assert_allclose(SURFACE.hessian, [[second_w, mixed], [mixed, second_b]], rtol=1e-9, atol=1e-9)


def test_value_is_the_trainers_loss():
    history = mbcourse.fit(LINE.x, LINE.y, batch_size=5, rng=0)
    assert_allclose(SURFACE.loss(history.params[:, 0], history.params[:, 1]), history.losses, rtol=1e-13)


def test_a_loss_near_zero_keeps_its_digits():
    line = mbcourse.make_line(noise=0.0)
    surface = mbcourse.ErrorSurface(line.x, line.y)
    assert_allclose(surface.loss(1.0 + 1e-7, -1.0), np.mean((1e-7 * line.x) ** 2), rtol=1e-6)


def test_grid_runs_along_w_then_b():
    w, b, z = SURFACE.grid(w=(-17, 19), b=(-14, 12), points=7)
    assert w.shape == b.shape == z.shape == (7, 7)
    assert_array_equal(w[0], np.linspace(-17, 19, 7))
    assert_array_equal(b[:, 0], np.linspace(-14, 12, 7))
    assert_allclose(z, [[SURFACE.loss(wi, bi) for wi in w[0]] for bi in b[:, 0]], rtol=1e-13)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mbcourse.ErrorSurface(LINE.x[:, None], LINE.y), r"x has shape \(60, 1\)"),
        (lambda: mbcourse.ErrorSurface([], []), "x has shape"),
        (lambda: mbcourse.ErrorSurface(LINE.x, LINE.y[:5]), "y has shape"),
        (lambda: SURFACE.grid(points=1), "points is 1"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
