"""One source of colours: each can be read and told from the others, on light pages and dark ones, and is named once."""

import re
import subprocess
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from mbcourse.design import DARK, LIGHT, MARKED, mark
from mbcourse.plots import look
from tools import tokens

ROOT = Path(__file__).resolve().parents[1]
THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
OF_THE_LAB = ("bgd", "sgd", "five", "ten", "twenty")
SPARE = [name for name in LIGHT if name.startswith("spare-")]
WRITTEN = ("ink", "muted", "accent", "danger", "optimum", *OF_THE_LAB, *SPARE)  # names of lines are in their colours
# Machado, Oliveira and Fernandes (2009), at full strength; they hold for linear light.
SIGHT = {
    "usual": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def linear(colour):
    part = np.array(to_rgb(colour))
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """Contrast ratio of WCAG 2."""
    dark, light = sorted(linear(colour) @ [0.2126, 0.7152, 0.0722] for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    """CIE L*a*b* of linear light, white D65."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ np.clip(rgb, 0, 1)
    x, y, z = np.cbrt(xyz / [0.9505, 1.0, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@THEMES
def test_text_and_lines_stand_out(colours):
    for ground in ("ground", "surface"):
        for name in WRITTEN:
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
        assert contrast(colours["point"], colours[ground]) >= 3, ground


@THEMES
@pytest.mark.parametrize("sight", SIGHT)
def test_batch_sizes_are_told_apart_by_readers_who_see_fewer_colours(colours, sight):
    seen = {name: lab(np.array(SIGHT[sight]) @ linear(colours[name])) for name in OF_THE_LAB}
    for one, other in combinations(OF_THE_LAB, 2):
        assert np.linalg.norm(seen[one] - seen[other]) >= 10, (one, other)


def test_both_themes_have_the_same_names_and_no_colour_has_two():
    assert LIGHT.keys() == DARK.keys()
    assert len(set(LIGHT.values())) == len(LIGHT)


def test_style_sheets_get_every_colour_of_both_themes():
    light, dark = tokens.style_sheet().split(tokens.IN_THE_DARK)
    for sheet, colours in ((light, LIGHT), (dark, DARK)):
        assert dict(re.findall(r"--mb-([\w-]+): (#[0-9a-f]{6});", sheet)) == colours


def test_a_run_has_the_mark_of_its_look_in_figures():
    own = {1, 5, 10, 20, 60}
    for size in range(1, 61):
        style = look.style(size, 60)
        assert LIGHT.get(mark(style["label"])) == (style["color"] if size in own else None)
    assert LIGHT[mark(look.OPTIMUM["label"])] == look.OPTIMUM["color"]
    assert [mark(label) for label in ("", "BGD (60), diverged", "SGD (5)", "size 5", "batch size 50")] == [None] * 5


def test_each_mark_is_drawn_in_its_colour_and_a_shape_of_its_own():
    drawn = re.findall(
        r'\[data-run="(\w+)"\] \{\n  --mb-mark: var\(--mb-(\w+)\);\n  --mb-shape: (.+);',
        (ROOT / "book/_assets/mb.css").read_text("utf-8"),
    )
    assert [name for name, _, _ in drawn] == [colour for _, colour, _ in drawn] == list(dict.fromkeys(MARKED.values()))
    assert len({shape for _, _, shape in drawn}) == len(drawn)


def test_no_other_file_says_a_colour():
    kinds = [f"*.{kind}" for kind in ("py", "css", "js", "html", "j2")]
    command = ["git", "grep", "-lIE", r"#[0-9a-fA-F]{6}\b|#fff\b|#000\b", "--", *kinds, ":!tests", ":!benchmarks"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout.split()
    assert found == []
