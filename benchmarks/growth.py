"""How cost grows: with the batch size, the number of runs, and the number of examples; one plot each."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib import pyplot as plt
from numpy.typing import NDArray

from benchmarks import peers, sweep
from benchmarks.timing import duration, interleaved
from mbcourse import ErrorSurface, fit, make_line

FOLDER = Path(__file__).parent
ROUNDS = 5
STYLES = ({"color": "#0072B2", "marker": "o"}, {"color": "#D55E00", "marker": "s"}, {"color": "#009E73", "marker": "^"})


@dataclass(frozen=True)
class Growth:
    """A plot and a sentence that describes it."""

    file: str
    says: str


def plots() -> list[Growth]:
    return [by_batch_size(), by_runs(), by_examples()]


def by_batch_size() -> Growth:
    line = make_line(600, rng=0)

    def sides(batch_size: int) -> dict[str, Callable[[], object]]:
        batches = peers.loader(line, batch_size)
        return {
            "fit": lambda: fit(line.x, line.y, batch_size=batch_size, epochs=1, order="given"),
            "autograd and DataLoader": lambda: peers.autograd_loop(line, batches, epochs=1),
            "SGDRegressor.partial_fit": lambda: peers.partial_fit_loop(line, batch_size, epochs=1),
        }

    return _plot(
        "batch_size", "One epoch over 600 points", "batch size (examples)", (1, 3, 10, 30, 100, 300, 600), sides
    )


def by_runs() -> Growth:
    def sides(runs: int) -> dict[str, Callable[[], object]]:
        seeds = range(runs // len(sweep.BATCH_SIZES))
        return {
            "sweep": lambda: sweep.vectorised(seeds),
            "fit, run by run": lambda: sweep.one_by_one(seeds),
        }

    return _plot("runs", "Runs of 10 epochs over 60 points", "number of runs", (5, 20, 100, 500, 2_000), sides)


def by_examples() -> Growth:
    def sides(n: int) -> dict[str, Callable[[], object]]:
        line = make_line(n, rng=0)
        surface = ErrorSurface(line.x, line.y)
        return {
            "fit, one epoch, batch size 60": lambda: fit(line.x, line.y, batch_size=60, epochs=1, order="given"),
            "ErrorSurface, made": lambda: ErrorSurface(line.x, line.y),
            "ErrorSurface.grid of 200²": lambda: surface.grid(points=200),
        }

    return _plot(
        "examples", "A line of more and more points", "number of examples", (60, 600, 6_000, 60_000, 600_000), sides
    )


def _plot(
    name: str, title: str, xlabel: str, values: tuple[int, ...], sides: Callable[[int], dict[str, Callable[[], object]]]
) -> Growth:
    """Time all sides at every value and draw the medians with the band from the 10th to the 90th percentile."""
    measured = [interleaved(sides(value), ROUNDS) for value in values]
    figure, ax = plt.subplots(figsize=(6, 3.6), layout="constrained")
    says = []
    for label, style in zip(measured[0], STYLES, strict=False):
        seconds = np.array([at_value[label] for at_value in measured])
        low, median, high = np.quantile(seconds, [0.1, 0.5, 0.9], axis=1)
        ax.plot(values, median, label=label, **style)
        ax.fill_between(values, low, high, color=style["color"], alpha=0.25, linewidth=0)
        says.append(f"{label} from {_ends(seconds)}")
    ax.set(title=title, xlabel=xlabel, ylabel="seconds", xscale="log", yscale="log")
    ax.legend(fontsize="small")
    ax.grid(alpha=0.3)
    file = f"growth_{name}.png"
    figure.savefig(FOLDER / file, dpi=100, metadata={"Software": None})
    plt.close(figure)
    span = f"{xlabel} from {values[0]:,} to {values[-1]:,}"
    return Growth(file, f"{title}, {span}: {'; '.join(says)}.")


def _ends(seconds: NDArray[np.float64]) -> str:
    return f"{duration(seconds[0])} to {duration(seconds[-1])}"
