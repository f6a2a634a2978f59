"""How large the letters of a figure are on a phone."""

from collections.abc import Iterator

from matplotlib import rcParams
from matplotlib.cbook import is_math_text
from matplotlib.figure import Figure
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text

PHONE_WIDTH = 342
"""How wide a phone of 390 pixels shows a figure, in pixels."""

EXTENSIBLE = "Cmex10"
"""The font of signs that grow and shrink with what they stand beside, such as a root's; its letters are none."""

SMALLEST = 11
"""Pixels that letters have at least on a phone."""


def smallest_letters(figure: Figure) -> float:
    """Return the size of a figure's smallest letters where a phone shows it, in pixels.

    Subscripts and superscripts count. The figure is taken as notebooks store it, cut to what is drawn.

    Examples
    --------
    >>> from matplotlib import pyplot
    >>> from mbcourse import plots
    >>> figure, ax = pyplot.subplots(figsize=(10, 4))
    >>> round(plots.smallest_letters(figure), 1)
    6.1
    """
    figure.draw_without_rendering()  # only then are the ticks' labels known
    pad = rcParams["savefig.pad_inches"]
    width = figure.get_tightbbox().width + 2 * pad
    points = min((size for text in _shown(figure) for size in _sizes(text)), default=float("inf"))
    return float(points * PHONE_WIDTH / (72 * width))


def _shown(figure: Figure) -> Iterator[Text]:
    for text in figure.findobj(Text):
        if isinstance(text, Text) and text.get_visible() and text.get_text().strip():
            yield text


def _sizes(text: Text) -> Iterator[float]:
    """Yield the sizes of the letters in points."""
    for line in text.get_text().splitlines():
        if is_math_text(line):
            glyphs = MathTextParser("path").parse(line, 72, text.get_fontproperties()).glyphs
            for font, size, code, *_ in glyphs:
                if chr(code).isalnum() and font.postscript_name != EXTENSIBLE:
                    yield size
        else:
            yield text.get_fontproperties().get_size_in_points()
