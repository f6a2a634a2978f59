"""Write the letters of figures into the package: `python tools/font.py`, after `npm ci` and when CHARACTERS change.

matplotlib reads TrueType files, and students draw with the package alone: the files are committed. They are Source
Sans 3 with fewer characters, under another name, as its licence asks of every changed version.
"""

import shutil
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from mbcourse.plots.look import FAMILY

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules" / "@expo-google-fonts" / "source-sans-3"
TARGET = ROOT / "mbcourse" / "plots" / "fonts"
WEIGHTS = {"400Regular": ("Regular", 400), "600SemiBold": ("Bold", 700)}  # a bold that is not loud
CHARACTERS = {
    *range(0x20, 0x7F),  # Basic Latin
    *range(0xA0, 0x180),  # with accents
    *range(0x391, 0x3CA),  # Greek
    *map(ord, "–—‘’“”…•†‰′″⁰⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉₊₋−∙√∞∂∆∏∑∫≈≠≤≥←↑→↓"),
}


def write(folder: str, weight: str, degree: int) -> None:
    """Write one weight of the font."""
    font = TTFont(SOURCE / folder / f"SourceSans3_{folder}.ttf", recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=["kern"], hinting=False, name_IDs=[0, 13, 14], notdef_outline=True))
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    for kind, text in {1: FAMILY, 2: weight, 4: f"{FAMILY} {weight}", 6: f"{FAMILY}-{weight}".replace(" ", "")}.items():
        font["name"].setName(text, kind, 3, 1, 0x409)
    font["OS/2"].usWeightClass = degree
    del font["STAT"]  # it names the weights of the whole family
    font.save(TARGET / f"{weight}.ttf")


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    for folder, (weight, degree) in WEIGHTS.items():
        write(folder, weight, degree)
    shutil.copy(SOURCE / "LICENSE_FONT", TARGET / "OFL.txt")
