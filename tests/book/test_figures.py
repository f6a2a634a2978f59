"""Every picture has alternative text that says what it shows, the figure's own, and letters that a phone can show."""

import re

import matplotlib.pyplot as plt
import nbformat
import pytest
from PIL import Image

from mbcourse.plots.svg import for_both_themes
from tests.book.pages import CHAPTERS, ENTRIES, markdown, notebook
from tools import preview
from tools.notebooks import course_notebooks

NOTEBOOKS = [path for path in course_notebooks() if "image/svg" in path.read_text(encoding="utf-8")]
DIGEST = re.compile(r"\[plotted data: [0-9a-f]{8,}\]")


def images(entry):
    """Yield (alternative text that the book reads, text of the figure) for each picture among a chapter's outputs."""
    for cell in notebook(entry).cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if any(kind.startswith("image/") for kind in data):
                alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
                yield alt, data.get("text/plain", "")


@pytest.mark.parametrize("entry", CHAPTERS)
def test_alternative_text_is_the_figures_own(entry):
    shown = list(images(entry))
    assert shown, "a chapter starts with a figure"
    for alt, text in shown:
        *described, digest = text.splitlines()
        assert "letters of" not in digest, f"{digest}: make the figure at most 5 inches wide, its letters 13 points"
        assert DIGEST.fullmatch(digest), "draw with mbcourse.plots imported, and run `make notebooks`"
        assert alt.split() == " ".join(described).split(), "run `make notebooks`"
        assert is_a_description(alt), alt


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_figures_are_drawn_in_colours_that_have_dark_ones(notebook):
    drawings = [
        output["data"]["image/svg+xml"]
        for cell in nbformat.read(notebook, as_version=4).cells
        for output in cell.get("outputs", [])
        if "image/svg+xml" in output.get("data", {})
    ]
    assert drawings
    for drawing in drawings:
        rest = for_both_themes(drawing).partition("</style>")[2]
        assert re.findall(r"#[0-9a-f]{6}\b|fill: black", rest) == [], "take colours from plots.COLOURS or plots.style"


@pytest.mark.parametrize("entry", ENTRIES)
def test_pictures_from_files_are_described(entry):
    text = "\n".join(markdown(entry))
    assert not re.search(r"!\[\s*\]\(", text), "an image without alternative text"
    for options in re.findall(r"[`:]{3,}\{(?:figure|image)\}.*\n((?::.*\n)*)", text):
        alt = re.search(r"^:alt: (.*)$", options, re.M)
        assert alt, "a figure without alternative text"
        assert is_a_description(alt[1])


def test_picture_of_the_readme_is_what_the_package_draws():
    figure = preview.draw()
    with Image.open(preview.FILE) as picture:
        assert picture.info["Description"] == preview.words(figure), "run `python -m tools.preview`"
    plt.close(figure)


def is_a_description(alt: str) -> bool:
    """Tell sentences from a file name or a label."""
    return len(alt.split()) >= 8 and alt.endswith(".") and not re.search(r"\.(png|svg|jpe?g)\b|[0-9a-f]{32}", alt)


@pytest.mark.parametrize("alt", ["", "../_images/0f3a.png", "Loss curves", "a" * 40 + "."])
def test_a_label_or_file_name_is_no_description(alt):
    assert not is_a_description(alt)
