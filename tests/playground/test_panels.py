"""The panels of gradient noise compute what the package computes, and what is drawn as expected is what is expected."""

import json

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import mbcourse
from mbcourse import minibatches, theory
from mbcourse.playground import Choice
from mbcourse.playground.panels import cumulative_noise
from mbcourse.playground.settings import GHOSTS
from tests.playground.javascript import javascript

LINE = mbcourse.lab_line()
DATA = json.dumps({"x": LINE.x.tolist(), "y": LINE.y.tolist()})
SETTINGS = [(order, batch) for order in mbcourse.batches.ORDERS for batch in (1, 7, 10, 60)]

IMPORTS = f"""
import {{ CumulativeNoise }} from "@/cumulative_noise.js"
import {{ Run }} from "@/descent.js"
import {{ ErrorSurface }} from "@/error_surface.js"
import {{ Gradients }} from "@/example_gradients.js"
import {{ Ghosts }} from "@/ghosts.js"
import {{ epochOrders }} from "@/orders.js"
const line = {DATA}
const surface = ErrorSurface.of(line)
const run = (batch, rate, epochs, orders) => new Run(line, surface, {{ batch, rate }}, [-15, -10], epochs, orders)
const given = (orders) => (epoch) => orders[epoch]
const text = (values) => Array.from(values, (value) => String(value))
"""


def computed(code):
    """Numbers that JavaScript computes and writes as text, since JSON has no infinity."""
    return np.array(javascript(IMPORTS + code), dtype=float)


def orders_of(choice, epochs, seed):
    """The orders that Python draws, an epoch each."""
    generator = np.random.default_rng(seed)
    return [
        np.concatenate(list(minibatches(60, choice.batch, choice.order, rng=generator))).tolist() for _ in range(epochs)
    ]


# 1. Cumulative noise


@pytest.mark.parametrize(("order", "batch"), SETTINGS)
def test_noise_adds_up_alike_in_both_languages(order, batch):
    choice = Choice(batch, order=order)
    orders = json.dumps(orders_of(choice, 3, seed=4))
    found = computed(
        f'text(new CumulativeNoise(run({batch}, 0.1, 3, given({orders})), {{ order: "{order}" }}).lengths)'
    )
    assert_allclose(found, cumulative_noise(LINE, choice, epochs=3, rng=4), atol=1e-9)


@pytest.mark.parametrize("order", ["reshuffle", "replacement", "independent"])
@pytest.mark.parametrize("batch", [1, 7, 10, 60])
def test_the_dashed_line_is_the_root_of_the_package_s_mean_square(order, batch):
    """Epochs are drawn independently of one another: their mean squares add up."""
    epochs = 3
    found = computed(
        f'const orders = epochOrders(line, "{order}", 0, {batch})\n'
        f'text(new CumulativeNoise(run({batch}, 0.1, {epochs}, orders), {{ order: "{order}" }}).expected)'
    )
    within = theory.cumulative_noise(60, batch, order)
    squares = [0.0, *np.concatenate([epoch * within[-1] + within[1:] for epoch in range(epochs)])]
    assert_allclose(found, np.sqrt(squares), atol=1e-6)


@pytest.mark.parametrize("order", ["shuffle_once", "reshuffle", "replacement", "independent"])
@pytest.mark.parametrize("batch", [1, 10])
def test_the_browser_s_draws_have_that_mean_square(order, batch):
    """Over 400 seeds, at every update of two epochs: within 4 standard errors, a few of 120 beyond 3."""
    squares, expected = (
        computed(
            f"const all = Array.from({{ length: 400 }}, (_, seed) => new CumulativeNoise(\n"
            f'  run({batch}, 0.1, 2, epochOrders(line, "{order}", seed, {batch})), {{ order: "{order}" }}))\n'
            f"all.map(({{ {name} }}) => [...{name}])"
        )
        ** 2
        for name in ("lengths", "expected")
    )
    errors = squares.std(axis=0, ddof=1) / 20
    off = abs(squares.mean(axis=0) - expected[0])
    assert (off <= 4 * errors + 1e-9).all()
    assert (off > 3 * errors + 1e-9).mean() < 0.05


