"""Claim 2: a thousand runs in one `sweep` against the same runs one by one."""

from numpy.testing import assert_allclose
from torch.utils.data import DataLoader

from benchmarks import peers
from benchmarks.timing import Comparison, interleaved
from mbcourse import fit, lab_line, sweep
from mbcourse.torch_train import Minibatches

BATCH_SIZES = (1, 5, 10, 20, 60)
SEEDS = range(200)
TORCH_SEEDS = range(2)
ROUNDS = 11

LINE = lab_line()


def comparisons() -> list[Comparison]:
    sides = {"sweep": vectorised, "fit": one_by_one, "torch": torch_loop}
    together, single, torch_losses = (run() for run in sides.values())
    assert_allclose(together.epoch_losses[:, 0].reshape(-1, 11), single, rtol=1e-12)
    assert_allclose(together.epoch_losses[:, 0, : len(TORCH_SEEDS)].reshape(-1, 11), torch_losses, rtol=1e-10)
    seconds = interleaved(sides, ROUNDS)
    share = len(SEEDS) / len(TORCH_SEEDS)
    what = f"{len(SEEDS)} seeds × {len(BATCH_SIZES)} batch sizes, 60 points, 10 epochs"
    torch_name = f"autograd and DataLoader, {len(TORCH_SEEDS)} seeds timed and multiplied by {share:g}"
    return [
        Comparison(what, "sweep", seconds["sweep"], "fit, run by run", seconds["fit"], target=30.0),
        Comparison(what, "sweep", seconds["sweep"], torch_name, seconds["torch"] * share),
    ]


def vectorised(seeds: range = SEEDS):
    return sweep(LINE.x, LINE.y, batch_sizes=BATCH_SIZES, seeds=seeds)


def one_by_one(seeds: range = SEEDS):
    return [
        fit(LINE.x, LINE.y, batch_size=batch_size, rng=seed).epoch_losses
        for batch_size in BATCH_SIZES
        for seed in seeds
    ]


def torch_loop(seeds: range = TORCH_SEEDS):
    """The learner's loop on the batches that `fit` draws."""
    return [
        peers.autograd_loop(
            LINE, DataLoader(peers.Points(LINE), batch_sampler=Minibatches(60, batch_size, rng=seed)), epochs=10
        )
        for batch_size in BATCH_SIZES
        for seed in seeds
    ]
