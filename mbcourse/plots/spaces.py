"""Data space (the points and the line) and parameter space (the loss over slope and intercept)."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from mbcourse import inputs, lab
from mbcourse.data import Line
from mbcourse.design import LIGHT, LINES, MARKERS
from mbcourse.history import History
from mbcourse.plots.description import describe, number, point, sentence
from mbcourse.plots.look import LETTERS, OPTIMUM, Histories, Look, bowl, labelled, of_labels
from mbcourse.surface import ErrorSurface

Range = tuple[float, float]


def data_space(
    line: Line,
    params: ArrayLike | Mapping[str, ArrayLike] | None = None,
    *,
    truth: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw the points and, over them, lines.

    Parameters
    ----------
    line : Line
        The points.
    params : (2,) array or dict of str to (2,) array, optional
        Slope and intercept of a line to draw, or several with a label each.
    truth : bool
        Whether to draw the line that the points were drawn from.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Raises
    ------
    ValueError
        If a line is not two finite numbers.

    Examples
    --------
    >>> from mbcourse import ErrorSurface, lab_line, plots
    >>> line = lab_line()
    >>> ax = plots.data_space(line, {"least squares": ErrorSurface(line.x, line.y).minimum})
    >>> print(plots.alt_text(ax))
    60 points, x from -3 to 2.9, y from -4.15 to 1.82. True line: slope 1, intercept -1.
    Least squares: slope 1.01, intercept -1.02.
    """
    ax = ax or plt.subplots()[1]
    lines = params if isinstance(params, Mapping) else {} if params is None else {"fitted line": params}
    drawn = {label: inputs.parameters(theta, 2, name=label) for label, theta in lines.items()}
    _draw_points(ax, line, truth, room=0.75 if drawn else 0.1)
    for theta, look in zip(drawn.values(), of_labels(drawn), strict=True):
        _draw_line(ax, line, theta, look)
    ax.legend(loc="upper left")
    x, y = (_span((values.min(), values.max())) for values in (line.x, line.y))
    sentences = [f"{len(line.x)} points, x from {x}, y from {y}."]
    if truth:
        sentences.append(f"True line: {_slope_and_intercept(line.truth)}.")
    sentences += [sentence(f"{label}: {_slope_and_intercept(theta)}.") for label, theta in drawn.items()]
    describe(ax, " ".join(sentences))
    return ax


