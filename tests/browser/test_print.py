"""A page that its reader prints, unscrolled: what is seen on the paper, whatever the elements of the page hold."""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from copy import copy

import numpy as np
import pytest
from bs4 import BeautifulSoup
from matplotlib.colors import to_rgb
from pypdfium2 import PdfDocument, PdfPage
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from mbcourse import plots
from mbcourse.design import LIGHT
from mbcourse.plots.look import distinct
from tests.book.pages import CHAPTERS, first_with_each_element
from tests.browser.built import parsed
from tests.browser.visiting import opened
from tools.serve import Quiet, hosted

DOTS = 2  # to a point
LINE = 8  # points
SLOW = 4  # seconds: a browser that prints does not wait as long for pictures
THIRD_PANEL = {  # words in its head
    "loss": "Loss lowest",
    "noise": "Cumulative noise against",
    "gradients": "Heavy: their mean",
    "ghosts": "Ghost runs against",
    "floor": "Floor against",
    "target": "Target against",
}
TITLES = "h1, h2, h3, h4, .admonition-title, caption"

Box = tuple[float, float, float, float]  # left, bottom, right and top, in points from the lower left corner


class Sheet:
    """One printed page."""

    def __init__(self, page: PdfPage) -> None:
        self.words = page.get_textpage()
        self.text = plain(self.words.get_text_bounded())
        self.pixels = np.asarray(page.render(scale=DOTS).to_pil().convert("RGB"))
        red, green, blue = np.moveaxis(self.pixels, 2, 0)
        self.is_inked = (red < 250) | (green < 250) | (blue < 250)
        self.areas = [path.get_bounds() for path in page.get_objects([FPDF_PAGEOBJ_PATH], max_depth=20)]

    @property
    def foot(self) -> str:
        """The words at the foot; empty where something else is there."""
        lowest = np.flatnonzero(self.is_inked.any(axis=1))[-1]
        return plain(self.words.get_text_bounded(top=(len(self.pixels) - lowest) / DOTS + LINE))

    def pictures(self, shape: tuple[int, int]) -> int:
        """How many pictures of a shape there are: each has a ground, which is as large as the picture."""
        sides = [(right - left, top - bottom) for left, bottom, right, top in self.areas]
        width, height = shape
        return sum(across > 200 and abs(across * height - up * width) < 0.004 * up * width for across, up in sides)

    def find(self, words: str) -> list[Box]:
        """Where words are that stand side by side; nowhere if this sheet does not have them."""
        found = self.words.search(words, match_case=True).get_next()
        return [self.words.get_rect(i) for i in range(self.words.count_rects(*found))] if found else []

    def shows(self, box: Box, colour: str) -> bool:
        """Tell whether a colour is seen in a box."""
        left, bottom, right, top = (round(DOTS * number) for number in box)
        seen = self.pixels[len(self.pixels) - top : len(self.pixels) - bottom, left:right].astype(int)
        return bool((abs(seen - 255 * np.array(to_rgb(colour))).max(axis=-1) <= 4).any())

    def is_cut(self, box: Box) -> bool:
        """Tell whether what is at the left of a box goes on beyond the foot."""
        left, bottom, *_ = (round(DOTS * number) for number in box)
        return bottom == 0 and bool(self.is_inked[-1, left : left + 100 * DOTS].any())


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def paper(browser, address: str, **options) -> list[Sheet]:
    with opened(browser, address, **options) as page:
        page.evaluate("() => document.fonts.ready")  # a face of a section laid out just now may be on its way
        return [Sheet(printed) for printed in PdfDocument(page.pdf(format="A4"))]


def article(site, entry: str) -> BeautifulSoup:
    """What is to be printed of a page: neither what is collapsed nor what stands in for a script."""
    found = copy(parsed(site / f"{entry}.html").find("article"))
    for left_out in found.select("noscript, details:not(.mb-answer, .mb-fold)"):
        left_out.decompose()
    return found


def figures(page: BeautifulSoup) -> list[tuple[int, int]]:
    return [(int(image["width"]), int(image["height"])) for image in page.find_all("img")]


