"""Early stopping against a loop written out, PyTorch's counter of bad epochs, and its invariants."""

import math

import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mbcourse import stopping

# Few different values, so that ties and steps of exactly min_delta are frequent; all are exact in binary.
loss = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0, 2.0, math.inf, -math.inf, math.nan])
runs = st.lists(loss, min_size=1, max_size=30)
patiences = st.integers(1, 6)
deltas = st.sampled_from([0.0, 0.25, 0.5])


def by_a_loop(losses, patience, min_delta):
    """Counts epochs without improvement, as a training loop would."""
    best, without = 0, 0
    for epoch in range(1, len(losses)):
        to_beat = math.inf if math.isnan(losses[best]) else losses[best] - min_delta
        improves = losses[epoch] < to_beat
        best, without = (epoch, 0) if improves else (best, without + 1)
        if without == patience:
            return best, epoch
    return best, len(losses) - 1


@settings(max_examples=60)
@given(runs, patiences, deltas)
def test_the_best_and_the_last_epoch_are_those_of_a_training_loop(losses, patience, min_delta):
    assert stopping.best_epoch(losses, patience, min_delta) == by_a_loop(losses, patience, min_delta)


@settings(max_examples=60)
@given(runs, patiences, deltas)
def test_training_stops_where_pytorchs_scheduler_of_one_epoch_less_patience_first_acts(losses, patience, min_delta):
    assume(math.isfinite(losses[0]))
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=1.0)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, patience=patience - 1, threshold=min_delta, threshold_mode="abs"
    )
    stopped, kept = len(losses) - 1, 0
    for epoch, value in enumerate(losses):
        before = scheduler.best
        scheduler.step(value)
        kept = epoch if scheduler.best != before else kept
        if optimizer.param_groups[0]["lr"] < 1:
            stopped = epoch
            break
    assert stopping.best_epoch(losses, patience, min_delta) == (kept, stopped)


@settings(max_examples=60)
@given(runs, patiences, deltas)
def test_patience_has_run_out_exactly_if_best_and_last_are_patience_apart(losses, patience, min_delta):
    best, stopped = stopping.best_epoch(losses, patience, min_delta)
    assert 0 <= best <= stopped <= min(best + patience, len(losses) - 1)
    goes_on = [*losses, -math.inf]  # an epoch that improves, if training gets there
    assert (stopping.best_epoch(goes_on, patience, min_delta)[1] == stopped) == (stopped - best == patience)


@settings(max_examples=60)
@given(runs, patiences)
def test_without_a_least_improvement_the_best_is_the_first_of_the_lowest_losses_seen(losses, patience):
    best, stopped = stopping.best_epoch(losses, patience)
    numbers = [value for value in losses[: stopped + 1] if not math.isnan(value)]
    if numbers and min(numbers) < math.inf:
        assert best == losses.index(min(numbers))
    else:
        assert best == 0


@pytest.mark.parametrize("patience", [1, 2, 5])
def test_nan_never_improves_and_a_number_improves_on_it(patience):
    nan = math.nan
    assert stopping.best_epoch([nan] * 9, patience) == (0, patience)
    assert stopping.best_epoch([0.5] + [nan] * 9, patience) == (0, patience)
    assert stopping.best_epoch([nan, 0.5, 0.7], patience)[0] == 1


@pytest.mark.parametrize("min_delta", [0.125, 0.25, 1.0])
def test_an_improvement_must_exceed_the_least_one_against_the_best_kept(min_delta):
    """Small steps add up: each is compared with the best so far, not with the epoch before."""
    assert stopping.best_epoch([2.0, 2.0 - min_delta], 5, min_delta)[0] == 0
    steps = [8.0 - 0.75 * min_delta * epoch for epoch in range(7)]
    assert stopping.best_epoch(steps, 5, min_delta)[0] == 6
    assert stopping.best_epoch(steps[:6], 5, min_delta)[0] == 4


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([], 1), r"losses has shape \(0,\): give \(E,\), a loss for each epoch, at least one"),
        (([[1.0]], 1), r"losses has shape \(1, 1\)"),
        ((["low"], 1), "losses cannot be read as numbers"),
        (([1.0], 0), "patience is 0: give a whole number, 1 or more"),
        (([1.0], 2.5), "patience is 2.5"),
        (([1.0], 1, -0.1), "min_delta is -0.1: give a finite number, 0 or more"),
    ],
)
def test_bad_input_is_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        stopping.best_epoch(*arguments)
