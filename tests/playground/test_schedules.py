"""Schedules and switched batch sizes of the playground are the package's, update by update."""

import json

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import mbcourse
from mbcourse import schedules
from mbcourse.batches import ORDERS, batch_slices, epoch_order
from mbcourse.playground import Choice, Settings
from mbcourse.playground.settings import HALVED, SCHEDULES
from mbcourse.playground.switching import run_of
from tests.playground.javascript import javascript

IN_PACKAGE = {
    "constant": lambda rate, updates: schedules.constant(rate),
    "step": schedules.step,
    "inverse_time": lambda rate, updates: schedules.inverse_time(rate, updates / HALVED),
    "exponential": schedules.exponential,
    "cosine": schedules.cosine,
}


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_rates_are_the_package_s_after_every_update(schedule):
    """Of 40 random rates and lengths, from the first update to the end of the run."""
    rng = np.random.default_rng(0)
    drawn = [(10 ** rng.uniform(-3, 0), int(rng.choice([1, 2, 3, 4, rng.integers(5, 3000)]))) for _ in range(40)]
    found = javascript(
        'import { ratesOf } from "@/schedules.js"\n'
        f'{json.dumps(drawn)}.map(([rate, updates]) => [...ratesOf({{ rate, schedule: "{schedule}" }}, updates)])'
    )
    for (rate, updates), rates in zip(drawn, found, strict=True):
        rate_at = IN_PACKAGE[schedule](rate, updates)
        assert_allclose(rates, [rate_at(k) for k in range(updates + 1)], rtol=1e-12, atol=1e-16 * rate)
        assert_array_equal(rates[:-1], np.sort(rates[:-1])[::-1])


def random_choice(rng, points):
    batch, then = (int(size) for size in rng.integers(1, points + 1, size=2))
    return Choice(
        batch, float(10 ** rng.uniform(-3, -1)), str(rng.choice(tuple(ORDERS))), str(rng.choice(tuple(SCHEDULES))),
        then=int(rng.choice([0, then])),
    )  # fmt: skip


def orders_of(choice, line, epochs, seed):
    """The orders that Python draws, an epoch each."""
    n, generator = len(line.x), np.random.default_rng(seed)
    half = -(-epochs // 2) if choice.then else epochs
    sizes = [choice.batch] * half + [choice.then] * (epochs - half)
    return [epoch_order(n, choice.order, generator, batch_slices(n, size), line.x).tolist() for size in sizes]


def test_runs_are_the_package_s_on_200_settings():
    """Paths, epochs, examples, and the end of the epoch after each row; also of an odd number of epochs."""
    rng = np.random.default_rng(1)
    cases, expected = [], []
    for seed in range(200):
        points, epochs = int(rng.choice([3, 10, 60])), int(rng.integers(1, 8))
        line = mbcourse.make_line(points, rng=rng)
        choice = random_choice(rng, points)
        expected.append(run_of(line, Settings((choice,), points, epochs=epochs), choice, seed))
        orders = orders_of(choice, line, epochs, seed)
        data = {"x": line.x.tolist(), "y": line.y.tolist()}
        names = ("batch", "rate", "schedule", "then")
        cases.append([data, {name: getattr(choice, name) for name in names}, epochs, orders])
    found = javascript(
        'import { Run } from "@/descent.js"\nimport { ErrorSurface } from "@/error_surface.js"\n'
        "const all = (line, choice, epochs, orders) => {\n"
        "  const run = new Run(line, ErrorSurface.of(line), choice, [-15, -10], epochs, (epoch) => orders[epoch])\n"
        "  run.reach(run.total)\n"
        "  const rows = [...run.losses.keys()]\n"
        "  const on = (axis) => rows.map((row) => run.coordinate(row, axis))\n"
        "  const back = ['epochs', 'updates', 'examples'].map((axis) => on(axis).map((at) => run.rowAt(at, axis)))\n"
        "  return { params: rows.map((row) => [run.slopes[row], run.intercepts[row]]), examples: on('examples'),\n"
        "    epochs: on('epochs'), back, ends: rows.slice(0, -1).map((row) => run.endOfEpoch(row)) }\n"
        "}\n"
        f"{json.dumps(cases)}.map((one) => all(...one))"
    )
    assert sum(case[1]["then"] > 0 and case[2] > 1 for case in cases) > 50
    for run, history in zip(found, expected, strict=True):
        assert_allclose(run["params"], history.params, rtol=1e-9)
        assert_array_equal(run["examples"], history.examples)
        whole = history.examples % history.n == 0
        assert_allclose(np.array(run["epochs"])[whole], history.epochs[whole])
        for rows in run["back"]:
            assert_array_equal(rows, history.updates)
        ends = history.updates[whole]
        assert_array_equal(run["ends"], ends[np.searchsorted(ends, history.updates[:-1], side="right")])
        assert len(history.epoch_losses) == history.n_epochs + 1 == whole.sum()


def test_ends_of_the_chapter_s_schedules_of_the_batch_size():
    """With equally many examples, single ones and then twenty at a time end lowest: the mean of 200 runs."""
    line, settings = mbcourse.lab_line(), Settings()
    least = mbcourse.ErrorSurface(line.x, line.y).floor

    def ends(batch, then):
        choice = Choice(batch, 0.02, "replacement", then=then)
        excess = [run_of(line, settings, choice, seed).losses[-1] - least for seed in range(200)]
        return np.mean(excess), np.std(excess, ddof=1) / np.sqrt(200)

    (small, small_error), (switched, switched_error) = ends(1, 0), ends(1, 20)
    assert switched + 4 * switched_error < small - 4 * small_error
    exact = mbcourse.theory.expected_losses(line.x, line.y, batch_size=1, learning_rate=0.02, updates=600)[-1] - least
    assert abs(small - exact) < 4 * small_error