def contour(
    surface: ErrorSurface,
    histories: Histories = (),
    *,
    w: Range = lab.W_RANGE,
    b: Range = lab.B_RANGE,
    update: int | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw contour lines of the loss, its minimum, and the path of each run.

    Parameters
    ----------
    surface : ErrorSurface
        The loss. Its contour lines lie at 1, 3, 10, 30, ... times a power of ten above the minimum.
    histories : History, sequence of History, or dict of str to History
        Runs whose paths to draw; a dict gives their labels.
    w, b : (float, float)
        Ranges of slope and intercept, by default those of the course's figures.
    update : int, optional
        Last update to draw, that of row `update`; a shorter run is drawn whole. By default all runs are.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Raises
    ------
    ValueError
        If `update` is beyond the longest run or a run has more parameters than slope and intercept.

    Examples
    --------
    >>> from mbcourse import ErrorSurface, lab_line, plots, train_bgd
    >>> line = lab_line()
    >>> ax = plots.contour(ErrorSurface(line.x, line.y), train_bgd(line.x, line.y), update=3)
    >>> print(plots.alt_text(ax))
    Contour lines of the loss over slope (-17 to 19) and intercept (-14 to 12), at losses from 0.308 to 1000.
    Lowest at slope 1.01, intercept -1.02, loss 0.00771.
    Path of BGD (60): from (-15, -10), loss 835, to (-0.119, -5.8), loss 26.1, in 3 updates.
    """
    runs = _line_runs(histories)
    if update is not None:
        inputs.count("update", update, 0, max((history.n_updates for history, _ in runs), default=0))
    ax = ax or plt.subplots()[1]
    levels = _draw_contour(ax, surface, w, b)
    for history, look in runs:
        _draw_path(ax, history, look, update)
    ax.legend(loc="upper right")
    ends = f", at losses from {number(levels[0])} to {number(levels[-1])}" if len(levels) else ""
    text = f"Contour lines of the loss over slope ({_span(w)}) and intercept ({_span(b)}){ends}. {_lowest(surface)}"
    describe(ax, " ".join([text, *(_path_sentence(history, look, update) for history, look in runs)]))
    return ax


def surface3d(
    surface: ErrorSurface,
    histories: Histories = (),
    *,
    w: Range = lab.W_RANGE,
    b: Range = lab.B_RANGE,
    ax: Axes | None = None,
) -> Axes:
    """Draw the loss as a surface over slope and intercept, its minimum, and the path of each run.

    Parameters and errors as in `contour`; `ax`, if given, has ``projection="3d"``.

    Examples
    --------
    >>> from mbcourse import ErrorSurface, lab_line, plots, train_bgd
    >>> line = lab_line()
    >>> ax = plots.surface3d(ErrorSurface(line.x, line.y), train_bgd(line.x, line.y))
    >>> print(plots.alt_text(ax))
    Surface of the loss over slope (-17 to 19) and intercept (-14 to 12): a bowl that rises to 1170.
    Lowest at slope 1.01, intercept -1.02, loss 0.00771.
    Path of BGD (60): from (-15, -10), loss 835, to (0.98, -2.03), loss 1.03, in 10 updates.
    """
    runs = _line_runs(histories)
    # Artists in the order given: a path lies on the surface, and matplotlib's guess would hide parts of it.
    solid: Any = ax or plt.figure(figsize=(5.0, 4.4)).add_subplot(projection="3d", computed_zorder=False)
    grid = surface.grid(w, b, 37)
    highest = grid[2].max()
    faces = solid.plot_surface(*grid, cmap=ListedColormap(bowl(LIGHT)), rcount=37, ccount=37, linewidth=0.4)
    faces.set_edgecolor("face")  # or the ground shows between them
    for history, look in runs:
        path = _visible(history.params, w, b, margin=0.0)
        solid.plot(*path.T, surface.loss(*path.T), zorder=4, markevery=_some(len(path)), **look)
    solid.plot(*surface.minimum[:, None], [surface.floor], **OPTIMUM)
    solid.set(xlim=w, ylim=b)
    solid.set_xlabel("slope $w$", labelpad=8)
    solid.set_ylabel("intercept $b$", labelpad=8)
    solid.set_zlabel("loss", labelpad=12)
    solid.locator_params(nbins=5)
    solid.set_box_aspect(None, zoom=0.86)
    solid.view_init(elev=35, azim=-60)
    solid.legend(loc="upper left")
    text = (
        f"Surface of the loss over slope ({_span(w)}) and intercept ({_span(b)}): a bowl that rises to "
        f"{number(highest)}. {_lowest(surface)}"
    )
    drawn: Axes = solid
    describe(drawn, " ".join([text, *(_path_sentence(history, look, None) for history, look in runs)]))
    return drawn


def both_spaces(line: Line, history: History, updates: Sequence[int] = (0, 1, 2)) -> Figure:
    """Draw data space and parameter space side by side, one row of panels per chosen update.

    Both panels of a row show row `update` of the history: the line after that update and the point where it lies.

    Parameters
    ----------
    line : Line
        The points that the run was fitted to.
    history : History
        The run.
    updates : sequence of int
        Which updates, each from 0 (the start) to ``history.n_updates``.

    Raises
    ------
    ValueError
        If `updates` is empty or one is outside the run.

    Examples
    --------
    >>> from mbcourse import lab_line, plots, train_bgd
    >>> line = lab_line()
    >>> figure = plots.both_spaces(line, train_bgd(line.x, line.y), updates=[0, 5])
    >>> print(plots.alt_text(figure))
    Data space and parameter space at the same update, a row of two panels each.
    Update 0: line with slope -15, intercept -10, drawn as the point (-15, -10), loss 835.
    Update 5: line with slope 0.769, intercept -4.09, drawn as the point (0.769, -4.09), loss 9.54.
    Lowest at slope 1.01, intercept -1.02, loss 0.00771.
    """
    [(history, look)] = _line_runs(history)
    if not len(updates):
        raise ValueError("updates is empty: give at least one update number")
    for update in updates:
        inputs.count("update", update, 0, history.n_updates)
    surface = ErrorSurface(line.x, line.y)
    height = 2.4 * len(updates) + 0.9
    figure, axes = plt.subplots(
        len(updates), 2, figsize=(5.0, height), sharex="col", sharey="col", squeeze=False, layout="constrained"
    )
    sentences = ["Data space and parameter space at the same update, a row of two panels each."]
    for (data_ax, parameter_ax), update in zip(axes, updates, strict=True):
        theta = history.params[update]
        _draw_points(data_ax, line, truth=False, room=0.75)
        _draw_line(data_ax, line, theta, {**look, "label": "line"})
        _draw_contour(parameter_ax, surface, lab.W_RANGE, lab.B_RANGE)
        _draw_path(parameter_ax, history, look, update)
        data_ax.set_title(f"update {update}: the line")
        parameter_ax.set_title(f"update {update}: the point")
        where = f"line with {_slope_and_intercept(theta)}, drawn as the point {point(theta)}"
        sentences.append(f"Update {update}: {where}, loss {number(history.losses[update])}.")
    handles, labels = axes[-1, 1].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2)
    describe(figure, " ".join([*sentences, _lowest(surface)]))
    return figure


def _line_runs(histories: Histories) -> list[tuple[History, Look]]:
    runs = labelled(histories)
    for history, look in runs:
        if history.params.shape[1] != 2:
            shape = history.params.shape
            raise ValueError(f"{look['label']} has params of shape {shape}: only a line, (u + 1, 2), has this picture")
    return runs


def _draw_points(ax: Axes, line: Line, truth: bool, room: float) -> None:
    ax.plot(line.x, line.y, "o", color=LIGHT["point"], markersize=MARKERS["point"], label="data")
    if truth:
        slope, intercept = line.truth
        ax.plot(
            _ends(line), slope * _ends(line) + intercept, color=LIGHT["ink"], linewidth=LINES["thin"], label="true line"
        )
    low, high = line.y.min(), line.y.max()
    # The points alone set the limits, so that panels with different lines compare.
    margin = room * (high - low) or 1.0
    ax.set(xlabel="x", ylabel="y", ylim=(low - margin, high + margin))


def _draw_line(ax: Axes, line: Line, params: ArrayLike, look: Look) -> None:
    slope, intercept = np.asarray(params)
    ax.plot(_ends(line), slope * _ends(line) + intercept, **{**look, "marker": None})


def _draw_contour(ax: Axes, surface: ErrorSurface, w: Range, b: Range) -> NDArray[np.float64]:
    """Draw contour lines with their losses and the minimum; return the levels."""
    w_grid, b_grid, losses = surface.grid(w, b, 121)
    ladder = np.outer(10.0 ** np.arange(-12, 13), [1, 3]).ravel() + surface.floor
    levels: NDArray[np.float64] = ladder[(ladder > losses.min()) & (ladder < losses.max())][-8:]
    if len(levels):
        lines = ax.contour(w_grid, b_grid, losses, levels, colors=LIGHT["point"], linewidths=LINES["hair"])
        # Not inline: that would cut the contour lines, and a digest of their paths would depend on the font.
        places = _below_right(ax, surface, levels, w, b)
        labels = ax.clabel(lines, manual=places, inline=False, fmt=number, colors=LIGHT["muted"])
        for label in labels:
            label.set(rotation=0, bbox={"facecolor": LIGHT["ground"], "edgecolor": "none", "pad": 0.5})
    ax.plot(*surface.minimum[:, None], **OPTIMUM)
    ax.set(xlabel="slope $w$", ylabel="intercept $b$", xlim=w, ylim=b)
    return levels


def _below_right(
    ax: Axes, surface: ErrorSurface, levels: NDArray[np.float64], w: Range, b: Range
) -> list[tuple[float, float]]:
    """Return where the levels cross the way from the minimum to the lower right corner, away from legend and start."""
    way = np.array([w[1], b[0]]) - surface.minimum
    parts = np.sqrt((levels - surface.floor) / (0.5 * way @ surface.hessian @ way))
    sides = np.array(ax.get_window_extent().size) * 72 / ax.figure.canvas.figure.dpi
    length = np.hypot(*(sides * way / [w[1] - w[0], b[1] - b[0]]))  # in points
    far = parts * length > 1.8 * LETTERS  # nearer ones would cover each other
    on_the_way = surface.minimum + parts[far & (parts < 0.92), None] * way
    return [(float(slope), float(intercept)) for slope, intercept in on_the_way]


def _draw_path(ax: Axes, history: History, look: Look, update: int | None) -> None:
    rows = history.params[: _last(history, update) + 1]
    w, b = ax.get_xlim(), ax.get_ylim()
    ax.plot(*_visible(rows, w, b, margin=5.0).T, markevery=_some(len(rows)), **{**look, "linewidth": LINES["path"]})


def _visible(params: NDArray[Any], w: Range, b: Range, margin: float) -> NDArray[np.float64]:
    """Return the rows, with NaN, which draws nothing, for those farther out than `margin` times the window's size."""
    low, high = np.array([w, b], dtype=np.float64).T
    room = margin * (high - low)
    inside = ((params >= low - room) & (params <= high + room)).all(axis=1)
    shown: NDArray[np.float64] = np.where(inside[:, None], params, np.nan)
    return shown


def _some(rows: int) -> list[int]:
    """Return at most a dozen rows that get a marker, including the first and the last."""
    return sorted({*range(0, rows, max(1, rows // 10)), rows - 1})


def _ends(line: Line) -> NDArray[np.float64]:
    return line.x[[line.x.argmin(), line.x.argmax()]]


def _last(history: History, update: int | None) -> int:
    return history.n_updates if update is None else min(update, history.n_updates)


def _span(ends: Range) -> str:
    return f"{number(ends[0])} to {number(ends[1])}"


def _slope_and_intercept(params: ArrayLike) -> str:
    slope, intercept = np.asarray(params)
    return f"slope {number(slope)}, intercept {number(intercept)}"


def _lowest(surface: ErrorSurface) -> str:
    return f"Lowest at {_slope_and_intercept(surface.minimum)}, loss {number(surface.floor)}."


def _path_sentence(history: History, look: Look, update: int | None) -> str:
    last = _last(history, update)
    start, end = (f"{point(history.params[row])}, loss {number(history.losses[row])}" for row in (0, last))
    if last == 0:
        return sentence(f"{look['label']} starts at {start}.")
    if history.diverged:
        end = f"a loss of {number(history.losses[last])}"
    return f"Path of {look['label']}: from {start}, to {end}, in {last} {'update' if last == 1 else 'updates'}."
