"""The alternative text of a figure, and a short digest of the data that it plots."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch
from matplotlib.quiver import Quiver
from numpy.typing import ArrayLike, NDArray

from mbcourse.plots.letters import SMALLEST, smallest_letters

TIMING = "timing"
"""Mark of axes that show measured times, ``ax.set_gid(TIMING)``: `digest` leaves them out."""

_SENTENCES: WeakKeyDictionary[Figure, list[str]] = WeakKeyDictionary()


def describe(figure_or_axes: Figure | Axes, text: str) -> None:
    """Add sentences to the alternative text of a figure.

    Parameters
    ----------
    figure_or_axes : Figure or Axes
        The figure, or any axes in it.
    text : str
        What the figure shows, numbers included, for a reader who cannot see it. Numbers measured with a clock do not
        belong here: the text is compared when the notebook is run again.

    Raises
    ------
    ValueError
        If the text is empty.

    Examples
    --------
    >>> from matplotlib import pyplot
    >>> from mbcourse import plots
    >>> figure, (left, right) = pyplot.subplots(1, 2)
    >>> plots.describe(left, "Left: the loss falls from 835 to 1.03.")
    >>> plots.describe(right, "Right: the path ends at (0.98, -2.03).")
    >>> plots.alt_text(figure)
    'Left: the loss falls from 835 to 1.03. Right: the path ends at (0.98, -2.03).'
    """
    if not text.strip():
        raise ValueError(f"text is {text!r}: say in a sentence or more what the figure shows")
    _SENTENCES.setdefault(_root(figure_or_axes), []).append(" ".join(text.split()))


def alt_text(figure_or_axes: Figure | Axes) -> str:
    """Return the alternative text of a figure, empty where nothing described it.

    Examples
    --------
    >>> from mbcourse import lab_line, plots
    >>> plots.alt_text(plots.data_space(lab_line()))
    '60 points, x from -3 to 2.9, y from -4.15 to 1.82. True line: slope 1, intercept -1.'
    """
    return " ".join(_SENTENCES.get(_root(figure_or_axes), []))


def digest(figure: Figure) -> str:
    """Return ten hexadecimal digits that change when the plotted data change.

    Lines, points, areas, images and patches count, each array (on a logarithmic axis its logarithms) rounded to six
    digits of its own largest magnitude; of a 3-D surface the heights, of 3-D points the extent. Colours, text, fonts,
    resolution, annotation arrows and axes marked `TIMING` do not count. Single precision differs between machines in
    the sixth digit: plot float64.

    Examples
    --------
    >>> from matplotlib import pyplot
    >>> from mbcourse import plots
    >>> figure, ax = pyplot.subplots()
    >>> (line,) = ax.plot([0.0, 1.0])
    >>> plots.digest(figure)
    '69594cb363'
    >>> line.set_color("red")
    >>> plots.digest(figure)
    '69594cb363'
    >>> line.set_ydata([0.0, 1.1])
    >>> plots.digest(figure)
    '34cef9156b'
    """
    sha = hashlib.sha256()
    for axes in _data_axes(figure.axes):
        sha.update(b"axes")
        for array in _plotted(axes):
            sha.update(_rounded(array))
    return sha.hexdigest()[:10]


def show_as_text() -> None:
    """Make figures show ``alternative text, [plotted data: digest]`` as their text form in IPython.

    It says so where letters are too small for a phone.

    This sets the method that IPython looks up on the class, since its inline backend drops formatters that are
    registered for figures.
    """
    Figure._repr_pretty_ = _write_text_form  # type: ignore[attr-defined]


def number(value: float) -> str:
    """Return a number as text, with three significant digits."""
    if not np.isfinite(value):
        return "infinity" if value > 0 else "minus infinity" if value < 0 else "not a number"
    if value == 0 or 1e-3 <= abs(value) < 1e5:
        return np.format_float_positional(value + 0.0, precision=3, fractional=False, trim="-")
    return f"{value:.3g}"


def sentence(text: str) -> str:
    """Return text that may begin with a label, with its first letter made a capital."""
    return text[:1].upper() + text[1:]


def point(params: ArrayLike) -> str:
    """Return parameters as text: ``(-15, -10)``."""
    return f"({', '.join(number(value) for value in np.asarray(params))})"


def _root(figure_or_axes: Figure | Axes) -> Figure:
    owner = figure_or_axes if isinstance(figure_or_axes, Figure) else figure_or_axes.figure
    return owner.canvas.figure  # the whole figure, also from axes in a subfigure


def _write_text_form(figure: Figure, printer: Any, cycle: bool) -> None:
    printer.text(f"{alt_text(figure) or repr(figure)}\n[plotted data: {digest(figure)}]")
    letters = smallest_letters(figure)
    if letters < SMALLEST:
        printer.text(f" [letters of {letters:.1f} pixels on a phone]")


def _data_axes(axes: Iterable[Any]) -> Iterator[Axes]:
    for one in axes:
        if one.get_gid() != TIMING:
            yield one
            yield from _data_axes(one.child_axes)


def _plotted(axes: Axes) -> Iterator[ArrayLike]:
    """Yield the data as they were handed to matplotlib, independent of the resolution and angle of a drawing."""
    if axes.name == "3d":
        yield from _plotted_in_space(axes)
        return
    for line in axes.lines:
        yield from _along(axes, line.get_data(orig=False))
    for collection in axes.collections:
        yield from _collected(axes, collection)
    for image in axes.images:
        yield np.ma.asarray(image.get_array())
        yield image.get_extent()
    for patch in axes.patches:
        if not isinstance(patch, FancyArrowPatch):  # its path is in pixels
            vertices = patch.get_patch_transform().transform(patch.get_path().vertices)
            yield from _along(axes, np.transpose(vertices))


def _plotted_in_space(axes: Any) -> Iterator[ArrayLike]:
    yield from (axes.xy_dataLim.get_points(), axes.zz_dataLim.get_points())
    for line in axes.lines:
        yield from line.get_data_3d()
    for collection in axes.collections:  # where its faces lie depends on the last drawing
        heights = collection.get_array()
        if heights is not None:
            yield heights


def _collected(axes: Axes, collection: Collection) -> Iterator[ArrayLike]:
    values = collection.get_array()
    if values is not None:
        yield values
    offsets: Any = np.ma.asarray(collection.get_offsets())
    yield from _along(axes, offsets.T)
    if isinstance(collection, Quiver):
        yield from (collection.U, collection.V)
    elif not offsets.any():  # otherwise the paths are the shape of the marker
        for path in collection.get_paths():
            yield from _along(axes, np.transpose(path.vertices))


def _along(axes: Axes, coordinates: Iterable[ArrayLike]) -> Iterator[NDArray[np.float64]]:
    """Yield x and y; on a logarithmic axis the logarithms of the upper twelve decades, as a reader sees them."""
    for values, scale in zip(coordinates, (axes.get_xscale(), axes.get_yscale()), strict=True):
        array = _filled(values)
        largest = array[np.isfinite(array)].max(initial=0.0)
        yield np.log10(np.maximum(array, 1e-12 * largest)) if scale == "log" and largest > 0 else array


def _filled(values: ArrayLike) -> NDArray[np.float64]:
    array: NDArray[np.float64] = np.ma.filled(np.ma.asarray(values).astype(np.float64), np.nan)
    return array


def _rounded(array: ArrayLike) -> bytes:
    """Return an array's shape and its values in millionths of the largest."""
    values = _filled(array)
    finite = np.isfinite(values)
    largest = float(np.abs(values[finite]).max(initial=0.0))
    if largest < 1e-12:  # nothing but rounding errors around zero
        largest = 1.0
    # Shifted by a fraction of a step, so that no short decimal number lies where rounding switches.
    steps = np.floor(np.where(finite, values, 0.0) / largest * 1e6 + 0.41421).astype(np.int64)
    marks = np.select([np.isnan(values), values == np.inf, values == -np.inf], [10**7, 10**7 + 1, 10**7 + 2], steps)
    return f"{values.shape} {largest:.5e}".encode() + marks.astype("<i8").tobytes()
