"""The floor and the counts that the playground shows of the loss above the minimum are the package's."""

import json

import numpy as np
import pytest
from numpy.testing import assert_allclose

import mbcourse
from mbcourse import theory
from mbcourse.playground import Choice
from mbcourse.playground.panels import floors
from mbcourse.playground.settings import GHOSTS, SCHEDULES
from tests.playground.javascript import javascript
from tests.playground.test_panels import LINE, computed, orders_of

ERRORS = {"replacement": True, "independent": False}


def random_case(rng):
    """A line, a batch size, an order of fresh draws, and a rate on either side of the limit."""
    n = int(rng.choice([2, 3, 4, 10, 60, 61]))
    line = mbcourse.make_line(n, noise=rng.choice([0.0, 0.1, 2.0]), rng=rng)
    x = line.x + rng.normal()
    batch, order = int(rng.integers(1, n + 1)), str(rng.choice(list(ERRORS)))
    share = rng.choice([0, 0.01, 0.5, 0.99, 0.999, 1.001, 1.01, 1.5, 10])
    return x, line.y, batch, order, share * theory.max_learning_rate(x, batch, ERRORS[order])


def test_the_floor_is_the_package_s_on_300_settings():
    """Up to a thousandth below the limit, and infinite from a thousandth above it on."""
    rng = np.random.default_rng(0)
    cases = [random_case(rng) for _ in range(300)]
    found = np.array(
        javascript(
            'import { ErrorSurface } from "@/error_surface.js"\nimport { NoiseFloor } from "@/noise_floor.js"\n'
            "const floor = (x, y, size, order, rate) =>\n"
            "  String(new NoiseFloor({ x, y }, ErrorSurface.of({ x, y })).at(order, rate, size))\n"
            f"{json.dumps([[x.tolist(), y.tolist(), *rest] for x, y, *rest in cases])}.map((one) => floor(...one))"
        ),
        dtype=float,
    )
    expected = np.array([theory.noise_floor(x, y, rate, size, ERRORS[order]) for x, y, size, order, rate in cases])
    assert np.isinf(expected).sum() > 50 and (expected > 1e-6).sum() > 50
    assert_allclose(found, expected, rtol=1e-6, atol=1e-15)


@pytest.mark.parametrize("order", ["given", "shuffle_once", "reshuffle"])
def test_orders_that_are_no_fresh_draws_have_a_floor_only_of_whole_batches(order):
    found = computed(
        'import { NoiseFloor } from "@/noise_floor.js"\n'
        f'[5, 60].map((size) => String(new NoiseFloor(line, surface).at("{order}", 0.1, size)))'
    )
    assert np.isnan(found[0]) and found[1] == 0


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize(
    ("order", "batch", "then"), [("replacement", 5, 0), ("independent", 1, 20), ("reshuffle", 5, 60)]
)
def test_the_dashed_floor_follows_rate_and_batch_size(schedule, order, batch, then):
    choice = Choice(batch, 0.1, order, schedule, then)
    run = mbcourse.playground.switching.run_of(LINE, mbcourse.playground.Settings(epochs=5), choice, 0)
    found = computed(
        'import { Floor } from "@/excess.js"\n'
        f'const choice = {{ batch: {batch}, rate: 0.1, order: "{order}", schedule: "{schedule}", then: {then} }}\n'
        "const one = new Run(line, surface, choice, [-15, -10], 5, epochOrders(line, choice.order, 0, 1))\n"
        "text(new Floor(one, choice).levels)"
    )
    assert_allclose(found, floors(LINE, choice, run), rtol=1e-9)


@pytest.mark.parametrize(("batch", "rate"), [(1, 0.05), (5, 0.1), (20, 0.1), (1, 1.5)])
@pytest.mark.parametrize("target", [1.0, 0.01, 1e-5])
def test_counts_are_of_the_mean_over_seeds(batch, rate, target):
    """Runs that overflow never meet a target."""
    choice, epochs = Choice(batch, rate), 10
    orders = [orders_of(choice, epochs, seed) for seed in range(1, GHOSTS + 1)]
    met, updates, examples = computed(
        'import { TargetCount } from "@/excess.js"\n'
        f"const orders = {json.dumps(orders)}\n"
        f"const one = run({batch}, {rate}, {epochs}, given(orders[0]))\n"
        f"const count = new TargetCount(one, (ghost) => given(orders[ghost - 1]), {target})\n"
        "const { met } = count\n"
        "text([met, ...['updates', 'examples'].map((axis) => one.coordinate(met, axis))])"
    )
    with np.errstate(over="ignore", invalid="ignore"):
        runs = [
            mbcourse.fit(LINE.x, LINE.y, batch_size=batch, learning_rate=rate, epochs=epochs, rng=seed)
            for seed in range(1, GHOSTS + 1)
        ]
        mean = np.mean([run.losses for run in runs], axis=0) - mbcourse.ErrorSurface(LINE.x, LINE.y).floor
    (rows,) = np.nonzero(mean <= target)
    assert met == (rows[0] if rows.size else np.inf)
    if rows.size:
        assert (updates, examples) == (rows[0], runs[0].examples[rows[0]])
