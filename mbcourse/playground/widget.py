"""The playground in a notebook: driven from Python, its runs returned as `mbcourse.History`."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import traitlets
from numpy.typing import ArrayLike

from mbcourse import inputs
from mbcourse.batches import batch_slices
from mbcourse.data import lab_line
from mbcourse.history import History
from mbcourse.lab import B_RANGE, EPOCHS, START, W_RANGE
from mbcourse.loss import design_matrix
from mbcourse.playground.settings import LAST_RULE, LEAST_POINTS, MOST_POINTS, Choice, Settings
from mbcourse.playground.switching import switched
from mbcourse.surface import ErrorSurface

BUNDLE = Path(__file__).parent / "static"  # made by tools/bundle.mjs

Range = tuple[float, float]


class Playground(anywidget.AnyWidget):
    """The interactive figure of the book, for any line.

    Parameters
    ----------
    x, y : (n,) arrays, optional
        The points, 2 to 10,000 of them with at least two different x; by default the lab's sixty.
    runs : sequence of Choice, optional
        One to four runs; by default one with batch size 5, or n where that is smaller.
    epochs, seed, start, axis, view, panel, target
        As in `Settings`.

    Attributes
    ----------
    settings : dict
        All settings as they are now, in the form of `Settings.as_json`; what a reader changes shows here.

    Raises
    ------
    ValueError
        For data that are empty, not finite, of shapes that do not match, or that lie above one x; for settings
        outside their limits.
    FileNotFoundError
        If the bundle is not built: in a checkout, ``make book`` builds it.

    Notes
    -----
    Updates are computed in the browser, when the widget is shown, and reported once nothing has moved for a moment.

    Examples
    --------
    >>> from mbcourse.playground import Choice, Playground
    >>> playground = Playground(runs=[Choice(5), Choice(60, order="given")])
    >>> playground.change(epochs=20)
    >>> playground.settings["epochs"]
    20
    """

    _esm = BUNDLE / "playground.js"
    _css = BUNDLE / "playground-style.css"

    settings = traitlets.Dict().tag(sync=True)
    _x = traitlets.Bytes().tag(sync=True)
    _y = traitlets.Bytes().tag(sync=True)
    _ranges = traitlets.Dict().tag(sync=True)
    _records: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(
        self,
        x: ArrayLike | None = None,
        y: ArrayLike | None = None,
        *,
        runs: Sequence[Choice] | None = None,
        epochs: int = EPOCHS,
        seed: int = 0,
        start: Range = START,
        axis: str = "epochs",
        view: str = "whole",
        panel: str = "loss",
        target: float = 1e-3,
    ) -> None:
        if (x is None) != (y is None):
            raise ValueError("only one of x and y is given: give both, or neither for the lab's points")
        line = lab_line()
        self._points = inputs.examples(line.x if x is None else x, line.y if y is None else y)
        features, targets = self._points
        if features.ndim != 1 or not LEAST_POINTS <= len(features) <= MOST_POINTS or np.ptp(features) == 0:
            wanted = f"{LEAST_POINTS} to {MOST_POINTS} numbers, at least two of them different"
            raise ValueError(f"x has shape {features.shape}: give {wanted}")
        if runs is None:
            runs = (Choice(min(5, len(features))),)
        chosen = Settings(
            runs, len(features), seed=seed, epochs=epochs, start=start, axis=axis, view=view, panel=panel, target=target
        )
        minimum = ErrorSurface(features, targets).minimum
        ranges = {
            "w": _range(W_RANGE, minimum[0], start[0]),
            "b": _range(B_RANGE, minimum[1], start[1]),
        }
        super().__init__(
            settings=chosen.as_json(),
            _x=features.astype("<f8").tobytes(),
            _y=targets.astype("<f8").tobytes(),
            _ranges=ranges,
        )

    def change(self, **settings: Any) -> None:
        """Change settings, named as in `Settings`; the runs go back to the start.

        Raises
        ------
        ValueError
            For `points` and `noise`, which the data fix; for a start outside the surface that is shown; and as
            `Settings`.
        """
        for name in ("points", "noise"):
            if name in settings:
                raise ValueError(f"{name} cannot be changed: the points are given, make another Playground for others")
        self.settings = replace(Settings.of_json(self.settings), **settings).shown_on(**self._ranges).as_json()

    def play(self) -> None:
        """Play the runs to their end."""
        self.send({"command": "play"})

    def pause(self) -> None:
        """Stop where the runs are."""
        self.send({"command": "pause"})

    def step(self, updates: int = 1) -> None:
        """Make some updates of the chosen run, the others keeping up with it."""
        self.send({"command": "step", "argument": inputs.count("updates", updates, 1)})

    def reset(self) -> None:
        """Go back to the start."""
        self.send({"command": "reset"})

    @property
    def histories(self) -> list[History]:
        """Each run as far as it is shown; empty until the widget has been shown. ``seconds`` are NaN."""
        return [self._history(record) for record in self._records]

    @property
    def history(self) -> History:
        """The first run as far as it is shown.

        Raises
        ------
        RuntimeError
            If the widget has not been shown yet.
        """
        if not self._records:
            raise RuntimeError("the playground has not been shown: put it at the end of a cell, and wait a moment")
        return self._history(self._records[0])

    def _history(self, record: dict[str, Any]) -> History:
        params = np.column_stack([np.frombuffer(record[name], "<f8") for name in ("slopes", "intercepts")])
        x, y = self._points
        batch_losses = np.frombuffer(record["batch_losses"], "<f8")
        if record.get("then"):
            return switched(x, y, params, batch_losses, record["batch_size"], record["then"], record["switch"])
        return History.of_run(
            design_matrix(x),
            y,
            params,
            batch_losses,
            np.full(len(params), np.nan),
            batch_slices(len(y), record["batch_size"], LAST_RULE),
            record["batch_size"],
        )


def _range(usual: Range, minimum: float, start: float) -> Range:
    """Return the usual range if it holds both the start and the minimum, else one around the minimum that does."""
    if usual[0] < min(start, minimum) and max(start, minimum) < usual[1]:
        return usual
    half = 1.125 * abs(start - minimum) or 1.0
    return float(minimum - half), float(minimum + half)
