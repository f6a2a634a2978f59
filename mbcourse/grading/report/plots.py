"""The report's figures: SVG for light and dark pages, each with alternative text that says what it shows."""

import base64
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import matplotlib.style
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from mbcourse.grading.outcome import FAILED, PASSED
from mbcourse.grading.report.items import Item, Times
from mbcourse.grading.report.marks import Mark
from mbcourse.plots import COLOURS, SETTINGS
from mbcourse.plots.svg import for_both_themes, slim

WIDTH = 7.0  # inches
TRANSPARENT = dict.fromkeys(["figure.facecolor", "axes.facecolor", "savefig.facecolor"], "none")

Draw = Callable[[Axes], None]


@dataclass(frozen=True)
class Picture:
    """A figure in a page: a data URL, and its alternative text."""

    image: str
    alt: str


def distribution(marks: Sequence[Mark]) -> Picture:
    """Return the histogram of the marks in percent, ten per bar; marks above 100 % are in the last bar."""
    percents = np.array([mark.percent for mark in marks])

    def draw(axes: Axes) -> None:
        axes.hist(np.minimum(percents, 100), bins=list(range(0, 101, 10)), color=COLOURS["accent"], rwidth=0.92)
        axes.set(xlabel="Mark (% of the assignment's points)", ylabel="Students", xticks=range(0, 101, 10))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))

    quarters = np.percentile(percents, (25, 50, 75))
    alt = (
        f"Histogram of {len(marks)} marks. The median is {quarters[1]:.0f} %; the middle half lies between "
        f"{quarters[0]:.0f} % and {quarters[2]:.0f} %; {int(np.sum(percents >= 90))} have 90 % or more, "
        f"{int(np.sum(percents < 50))} less than 50 %."
    )
    return _picture(draw, 3.4, alt)


def failures(items: Sequence[Item]) -> Picture:
    """Return a bar for each test: the share of submissions that failed it, then the share without a result."""
    failed = np.array([100 * item.outcomes[FAILED] / item.count for item in items])
    without = np.array([100 * (item.count - item.outcomes[PASSED]) / item.count for item in items]) - failed

    def draw(axes: Axes) -> None:
        places = range(len(items))
        axes.barh(places, failed, color=COLOURS["accent"], label="failed", height=0.7)
        rest = axes.barh(places, without, left=failed, label="no result", height=0.7, facecolor="none", hatch="///")
        for bar in rest:
            bar.set_edgecolor(COLOURS["danger"])
        axes.set(xlim=(0, 100), xlabel="Submissions (%)", yticks=places, yticklabels=[item.name for item in items])
        axes.invert_yaxis()
        axes.legend(frameon=False, loc="lower right")

    worst = sorted(items, key=lambda item: -item.failure_rate)[:3]
    listed = ", ".join(f"{item.name} ({100 * item.failure_rate:.0f} %)" for item in worst)
    alt = f"Bars: for each of {len(items)} tests the share of submissions that did not pass. Highest: {listed}."
    return _picture(draw, 1.2 + 0.3 * len(items), alt)


def durations(seconds: Sequence[float], times: Times) -> Picture:
    """Return the share of notebooks that took at most a given time, as a curve."""
    ordered = np.sort(np.array(seconds))

    def draw(axes: Axes) -> None:
        axes.step(
            ordered, 100 * np.arange(1, len(ordered) + 1) / len(ordered), where="post", color=COLOURS["accent"], lw=2
        )
        axes.set(xlabel="Time for the notebook (seconds)", ylabel="Notebooks that took\nno longer (%)", ylim=(0, 102))
        axes.set_xlim(left=0)

    alt = (
        f"Rising curve of the time that {len(ordered)} notebooks took: half of them up to {times.median:.2g} seconds, "
        f"nine of ten up to {times.ninety_percent:.2g}, the longest {times.longest:.2g}."
    )
    return _picture(draw, 3.2, alt)


def _picture(draw: Draw, height: float, alt: str) -> Picture:
    """Draw a figure on a transparent background."""
    with matplotlib.style.context([SETTINGS, TRANSPARENT], after_reset=True):
        figure = Figure(figsize=(WIDTH, height))
        draw(figure.add_subplot())
        file = io.StringIO()
        figure.savefig(file, format="svg")
    image = for_both_themes(slim(file.getvalue()))
    return Picture(f"data:image/svg+xml;base64,{base64.b64encode(image.encode()).decode()}", alt)
