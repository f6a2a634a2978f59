"""Print the built book as one PDF that its first page offers, for ``make pdf``.

``python -m tools.pdf _build/html book/_toc.yml`` prints the pages of the folder that the table of contents lists. They
are joined into one document in Chromium, so that links between them work, and printed twice: the second time with page
numbers in the contents, which are known from the first. Each print has a document of its own, since one that has been
printed may break its pages elsewhere the next time.
"""

import re
import shutil
import sys
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import yaml
from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader

from tools.offline import NAME
from tools.serve import hosted

ROOT = Path(__file__).resolve().parent.parent
SCRIPT, STYLE = (Path(__file__).with_suffix(suffix) for suffix in (".js", ".css"))
NOTE = "Interactive figures are static here, and the code behind figures and checks is left out: the site has both."
OFFER = (
    '<p class="mb-online mb-pdf">On paper: <a href="{name}">the whole book as a PDF</a>, {pages} pages, '
    "{megabytes:.0f} MB.</p>\n"
)
OFFERED = re.compile(r'<p class="mb-online mb-pdf">.*?</p>\n?')
SCREEN_ONLY = ("review", "ledger")  # pages that a script fills
MISSING = "chromium is missing (Debian, Ubuntu: apt install chromium)"


def parts(contents: Path) -> list[dict[str, object]]:
    """Return the pages that can be printed as a table of contents lists them, the landing page first."""
    toc = yaml.safe_load(contents.read_text("utf-8"))
    listed = [
        {
            "caption": part["caption"],
            "pages": [chapter["file"] for chapter in part["chapters"] if chapter["file"] not in SCREEN_ONLY],
        }
        for part in toc["parts"]
    ]
    return [{"caption": "", "pages": [toc["root"]]}, *listed]


def write(site: Path, contents: Path, target: Path) -> None:
    """Print the pages in the folder ``site`` that the file ``contents`` lists into the file ``target``."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit(MISSING)
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    imprint = f"© {config['copyright']}. Version {version('mbcourse')}. Text and figures: CC BY 4.0."
    book = {"title": config["title"], "lines": [imprint, NOTE], "parts": parts(contents)}
    with hosted(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(color_scheme="light")
        page.emulate_media(media="print")
        first = PdfReader(BytesIO(printed(page, address, book, numbers=[])))
        target.write_bytes(printed(page, address, book, first_pages(first)))


def printed(page: Page, address: str, book: dict[str, object], numbers: list[int]) -> bytes:
    """Print the book with page numbers in its contents, with an outline, and tagged for screen readers."""
    page.goto(f"{address}/index.html")
    page.add_script_tag(path=SCRIPT)
    page.add_style_tag(path=STYLE)
    page.evaluate("book => joinBook(book)", book)
    page.evaluate("numbers => numberPages(numbers)", numbers)
    return page.pdf(format="A4", print_background=True, outline=True, tagged=True)


def first_pages(printed: PdfReader) -> list[int]:
    """Return the page number on which each page of the book begins, from the outline; its first entry is the title."""
    tops = [entry for entry in printed.outline if not isinstance(entry, list)]
    return [printed.get_destination_page_number(top) + 1 for top in tops[1:]]


def offer(site: Path, target: Path) -> None:
    """Add a link to the PDF to the site's first page, below the link to the zip."""
    index = site / "index.html"
    pages, megabytes = len(PdfReader(target).pages), target.stat().st_size / 1e6
    link = OFFER.format(name=target.name, pages=pages, megabytes=megabytes)
    text = OFFERED.sub("", index.read_text("utf-8"))
    index.write_text(re.sub(r'(<p class="mb-online">.*?</p>\n?)', rf"\1{link}", text, flags=re.DOTALL), "utf-8")
    print(f"==> The book is {target}, {pages} pages; the first page of {site} offers it")


if __name__ == "__main__":
    site, contents = map(Path, sys.argv[1:])
    target = site / f"{NAME}.pdf"
    write(site, contents, target)
    offer(site, target)
