"""A history has one row per update, row 0 the start, and four x-axes."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import mbcourse

LINE = mbcourse.lab_line()


def mean_squared_error(params):
    w, b = params
    return np.mean((w * LINE.x + b - LINE.y) ** 2)


def test_row_zero_is_the_start_and_every_update_has_a_row():
    history = mbcourse.fit(LINE.x, LINE.y, batch_size=25, epochs=4, rng=0)
    assert_array_equal(history.params[0], mbcourse.LAB_START)
    assert history.n_updates == 12 and history.n_epochs == 4
    assert len(history.params) == len(history.losses) == 13
    assert len(history.batch_losses) == 12
    # Not one array aliased in every row:
    assert len(np.unique(history.params, axis=0)) == 13


def test_losses_are_the_full_data_loss_at_each_row():
    history = mbcourse.fit(LINE.x, LINE.y, batch_size=5, rng=0)
    assert_allclose(history.losses, [mean_squared_error(row) for row in history.params], rtol=1e-11)
    assert_array_equal(history.epoch_losses, history.losses[::12])


def test_batch_losses_are_measured_before_their_update():
    history = mbcourse.fit(LINE.x, LINE.y, batch_size=20, order="given", epochs=2)
    for k, loss in enumerate(history.batch_losses):
        batch = slice(20 * (k % 3), 20 * (k % 3) + 20)
        w, b = history.params[k]
        assert_allclose(loss, np.mean((w * LINE.x[batch] + b - LINE.y[batch]) ** 2), rtol=1e-12)


@pytest.mark.parametrize(("last", "sizes"), [("keep", [25, 25, 10]), ("drop", [25, 25]), ("balance", [20, 20, 20])])
def test_the_axes_count_what_they_say(last, sizes):
    history = mbcourse.fit(LINE.x, LINE.y, batch_size=25, epochs=2, last=last, rng=0)
    per_epoch = len(sizes)
    assert_array_equal(history.updates, np.arange(2 * per_epoch + 1))
    assert_allclose(history.epochs, np.arange(2 * per_epoch + 1) / per_epoch)
    assert_array_equal(history.examples, np.cumsum([0, *sizes, *sizes]))
    assert history.seconds[0] == 0
    assert (np.diff(history.seconds) > 0).all()
    assert len(history.seconds) == len(history.losses)


def test_no_epochs_is_the_start_alone():
    history = mbcourse.fit(LINE.x, LINE.y, batch_size=5, epochs=0)
    assert_array_equal(history.params, [mbcourse.LAB_START])
    assert history.n_updates == history.n_epochs == 0
    for axis in (history.updates, history.epochs, history.examples, history.seconds, history.epoch_losses):
        assert len(axis) == 1


@pytest.mark.parametrize(
    ("updates", "last", "rows"),
    [(7, 0.5, 4), (8, 0.5, 4), (9, 0.5, 5), (1, 0.5, 1), (100, 0.07, 7), (100, 1.0, 100), (10, 0.01, 1), (5, 0.29, 1)],
)
def test_the_average_is_that_of_the_last_rows_and_never_of_the_start(updates, last, rows):
    history = mbcourse.train_bgd(LINE.x, LINE.y, epochs=updates)
    assert_allclose(history.average(last), np.mean(history.params[updates + 1 - rows :], axis=0), rtol=1e-12)


def test_the_average_of_a_run_without_an_update_is_its_start():
    assert_array_equal(mbcourse.fit(LINE.x, LINE.y, batch_size=5, epochs=0).average(), mbcourse.LAB_START)


def test_the_average_is_a_copy_and_has_the_record_s_dtype():
    history = mbcourse.fit(LINE.x, LINE.y, batch_size=60, epochs=1, dtype=np.float32)
    average = history.average()
    assert average.dtype == np.float32 and average.shape == (2,)
    average += 1
    assert (history.params[-1] != average).all()


@pytest.mark.parametrize("last", [0, -0.5, 1.01, float("nan"), "half"])
def test_a_share_that_is_none_is_named(last):
    with pytest.raises(ValueError, match="last is "):
        mbcourse.train_bgd(LINE.x, LINE.y).average(last)
