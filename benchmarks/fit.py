"""Claim 1: a run of `fit` against the loops that learners write, and against scikit-learn's compiled one."""

from numpy.testing import assert_allclose

from benchmarks import peers
from benchmarks.timing import Comparison, interleaved
from mbcourse import Line, fit, lab_line, make_line

BATCH_SIZES = (1, 5, 10, 20, 60)
EPOCHS = 10
ROUNDS = 15


def comparisons() -> list[Comparison]:
    line = lab_line()
    rows = [row for batch_size in BATCH_SIZES for row in torch_rows(line, batch_size)]
    rows += [partial_fit_row(line, batch_size) for batch_size in BATCH_SIZES]
    rows.append(compiled_row(line, target=1.0))
    rows.append(compiled_row(make_line(6_000, rng=0)))
    return rows


def torch_rows(line: Line, batch_size: int) -> list[Comparison]:
    """Every side records the loss over all points once per epoch; `fit` also records every update."""
    batches = peers.loader(line, batch_size)
    sides = {
        "fit": lambda: fit(line.x, line.y, batch_size=batch_size, epochs=EPOCHS, order="given").epoch_losses,
        "autograd and DataLoader": lambda: peers.autograd_loop(line, batches, EPOCHS),
        "nn.Linear, optim.SGD and DataLoader": lambda: peers.module_loop(line, batches, EPOCHS),
    }
    for run in sides.values():
        assert_allclose(run(), sides["fit"](), rtol=1e-10)
    seconds = interleaved(sides, ROUNDS)
    what = f"60 points, {EPOCHS} epochs, batch size {batch_size}"
    return [
        Comparison(what, "fit", seconds["fit"], peer, seconds[peer], target)
        for peer, target in zip(list(sides)[1:], (20.0, None), strict=True)
    ]


def partial_fit_row(line: Line, batch_size: int) -> Comparison:
    """As many updates of `fit` as calls of `partial_fit`: at batch size 1 the same updates."""
    sides = {
        "fit": lambda: fit(line.x, line.y, batch_size=batch_size, epochs=EPOCHS, order="given").epoch_losses,
        "partial_fit": lambda: peers.partial_fit_loop(line, batch_size, EPOCHS),
    }
    same_updates = fit(line.x, line.y, batch_size=1, epochs=EPOCHS, order="given")
    assert_allclose(sides["partial_fit"](), same_updates.epoch_losses, rtol=1e-10)
    seconds = interleaved(sides, ROUNDS)
    updates = EPOCHS * len(line.y) // batch_size
    return Comparison(
        f"One update, 60 points, batch size {batch_size}",
        "fit",
        seconds["fit"] / updates,
        "one call of SGDRegressor.partial_fit",
        seconds["partial_fit"] / updates,
        target=1.0,
    )


def compiled_row(line: Line, target: float | None = None) -> Comparison:
    """The same updates, of one example each; one call of `partial_fit` gets all points."""
    n = len(line.y)
    sides = {
        "fit": lambda: fit(line.x, line.y, batch_size=1, epochs=EPOCHS, order="given").epoch_losses,
        "partial_fit": lambda: peers.partial_fit_loop(line, n, EPOCHS),
    }
    assert_allclose(sides["partial_fit"](), sides["fit"](), rtol=1e-9)
    seconds = interleaved(sides, ROUNDS)
    return Comparison(
        f"One update, {n:,} points, batch size 1",
        "fit",
        seconds["fit"] / (EPOCHS * n),
        "SGDRegressor.partial_fit, one call per epoch",
        seconds["partial_fit"] / (EPOCHS * n),
        target,
    )
