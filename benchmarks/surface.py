"""Claim 3: grids of the error surface against a double loop and plain broadcasting, at growing n."""

from collections.abc import Callable

import numpy as np
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from benchmarks import peers
from benchmarks.timing import Comparison, interleaved
from mbcourse import ErrorSurface, Line, make_line

SIZES = (60, 6_000, 600_000)
POINTS = (30, 200, 1_000)
ROUNDS = 7
MOST_PAIRS = 6_000_000
"""Grid points × examples that a peer computes per round; its time is multiplied for the rest."""
MOST_LOOPS = 2_000


def comparisons() -> list[Comparison]:
    lines = [make_line(n, rng=0) for n in SIZES]
    return [row for line in lines for points in POINTS for row in peer_rows(line, points)] + [growth_row(lines)]


def growth_row(lines: list[Line]) -> Comparison:
    """The same grid over few and many examples, once both surfaces are made."""
    few, many = (ErrorSurface(line.x, line.y) for line in (lines[0], lines[-1]))
    seconds = interleaved({"few": grid_of(few), "many": grid_of(many)}, rounds=15)
    return Comparison(
        "Grid of 1,000² at n = 600,000 against n = 60",
        "n = 600,000",
        seconds["many"],
        "n = 60",
        seconds["few"],
        target=0.5,
    )


def grid_of(surface: ErrorSurface) -> Callable[[], object]:
    return lambda: surface.grid(points=1_000)


def peer_rows(line: Line, points: int) -> list[Comparison]:
    """The peers' time is proportional to the number of grid points, so a share of the points is enough."""
    surface = ErrorSurface(line.x, line.y)
    w, b, losses = (array.ravel() for array in surface.grid(points=points))
    most = MOST_PAIRS // len(line.x)
    shares = {"double loop": evenly(len(w), min(most, MOST_LOOPS)), "broadcasting": evenly(len(w), most)}
    loop, block = shares.values()
    sides: dict[str, Callable[[], object]] = {
        "double loop": lambda: peers.double_loop(line.x, line.y, w[loop], b[loop]),
        "broadcasting": lambda: peers.broadcast(line.x, line.y, w[block], b[block]),
    }
    for peer, run in sides.items():
        assert_allclose(run(), losses[shares[peer]], rtol=1e-9)
    seconds = interleaved({"grid": lambda: surface.grid(points=points), **sides}, ROUNDS)
    return [
        Comparison(
            f"Grid of {points:,}², n = {len(line.x):,}",
            "ErrorSurface.grid",
            seconds["grid"],
            peer if len(share) == len(w) else f"{peer}, {len(share):,} points timed and multiplied",
            seconds[peer] * len(w) / len(share),
        )
        for peer, share in shares.items()
    ]


def evenly(total: int, most: int) -> NDArray[np.intp]:
    """Return at most `most` of the indices 0 to total - 1, spread evenly."""
    return np.linspace(0, total - 1, min(total, most)).astype(np.intp)
