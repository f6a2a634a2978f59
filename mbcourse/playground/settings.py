"""What a playground opens with: the runs that it compares, and what they share."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mbcourse import inputs
from mbcourse.batches import ORDERS
from mbcourse.lab import START

AXES = ("epochs", "updates", "examples")
VIEWS = ("whole", "near")
MOST_RUNS = 4
MOST_POINTS = 10_000


@dataclass(frozen=True)
class Choice:
    """What one run chooses.

    Attributes
    ----------
    batch : int
        Batch size, from 1 to the number of points.
    rate : float
        Learning rate, at most 1.5.
    order : {"reshuffle", "given", "shuffle_once", "replacement"}
        As in `mbcourse.minibatches`.
    """

    batch: int = 5
    rate: float = 0.1
    order: str = "reshuffle"

    def __post_init__(self) -> None:
        inputs.count("batch", self.batch, 1)
        if inputs.nonnegative("rate", self.rate) > 1.5:
            raise ValueError(f"rate is {self.rate}: give at most 1.5")
        inputs.one_of("order", self.order, ORDERS)

    @classmethod
    def of_text(cls, text: str) -> "Choice":
        """Read a run from ``"5 0.1 reshuffle"``: batch size, learning rate, order."""
        try:
            batch, rate, order = text.split()
            return cls(int(batch), float(rate), order)
        except ValueError as error:
            raise ValueError(f"{text!r} is no run ({error}): write it like '5 0.1 reshuffle'") from None


@dataclass(frozen=True)
class Settings:
    """All settings of a playground, those of the lab by default.

    Attributes
    ----------
    runs : sequence of Choice
        One to four runs.
    points : int
        Number of points, from 2 to 10,000; 60 are the lab's own.
    noise : float
        Standard deviation of the noise in y, at most 5; with 60 points the lab's own noise is stretched to it.
    seed : int
        Of the orders that are drawn in the browser.
    epochs : int
        Length of the runs, at most 100 and at most 200,000 divided by the number of points.
    start : (float, float)
        Slope and intercept.
    axis : {"epochs", "updates", "examples"}
        What the loss is drawn against.
    view : {"whole", "near"}
        The whole surface, or the neighbourhood of its minimum.
    """

    runs: Sequence[Choice] = (Choice(),)
    points: int = 60
    noise: float = 0.1
    seed: int = 0
    epochs: int = 10
    start: tuple[float, float] = START
    axis: str = "epochs"
    view: str = "whole"

    def __post_init__(self) -> None:
        if not 1 <= len(self.runs) <= MOST_RUNS:
            raise ValueError(f"runs holds {len(self.runs)}: give 1 to {MOST_RUNS}")
        inputs.count("points", self.points, 2, MOST_POINTS)
        for run in self.runs:
            inputs.count("batch", run.batch, 1, self.points)
        if inputs.nonnegative("noise", self.noise) > 5:
            raise ValueError(f"noise is {self.noise}: give at most 5")
        inputs.count("seed", self.seed, 0, 2**31)
        inputs.count("epochs", self.epochs, 1, min(100, 200_000 // self.points))
        inputs.parameters(self.start, 2, name="start")
        inputs.one_of("axis", self.axis, AXES)
        inputs.one_of("view", self.view, VIEWS)

    def as_json(self) -> dict[str, Any]:
        """Return the settings in the form that the browser reads and writes."""
        return asdict(self) | {"runs": [asdict(run) for run in self.runs], "start": list(self.start)}

    @classmethod
    def of_json(cls, settings: dict[str, Any]) -> "Settings":
        """Read what `as_json` returns."""
        runs = tuple(Choice(**run) for run in settings["runs"])
        return cls(**settings | {"runs": runs, "start": tuple(settings["start"])})
