"""What a playground opens with: the runs that it compares, and what they share.

This is the one home of the playground's words, limits and defaults. `tools/vocabulary.py` writes them for the scripts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

from mbcourse import inputs, lab, schedules
from mbcourse.batches import ORDERS

LAST_RULE = "keep"  # of mbcourse.batches.LAST_RULES, the only one that the playground plays
AXES = ("epochs", "updates", "examples")
VIEWS = ("whole", "near")
PANELS = ("loss", "noise", "gradients", "ghosts", "floor", "target")
GHOSTS = 20  # runs with other seeds behind each run

HALVED = 12  # the rate of an inverse time schedule is halved after this part of the run
SCHEDULES: dict[str, Callable[[float, int], schedules.Schedule]] = {  # of a rate and a number of updates
    "constant": lambda rate, updates: schedules.constant(rate),
    "step": schedules.step,
    "inverse_time": lambda rate, updates: schedules.inverse_time(rate, updates / HALVED),
    "exponential": schedules.exponential,
    "cosine": schedules.cosine,
}

MOST_RUNS = 4
MOST_RATE = 1.5
LEAST_POINTS, MOST_POINTS = 2, 10_000
MOST_NOISE = 5
MOST_SEED = 2**31
MOST_EPOCHS = 100
LEAST_TARGET, MOST_TARGET = 1e-6, 100.0
MOST_VISITS = 200_000  # epochs times points: what a browser computes within a moment

# What the page offers at a click; any value within the limits can be typed or linked to.
OFFERED_BATCH_SIZES = (1, 5, 20, 10)  # in the order in which runs to compare with are added; the buttons are sorted
OFFERED_POINTS = (lab.POINTS, 600, MOST_POINTS)
OFFERED_RATES = (0.001, MOST_RATE)  # the ends of the slider
SHARED_RATES = (0.01, 0.4)  # the ends of the slider that sets the rate of all runs
OFFERED_TARGETS = (1e-5, 1)  # the ends of the slider


@dataclass(frozen=True)
class Choice:
    """What one run chooses. A smaller last batch is kept: the playground plays no other rule for it.

    Attributes
    ----------
    batch : int
        Batch size, from 1 to the number of points.
    rate : float
        Learning rate, from 0 to 1.5.
    order : {"reshuffle", "given", "shuffle_once", "replacement", "independent"}
        As in `mbcourse.minibatches`.
    schedule : {"constant", "step", "inverse_time", "exponential", "cosine"}
        How the rate falls over the updates of the run, as in `mbcourse.schedules`: exponentially to a hundredth; by
        inverse time to half after a twelfth of the run.
    then : int
        Batch size of the second half of the epochs, from 1 to the number of points; 0 for the same as before. Of an odd
        number of epochs the first half has one more.

    Raises
    ------
    ValueError
        If a value is outside its limits or a word is unknown.

    Examples
    --------
    >>> Choice.of_text("20 0.3 given")
    Choice(batch=20, rate=0.3, order='given', schedule='constant', then=0)
    """

    batch: int = 5
    rate: float = lab.LEARNING_RATE
    order: str = "reshuffle"
    schedule: str = "constant"
    then: int = 0

    def __post_init__(self) -> None:
        inputs.count("batch", self.batch, 1)
        if inputs.nonnegative("rate", self.rate) > MOST_RATE:
            raise ValueError(f"rate is {self.rate}: give at most {MOST_RATE}")
        inputs.one_of("order", self.order, tuple(ORDERS))
        inputs.one_of("schedule", self.schedule, tuple(SCHEDULES))
        inputs.count("then", self.then, 0)

    def first_epochs(self, epochs: int) -> int:
        """Return how many of a run's epochs have batches of the first size."""
        return -(-epochs // 2) if self.then else epochs

    @classmethod
    def of_text(cls, text: str) -> "Choice":
        """Read a run from ``"5 0.1 reshuffle"``: batch size, learning rate, order.

        A schedule may follow, and after it the batch size of the second half.

        Examples
        --------
        >>> Choice.of_text("1 0.02 replacement constant 20").then
        20
        """
        try:
            batch, rate, order, *more = text.split()
            schedule, then = (*more, *("constant", "0")[len(more) :])
            return cls(int(batch), float(rate), order, schedule, int(then))
        except ValueError as error:
            raise ValueError(f"{text!r} is not a run ({error}): write it like '5 0.1 reshuffle'") from None


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
        Standard deviation of the noise in y, from 0 to 5; with 60 points the lab's own noise is stretched to it.
    seed : int
        Seed of the orders that are drawn in the browser, from 0 to 2**31.
    epochs : int
        Length of the runs, at most 100 and at most 200,000 divided by the number of points.
    start : (float, float)
        Slope and intercept.
    axis : {"epochs", "updates", "examples"}
        What the loss is drawn against.
    view : {"whole", "near"}
        The whole surface, or the neighbourhood of its minimum.
    panel : {"loss", "noise", "gradients", "ghosts", "floor", "target"}
        What is drawn below the two spaces. ``"loss"``: the loss of each run. ``"noise"``: the batch gradients of each
        run, less the full gradient, added up at the minimum of the loss. ``"gradients"``: the gradient of each example
        where the chosen run stands, and the noise scale there. ``"ghosts"``: the loss of each run and of twenty runs
        with other seeds, with their median. ``"floor"``: the loss of each run above the minimum, and the floor of fresh
        draws at its rate and batch size (`mbcourse.theory.noise_floor`), for the orders that are fresh draws.
        ``"target"``: the mean loss above the minimum of twenty runs with other seeds, and after how many updates and
        examples this mean first meets the target.
    target : float
        A loss above the minimum, from 0.000001 to 100, for the panel ``"target"``.

    Raises
    ------
    ValueError
        If a value is outside its limits or a word is unknown.

    Examples
    --------
    >>> settings = Settings((Choice(1), Choice(60, order="given")), epochs=20)
    >>> Settings.of_json(settings.as_json()) == settings
    True
    """

    runs: Sequence[Choice] = (Choice(),)
    points: int = lab.POINTS
    noise: float = lab.NOISE
    seed: int = 0
    epochs: int = lab.EPOCHS
    start: tuple[float, float] = lab.START
    axis: str = "epochs"
    view: str = "whole"
    panel: str = "loss"
    target: float = 1e-3

    def __post_init__(self) -> None:
        if not 1 <= len(self.runs) <= MOST_RUNS:
            raise ValueError(f"runs holds {len(self.runs)}: give 1 to {MOST_RUNS}")
        inputs.count("points", self.points, LEAST_POINTS, MOST_POINTS)
        for run in self.runs:
            inputs.count("batch", run.batch, 1, self.points)
            inputs.count("then", run.then, 0, self.points)
        if inputs.nonnegative("noise", self.noise) > MOST_NOISE:
            raise ValueError(f"noise is {self.noise}: give at most {MOST_NOISE}")
        inputs.count("seed", self.seed, 0, MOST_SEED)
        inputs.count("epochs", self.epochs, 1, min(MOST_EPOCHS, MOST_VISITS // self.points))
        inputs.parameters(self.start, 2, name="start")
        inputs.one_of("axis", self.axis, AXES)
        inputs.one_of("view", self.view, VIEWS)
        inputs.one_of("panel", self.panel, PANELS)
        if not LEAST_TARGET <= inputs.positive("target", self.target) <= MOST_TARGET:
            raise ValueError(f"target is {self.target}: give {LEAST_TARGET:g} to {MOST_TARGET:g}")

    def as_json(self) -> dict[str, Any]:
        """Return the settings in the form that the browser reads and writes."""
        return asdict(self) | {"runs": [asdict(run) for run in self.runs], "start": list(self.start)}

    @classmethod
    def of_json(cls, settings: dict[str, Any]) -> "Settings":
        """Read what `as_json` returns."""
        runs = tuple(Choice(**run) for run in settings["runs"])
        return cls(**settings | {"runs": runs, "start": tuple(settings["start"])})

    def shown_on(self, w: tuple[float, float], b: tuple[float, float]) -> "Settings":
        """Return these settings if their start lies within the ranges of a page's surface.

        Parameters
        ----------
        w, b : (float, float)
            Ranges of slope and intercept.

        Raises
        ------
        ValueError
            If the start lies outside.

        Examples
        --------
        >>> Settings(start=(25.0, 0.0)).shown_on((-17, 19), (-14, 12))
        Traceback (most recent call last):
        ValueError: start has slope 25: give -17 to 19, which the surface shows
        """
        for name, value, (low, high) in zip(("slope", "intercept"), self.start, (w, b), strict=True):
            if not low <= value <= high:
                raise ValueError(f"start has {name} {value:g}: give {low:g} to {high:g}, which the surface shows")
        return self

    def with_texts(self, texts: Mapping[str, str]) -> "Settings":
        """Return these settings with some of them changed, each written as text.

        Parameters
        ----------
        texts : dict of str to str
            Names of settings and their values; runs, as in `Choice.of_text`, are separated by semicolons, slope and
            intercept by a space.

        Raises
        ------
        ValueError
            If a name is unknown, or a value cannot be read or is outside its limits.

        Examples
        --------
        >>> settings = Settings().with_texts({"runs": "1 0.1 given; 60 0.1 given", "start": "3 -2"})
        >>> len(settings.runs), settings.start
        (2, (3.0, -2.0))
        """
        changes: dict[str, Any] = {}
        for name, text in texts.items():
            inputs.one_of("setting", name, tuple(_READERS))
            try:
                changes[name] = _READERS[name](text)
            except ValueError as error:
                raise ValueError(f"{name} is {text!r}: {error}") from None
        return replace(self, **changes)

    def linked(self, address: str) -> "Settings":
        """Return these settings with some of them changed, as a link to the playground says it.

        Parameters
        ----------
        address : str
            What follows ``#playground?`` in the link, such as ``"run=5,0.1,reshuffle&run=60,0.1,given&epochs=20"``.

        Raises
        ------
        ValueError
            As `with_texts`, and if a setting other than a run is given twice.

        Examples
        --------
        >>> Settings().linked("run=60,0.1,given&axis=updates").runs
        (Choice(batch=60, rate=0.1, order='given', schedule='constant', then=0),)
        """
        texts: dict[str, str] = {}
        for name, value in parse_qsl(address, keep_blank_values=True, strict_parsing=True):
            text = value.replace(",", " ")
            if name == "run":
                texts["runs"] = f"{texts['runs']}; {text}" if "runs" in texts else text
            elif name in texts:
                raise ValueError(f"{name} is given twice: give it once")
            else:
                texts[name] = text
        return self.with_texts(texts)


_READERS: dict[str, Callable[[str], Any]] = {
    "runs": lambda text: tuple(Choice.of_text(run) for run in text.split(";")),
    "points": int,
    "noise": float,
    "seed": int,
    "epochs": int,
    "start": lambda text: tuple(map(float, text.split())),
    "axis": str,
    "view": str,
    "panel": str,
    "target": float,
}
