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
from tests.playground.test_panels import IMPORTS, LINE, computed, orders_of

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
            'import { ErrorSurface } from "@/error_surface.js"\nimport { FreshDraws } from "@/fresh_draws.js"\n'
            "const floor = (x, y, size, order, rate) =>\n"
            "  String(new FreshDraws({ x, y }, ErrorSurface.of({ x, y })).floor(order, rate, size))\n"
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
        'import { FreshDraws } from "@/fresh_draws.js"\n'
        f'[5, 60].map((size) => String(new FreshDraws(line, surface).floor("{order}", 0.1, size)))'
    )
    assert np.isnan(found[0]) and found[1] == 0


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize(
    ("order", "batch", "then"), [("replacement", 5, 0), ("independent", 1, 20), ("reshuffle", 5, 60)]
)
def test_the_dashed_floor_follows_rate_and_batch_size(schedule, order, batch, then):
    choice = Choice(batch, 0.1, order, schedule, then)
    run = mbcourse.playground.switching.run_of(LINE, mbcourse.playground.Settings(epochs=5), choice, 0)
    found = javascript(
        IMPORTS + 'import { Floor } from "@/excess.js"\n'
        f'const choice = {{ batch: {batch}, rate: 0.1, order: "{order}", schedule: "{schedule}", then: {then} }}\n'
        "const one = new Run(line, surface, choice, [-15, -10], 5, epochOrders(line, choice.order, 0, 1))\n"
        "const { levels, corners } = new Floor(one, choice)\n"
        "[levels, corners].map(text)"
    )
    levels, corners = (np.array(values, dtype=float) for values in found)
    assert_allclose(levels, floors(LINE, choice, run), rtol=1e-9)
    drawn = np.interp(np.arange(len(levels)), corners, levels[corners.astype(int)])
    assert_allclose(drawn, levels, rtol=0.02)


def test_expected_losses_are_the_package_s_on_100_settings():
    """Of any start, also where they grow or the batch size changes; the count is the first that meets the target."""
    rng = np.random.default_rng(1)
    cases, expected = [], []
    for _ in range(100):
        x, y, batch, order, rate = random_case(rng)
        schedule, start = str(rng.choice(list(SCHEDULES))), rng.uniform([-17, -14], [19, 12])
        then = int(rng.choice([0, rng.integers(1, len(x) + 1)]))  # of the last two of four epochs; 0 is no other size
        before, after = (2 * -(-len(x) // size) for size in (batch, then or batch))
        expected.append(
            theory.expected_losses(
                x, y, batch_size=lambda k, sizes=(batch, then or batch), before=before: sizes[k >= before],
                learning_rate=SCHEDULES[schedule](rate, before + after), updates=before + after, start=start,
                replacement=ERRORS[order],
            )
        )  # fmt: skip
        choice = {"batch": batch, "rate": rate, "schedule": schedule, "then": then}
        cases.append([x.tolist(), y.tolist(), choice, order, start.tolist(), 10 ** rng.uniform(-1, 3)])
    found = javascript(
        'import { Run } from "@/descent.js"\nimport { ErrorSurface } from "@/error_surface.js"\n'
        'import { TargetCount } from "@/excess.js"\nimport { epochOrders } from "@/orders.js"\n'
        "const all = (x, y, choice, order, start, target) => {\n"
        "  const line = { x, y }\n"
        "  const ordersOf = (ghost) => epochOrders(line, order, ghost, choice.batch)\n"
        "  const run = new Run(line, ErrorSurface.of(line), choice, start, 4, ordersOf(0))\n"
        "  const count = new TargetCount(run, { order }, ordersOf, target)\n"
        "  return { losses: [...count.draws.expected(order, run)], met: count.expected, least: run.surface.floor }\n"
        "}\n"
        f"{json.dumps(cases)}.map((one) => all(...one))"
    )
    for run, losses, (*_, target) in zip(found, expected, cases, strict=True):
        excess = np.array(run["losses"], dtype=float)
        excess[np.isnan(excess)] = np.inf  # JSON has no infinity
        assert_allclose(excess + run["least"], losses, rtol=1e-8, atol=1e-12 * losses[0])
        met = np.flatnonzero(excess <= target)
        assert run["met"] == (met[0] if met.size else None)
    assert 10 < sum(run["met"] is None for run in found) < 90


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
        f"const count = new TargetCount(one, {{ order: 'reshuffle' }}, (ghost) => given(orders[ghost - 1]), {target})\n"
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
