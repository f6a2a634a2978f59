"""Every run of a sweep is the run that `fit` makes."""

import tracemalloc

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import mbcourse
from mbcourse.batches import ORDERS

LINE = mbcourse.lab_line()


def relative_error(got, expected):
    """Largest difference in units of the largest magnitude, so that a value passing through 0 counts as what it is."""
    return np.abs(got - expected).max() / np.abs(expected).max()


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("last", ["keep", "drop", "balance"])
def test_each_run_equals_its_fit(order, last):
    sizes, seeds = (1, 7, 25, 60), (0, 5, 11)
    rates = (0.02, lambda k: 0.1 / (1 + k))
    options = {"epochs": 3, "order": order, "last": last}
    runs = mbcourse.sweep(LINE.x, LINE.y, batch_sizes=sizes, learning_rates=rates, seeds=seeds, **options)
    for i, size in enumerate(sizes):
        for j, rate in enumerate(rates):
            for k, seed in enumerate(seeds):
                one = mbcourse.fit(LINE.x, LINE.y, batch_size=size, learning_rate=rate, rng=seed, **options)
                run = runs[i, j, k]
                assert relative_error(run.params, one.params) < 1e-12
                assert_allclose(run.losses, one.losses, rtol=1e-12)
                assert relative_error(run.batch_losses, one.batch_losses) < 1e-12
                assert_array_equal(run.examples, one.examples)
                assert_array_equal(run.epochs, one.epochs)
                assert_array_equal(runs.epoch_losses[i, j, k], run.epoch_losses)
                assert (run.batch_size, run.n, run.diverged) == (one.batch_size, one.n, one.diverged)


def test_features_start_and_dtype_are_those_of_fit():
    x = np.random.default_rng(0).standard_normal((40, 3))
    y = x @ [1.0, 2.0, 3.0] - 1
    options = {"epochs": 4, "start": (0.5, 0.5, 0.5, 0.5)}
    run = mbcourse.sweep(x, y, batch_sizes=[8], seeds=[3], **options)[0, 0, 0]
    assert relative_error(run.params, mbcourse.fit(x, y, batch_size=8, rng=3, **options).params) < 1e-12
    single = mbcourse.sweep(x, y, batch_sizes=[8], seeds=[3], dtype=np.float32, **options)[0, 0, 0]
    assert single.params.dtype == single.losses.dtype == np.float32
    assert_allclose(single.params, run.params, atol=1e-5)


def test_a_diverging_run_does_not_touch_the_others():
    runs = mbcourse.sweep(LINE.x, LINE.y, batch_sizes=[5], learning_rates=[50.0, 0.1], seeds=[0], epochs=100)
    assert runs[0, 0, 0].diverged
    alone = mbcourse.sweep(LINE.x, LINE.y, batch_sizes=[5], learning_rates=[0.1], seeds=[0], epochs=100)
    assert not runs[0, 1, 0].diverged
    assert relative_error(runs[0, 1, 0].params, alone[0, 0, 0].params) < 1e-12


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"batch_sizes": []}, "batch_sizes is empty"),
        ({"seeds": []}, "seeds is empty"),
        ({"learning_rates": []}, "learning_rates is empty"),
        ({"batch_sizes": [5, 61]}, "batch_size is 61"),
        ({"learning_rates": [0.1, -1.0]}, "learning_rate is -1.0"),
        ({"keep": "ends"}, "keep is 'ends': choose one of 'updates', 'epochs'"),
    ],
)
def test_bad_input_is_named(options, message):
    with pytest.raises(ValueError, match=message):
        mbcourse.sweep(LINE.x, LINE.y, **{"batch_sizes": [5], **options})


# --- Only the ends of epochs ---


@pytest.mark.parametrize("order", ["reshuffle", "independent"])
@pytest.mark.parametrize("last", ["keep", "drop"])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_keeping_epochs_keeps_the_same_numbers_at_their_ends(order, last, dtype):
    options = {"batch_sizes": (1, 7, 60), "learning_rates": (0.02, lambda k: 0.1 / (1 + k)), "seeds": (0, 5)}
    options |= {"epochs": 3, "order": order, "last": last, "dtype": dtype}
    every, ends = (mbcourse.sweep(LINE.x, LINE.y, keep=keep, **options) for keep in ("updates", "epochs"))
    for i, size in enumerate(options["batch_sizes"]):
        per_epoch = 60 // size if last == "drop" else -(-60 // size)
        assert_array_equal(ends.params[i], every.params[i][:, :, ::per_epoch])
        assert_array_equal(ends.losses[i], every.losses[i][:, :, ::per_epoch])
        assert ends.seconds[i].shape == (4,) and (np.diff(ends.seconds[i]) > 0).all()
    assert_array_equal(ends.epoch_losses, every.epoch_losses)
    assert ends.batch_losses == ()


def test_without_its_updates_a_run_has_no_history():
    ends = mbcourse.sweep(LINE.x, LINE.y, batch_sizes=[5], seeds=[0], keep="epochs")
    with pytest.raises(ValueError, match="keep is 'epochs': a history has a row per update, so sweep with"):
        ends[0, 0, 0]


def test_two_hundred_runs_of_ten_thousand_updates_fit_in_memory():
    options = {"batch_sizes": [5], "seeds": range(200), "epochs": 834, "order": "given", "keep": "epochs"}
    tracemalloc.start()
    try:
        runs = mbcourse.sweep(LINE.x, LINE.y, **options)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert runs.params[0].shape == (1, 200, 835, 2)
    assert peak < 50e6
