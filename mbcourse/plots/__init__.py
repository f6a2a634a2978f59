"""Static figures, each with alternative text that states what it shows and a digest of what was plotted.

Importing this module sets the course's matplotlib style (`SETTINGS`) and, inside IPython, makes every figure show its
alternative text and digest as its text form, so that a comparison of a notebook's text compares its figures too.
"""

from pathlib import Path

import matplotlib.style
from matplotlib.font_manager import fontManager

from mbcourse.plots.cumulative import walks
from mbcourse.plots.curves import bands, four_axes, losses
from mbcourse.plots.description import TIMING, alt_text, describe, digest, show_as_text
from mbcourse.plots.differences import differences
from mbcourse.plots.floors import noise_floors
from mbcourse.plots.hyperbola import knees, trade_off
from mbcourse.plots.labels import label_ends
from mbcourse.plots.letters import smallest_letters
from mbcourse.plots.look import COLOURS, OPTIMUM, SETTINGS, style
from mbcourse.plots.memory_lines import memory_lines
from mbcourse.plots.signal_noise import signal_and_noise
from mbcourse.plots.spaces import both_spaces, contour, data_space, surface3d
from mbcourse.plots.zones import step_zones

__all__ = [
    "COLOURS",
    "OPTIMUM",
    "SETTINGS",
    "TIMING",
    "alt_text",
    "bands",
    "both_spaces",
    "contour",
    "data_space",
    "describe",
    "differences",
    "digest",
    "four_axes",
    "knees",
    "label_ends",
    "losses",
    "memory_lines",
    "noise_floors",
    "signal_and_noise",
    "smallest_letters",
    "step_zones",
    "style",
    "surface3d",
    "trade_off",
    "walks",
]

for font in Path(__file__).with_name("fonts").glob("*.ttf"):
    fontManager.addfont(font)
matplotlib.style.use(SETTINGS)
show_as_text()
