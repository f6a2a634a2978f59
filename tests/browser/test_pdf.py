"""The book as one PDF: every page, section, picture and link of the site is in it.

A few pages of each kind under ``make test``, the whole book under ``make prove``.
"""

import re
import shutil
import subprocess
import sys
from collections import Counter
from copy import copy
from itertools import pairwise
from zipfile import ZipFile

import pytest
import yaml
from bs4 import BeautifulSoup
from pypdf import PdfReader
from pypdf.generic import NullObject
from pypdfium2 import PdfDocument

from tests.book.pages import BOOK, CHAPTERS, ENTRIES, TOC
from tests.browser.built import parsed
from tools import offline
from tools.offline import NAME
from tools.pdf import SCREEN_ONLY, offer

ROOT = BOOK.parent
BOOK_TITLE = "Mini-batchgradientdescent"
SAMPLE = [
    "index",
    "part-1/03-batch-gradient-descent",
    "part-3/12-a-loop-you-can-trust",
    "problem-set-1",
    "bibliography",
]
PRINTED = [entry for entry in ENTRIES if entry not in SCREEN_ONLY]


@pytest.fixture(
    scope="module",
    params=[pytest.param(SAMPLE, id="sample"), pytest.param(PRINTED, id="book", marks=pytest.mark.prove)],
)
def entries(request):
    """The pages to print, in the book's order."""
    return request.param


@pytest.fixture(scope="module")
def offering(site, entries, tmp_path_factory):
    """A copy of the site that offers its PDF."""
    folder = tmp_path_factory.mktemp("pdf")
    copy = shutil.copytree(site, folder / "html")
    contents = folder / "toc.yml"
    contents.write_text(yaml.safe_dump(contents_of(entries)), "utf-8")
    # A process of its own, as in `make pdf`: Playwright starts once in a process, and other tests have begun it here.
    subprocess.run([sys.executable, "-m", "tools.pdf", copy, contents], cwd=ROOT, check=True, capture_output=True)
    return copy


def contents_of(entries):
    """The book's table of contents with some of its entries alone."""
    parts = [
        part | {"chapters": [chapter for chapter in part["chapters"] if chapter["file"] in entries]}
        for part in TOC["parts"]
    ]
    return TOC | {"parts": [part for part in parts if part["chapters"]]}


@pytest.fixture(scope="module")
def printed(offering):
    return PdfReader(offering / f"{NAME}.pdf")


@pytest.fixture(scope="module")
def texts(offering):
    """The text of each page, without spaces."""
    return [plain(page.get_textpage().get_text_bounded()) for page in PdfDocument(offering / f"{NAME}.pdf")]


@pytest.fixture(scope="module")
def articles(site, entries):
    """The article of each page to print, without what tools/pdf.py leaves out."""
    found = {}
    for entry in entries:
        article = copy(parsed(site / f"{entry}.html").find("article"))
        for left_out in article.select("details.hide, .headerlink"):
            left_out.decompose()
        found[entry] = article
    return found


def outline(printed):
    """Each title in the outline with its depth and its page, without spaces: lines break where they will."""

    def walk(entries, depth):
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, depth + 1)
            else:
                yield depth, plain(entry.title), printed.get_destination_page_number(entry)

    return list(walk(printed.outline, 0))


def plain(text):
    return re.sub(r"\s", "", text)


def links(printed):
    """Each link's action or destination."""
    for page in printed.pages:
        for reference in page.get("/Annots", ()):
            annotation = reference.get_object()
            if annotation["/Subtype"] == "/Link":
                yield annotation


def test_every_page_begins_on_a_page_of_its_own(printed, articles):
    tops = [(title, page) for depth, title, page in outline(printed) if depth == 0]
    assert [title for title, _ in tops[1:]] == [plain(article.find("h1").get_text()) for article in articles.values()]
    pages = [page for _, page in tops]
    assert pages == sorted(set(pages))


def test_every_section_is_in_the_outline(printed, articles):
    sections = {plain(heading.get_text()) for article in articles.values() for heading in article.find_all("h2")}
    assert len(sections) > 4 * len(articles)
    assert sections <= {title for _, title, _ in outline(printed)}


def test_answers_end_their_chapters(printed, entries):
    titles = [(depth, title) for depth, title, _ in outline(printed)]
    ends = [following for (_, title), following in pairwise(titles) if title == "Answers"]
    assert [depth for depth, _ in ends] == [0] * len(set(CHAPTERS).intersection(entries))


def test_the_contents_say_the_right_page(printed, texts):
    entries = [(title, page) for depth, title, page in outline(printed)[1:] if depth == 0]
    said = "".join(texts[: entries[0][1]])
    assert [title for title, page in entries if f"{title}{page + 1}" not in said] == []


def test_running_heads_say_the_book_and_the_page(printed, texts):
    tops = [(title, page) for depth, title, page in outline(printed)[1:] if depth == 0]
    for (title, page), (_, following) in pairwise(tops):
        for number in range(page, following):
            assert texts[number].startswith(f"{BOOK_TITLE}{title}{number + 1}")
    assert not texts[0].startswith(BOOK_TITLE * 2)


def descriptions(element):
    """Alternative texts in the part of the document's structure below an element."""
    element = element.get_object()
    if isinstance(element, list):
        for child in element:
            yield from descriptions(child)
    elif isinstance(element, dict):
        if element.get("/S") == "/Figure" and "/Alt" in element:
            yield plain(element["/Alt"])
        yield from descriptions(element.get("/K", NullObject()))


def test_every_picture_is_printed(printed, articles):
    """Figures are drawn, so what tells them apart is what they say to readers who do not see them."""
    shown = [image for article in articles.values() for image in article.find_all("img")]
    assert len(shown) > len(articles)
    assert Counter(descriptions(printed.trailer["/Root"]["/StructTreeRoot"])) == Counter(
        plain(image["alt"]) for image in shown
    )


def test_every_link_leads_somewhere(printed, entries):
    inside = outside = 0
    for annotation in links(printed):
        action = annotation.get("/A", {})
        if "/URI" in action:
            outside += 1
            assert not re.search(r"127\.0\.0\.1|localhost|file:", action["/URI"])
        else:
            inside += 1
            name = annotation.get("/Dest", action.get("/D"))
            assert name in printed.named_destinations or isinstance(name, list)
    assert inside > 10 * len(entries) and outside > len(entries)


def test_the_first_page_offers_it_once(offering, printed):
    offer(offering, offering / f"{NAME}.pdf")  # again, as after a build that left the page as it was
    index = BeautifulSoup((offering / "index.html").read_text("utf-8"), "html.parser")
    (said,) = [line for line in index.select(".mb-online") if line.select(f"a[href='{NAME}.pdf']")]
    assert f"{len(printed.pages)} pages" in said.get_text()
    assert said.find_previous_sibling().select(f"a[href='{NAME}.zip']")


def test_the_offline_copy_does_not_hold_it(offering):
    with ZipFile(offline.pack(offering)) as archive:
        assert not [name for name in archive.namelist() if name.endswith(".pdf")]
        assert b"as a PDF" not in archive.read(f"{NAME}/index.html")


def test_it_says_what_it_is(printed):
    first = printed.pages[0].extract_text()
    assert "the mbcourse authors. Version" in first and "CC BY 4.0" in first
    assert printed.metadata.title == "Mini-batch gradient descent"
    assert printed.trailer["/Root"]["/Lang"] == "en"
    assert printed.trailer["/Root"]["/MarkInfo"]["/Marked"]
