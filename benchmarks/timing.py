"""Interleaved timing, and the result of a comparison."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

SAMPLE = 0.05
"""The shortest measurement, in seconds: a side that is faster is called several times in a row."""


def interleaved(sides: dict[str, Callable[[], object]], rounds: int) -> dict[str, NDArray[np.float64]]:
    """Return the seconds per call, for every side in every round, {name: (rounds,)}.

    Each round measures all sides one after the other, so that a slow moment of the machine falls on all of them.
    """
    for run in sides.values():
        run()  # the first call is a warm-up
    calls = {name: ceil(SAMPLE / _seconds(run, calls=1)) for name, run in sides.items()}
    seconds = {name: np.empty(rounds) for name in sides}
    for round_ in range(rounds):
        for name, run in sides.items():
            seconds[name][round_] = _seconds(run, calls[name])
    return seconds


@dataclass(frozen=True, eq=False)
class Comparison:
    """One row of the table.

    Attributes
    ----------
    claim : str
        What was run.
    ours, peer : str
        The two sides.
    ours_seconds, peer_seconds : (rounds,) arrays
        Round by round; the ratio is the peer's over ours, so above 1 ours is faster.
    target : float or None
        The smallest ratio that counts as met.
    """

    claim: str
    ours: str
    ours_seconds: NDArray[np.float64]
    peer: str
    peer_seconds: NDArray[np.float64]
    target: float | None = None

    @property
    def ratios(self) -> NDArray[np.float64]:
        return self.peer_seconds / self.ours_seconds

    def row(self) -> str:
        """Return the comparison as a row of the table."""
        low, median, high = np.quantile(self.ratios, [0.1, 0.5, 0.9])
        cells = [
            self.claim,
            f"{self.ours}: {duration(self.ours_seconds)}",
            f"{self.peer}: {duration(self.peer_seconds)}",
            f"**{_digits(median)}** ({_digits(low)} to {_digits(high)}, {len(self.ratios)} rounds)",
            "" if self.target is None else f"at least {_digits(self.target)}",
            "" if self.target is None else _verdict(median, self.target),
        ]
        return f"| {' | '.join(cells)} |"


HEADER = (
    "| What was run | Ours | Peer | Peer's time / our time | Target | Result |\n| --- | --- | --- | --- | --- | --- |"
)


def duration(seconds: NDArray[np.float64]) -> str:
    """Return the median in the unit that suits it."""
    median = float(np.median(seconds))
    unit, size = next((pair for pair in (("s", 1.0), ("ms", 1e-3)) if median >= pair[1]), ("µs", 1e-6))
    return f"{_digits(median / size)} {unit}"


def _seconds(run: Callable[[], object], calls: int) -> float:
    began = perf_counter()
    for _ in range(calls):
        run()
    return (perf_counter() - began) / calls


def _verdict(ratio: float, target: float) -> str:
    return "met" if ratio >= target else f"missed by {1 - ratio / target:.0%}"


def _digits(value: float) -> str:
    """Return three digits, or all before the point where there are more."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