@pytest.fixture(scope="module", params=first_with_each_element(["index", *CHAPTERS]))
def printed(request, browser, served, site):
    """What is to be printed of a page, and its sheets."""
    return article(site, request.param), paper(browser, f"{served}/{request.param}.html")


def assert_printed_once(page: BeautifulSoup, sheets: list[Sheet]) -> None:
    """Each figure of a page is on one sheet."""
    for shape, count in Counter(figures(page)).items():
        assert sum(one.pictures(shape) for one in sheets) == count, shape


def test_every_figure_is_printed_once(printed):
    assert_printed_once(*printed)


def test_the_playground_is_printed_whole_with_axes_points_contours_and_curves(printed):
    page, sheets = printed
    host = page.select_one(".mb-playground")
    if host is None:
        return
    settings = json.loads(host.script.string)["settings"]
    looks = distinct(plots.style(run["batch"], 60) for run in settings["runs"])
    runs = [look["color"] for look in looks]
    # Runs that begin alike lie on one another, the later one above.
    paths = {run["batch"]: colour for run, colour in zip(settings["runs"], runs, strict=True)}.values()
    axes = [LIGHT["point"], LIGHT["muted"]]
    third = [LIGHT["ink"]] if settings["panel"] == "gradients" else runs  # the mean; the others are seen through
    wanted = {"data": [*axes, runs[0]], "parameters": [*axes, *paths], "third": [LIGHT["muted"], *third]}
    places = dict(panels(sheets, THIRD_PANEL[settings["panel"]]))
    assert places.keys() == wanted.keys()
    for name, (one, box) in places.items():
        assert [colour for colour in wanted[name] if not one.shows(box, colour)] == [], name
        assert not one.is_cut(box), name


def panels(sheets: list[Sheet], title: str) -> Iterator[tuple[str, tuple[Sheet, Box]]]:
    """The sheet and the box of each panel: from below its title, here the third's, to the next one, or to the foot."""
    for one in sheets:
        spaces, third, runs = map(one.find, ("Data space Parameter space", title, "update slope"))
        right = one.pixels.shape[1] / DOTS
        if spaces:
            (left, top, *_), (middle, *_) = spaces[0], spaces[-1]
            bottom = third[0][3] if third else 0
            yield "data", (one, (left, bottom, middle - LINE, top))
            yield "parameters", (one, (middle - LINE, bottom, right, top))
        if third:
            left, top, *_ = third[0]
            yield "third", (one, (left, runs[0][3] if runs else 0, right, top))


def test_closed_disclosures_are_not_printed_and_answers_are(printed):
    page, sheets = printed
    said = "".join(one.text for one in sheets)
    assert not re.search(r"Codeofthis|Solutiontoexercise|\d+checks?\b", said)
    assert said.count("Right.") == len(page.select(".mb-answer[data-right]"))


def test_no_title_stands_alone_at_the_foot_of_a_sheet(printed):
    page, sheets = printed
    titles = [plain(title.get_text()).removesuffix("#") for title in page.select(TITLES)]
    feet = [one.foot for one in sheets[:-1]]
    assert [foot for foot in feet if foot and any(title.endswith(foot) for title in titles)] == []


def test_a_dark_page_is_printed_like_a_light_one(browser, served):
    address = f"{served}/{CHAPTERS[2]}.html"
    light, dark = (paper(browser, address, color_scheme=scheme) for scheme in ("light", "dark"))
    assert all(np.array_equal(one.pixels, other.pixels) for one, other in zip(light, dark, strict=True))


def test_pictures_that_come_slowly_are_waited_for(browser, site):
    class Slow(Quiet):
        def do_GET(self):
            time.sleep(SLOW if self.path.endswith(".svg") else 0)
            super().do_GET()

    with hosted(site, Slow) as address:
        sheets = paper(browser, f"{address}/{CHAPTERS[0]}.html")
    assert_printed_once(article(site, CHAPTERS[0]), sheets)