@pytest.mark.parametrize("order", ["given", "shuffle_once", "reshuffle"])
@pytest.mark.parametrize("batch", [1, 5, 60])
def test_nothing_is_left_where_an_epoch_used_every_example_once(order, batch):
    lengths = computed(
        f'const orders = epochOrders(line, "{order}", 2, {batch})\n'
        f'text(new CumulativeNoise(run({batch}, 0.1, 4, orders), {{ order: "{order}" }}).lengths)'
    )
    assert_array_equal(lengths[:: 60 // batch], 0)
    assert batch == 60 or (lengths[1 : 60 // batch] > 0).all()


# 2. Gradients


def test_gradients_and_noise_scale_are_the_package_s():
    """Along a run of small batches, from far out to the minimum's neighbourhood."""
    history = mbcourse.fit(LINE.x, LINE.y, batch_size=10, order="given", epochs=5)
    found = computed(
        "const one = run(10, 0.1, 5, epochOrders(line, 'given', 0, 10))\none.reach(one.total)\n"
        "const gradients = new Gradients(one)\n"
        "const at = (row) => { gradients.reach(row); return [gradients.scale, gradients.trace, ...gradients.mean] }\n"
        "Array.from({ length: one.total + 1 }, (_, row) => text(at(row)))"
    )
    surface = mbcourse.ErrorSurface(LINE.x, LINE.y)
    for row, params in zip(found, history.params, strict=True):
        scale = theory.noise_scale(LINE.x, LINE.y, params)
        trace = np.trace(theory.gradient_covariance(LINE.x, LINE.y, params))
        assert_allclose(row, [scale, trace, *surface.hessian @ (params - surface.minimum)], rtol=1e-8)


# 3. Ghosts


@pytest.mark.parametrize(("batch", "rate", "epochs"), [(5, 0.1, 3), (5, 0.34, 10), (1, 0.34, 5), (1, 1.5, 15)])
def test_ghosts_are_runs_of_fit_and_their_median_is_numpy_s(batch, rate, epochs):
    """Settling, settling where the full gradient diverges, exploding, and overflowing in more updates than are kept."""
    choice = Choice(batch, rate)
    orders = [orders_of(choice, epochs, seed) for seed in range(1, GHOSTS + 1)]
    medians, peaks, rows, *losses = computed(
        f"const orders = {json.dumps(orders)}\n"
        f"const one = run({batch}, {rate}, {epochs}, given(orders[0]))\n"
        "const ghosts = new Ghosts(one, (ghost) => given(orders[ghost - 1]))\n"
        "[ghosts.medians, ghosts.peaks, ghosts.rows, ...ghosts.losses].map(text)"
    )
    kept = rows.astype(int)
    assert kept[0] == 0 and kept[-1] == 60 // batch * epochs and len(kept) <= 601
    with np.errstate(over="ignore", invalid="ignore"):
        every = np.array([
            mbcourse.fit(LINE.x, LINE.y, batch_size=batch, learning_rate=rate, epochs=epochs, rng=seed).losses[kept]
            for seed in range(1, GHOSTS + 1)
        ])  # fmt: skip
    every = np.where(np.isnan(every), np.inf, every)
    assert_allclose(losses, every, rtol=1e-9)
    assert_allclose(medians, np.median(every, axis=0), rtol=1e-9)
    assert_allclose(peaks, np.maximum.accumulate(every.max(axis=0)), rtol=1e-9)
    assert (medians[-1] < every[0, 0]) == (batch == 5)


def test_a_ghost_is_found_at_every_row():
    """The last entry at or before a row, in runs of which every row and of which every other is kept."""
    for epochs in (3, 20):
        rows, entries = javascript(
            f"{IMPORTS}const one = run(1, 0.01, {epochs}, epochOrders(line, 'given', 0, 1))\n"
            "const ghosts = new Ghosts(one, () => one.orderOf)\n"
            "[ghosts.rows, Array.from({ length: one.total + 1 }, (_, row) => ghosts.entryAt(row))]"
        )
        assert_array_equal(entries, np.searchsorted(rows, np.arange(60 * epochs + 1), side="right") - 1)
