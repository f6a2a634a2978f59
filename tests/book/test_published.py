"""What a book has once its address is known: full addresses, a sitemap, link previews; and nothing of it before."""

import shutil
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
import yaml
from bs4 import BeautifulSoup

from tests.book.pages import BOOK

BASE = "https://example.org/course/"
ICON = BOOK / "_assets" / "favicon.svg"
PAGES = {
    "index": ".. meta::\n   :description: Where it begins & ends.\n\n"
    "The book\n========\n\n.. toctree::\n\n   part/one\n",
    "part/one": "One page\n========\n\nText.\n",
}
CONFIG = """
import sys
sys.path.insert(0, {extensions!r})
extensions = ["published"]
project = html_title = "A book"
templates_path = [{templates!r}]
html_additional_pages = {{"404": "404.html"}}
html_theme = "basic"
html_favicon = {icon!r}
html_baseurl = {base!r}
"""


@pytest.fixture(scope="module", params=[BASE, BASE.rstrip("/"), ""], ids=["published", "without slash", "local"])
def built(request, tmp_path_factory):
    """The base address of a small book, and the folder that it was built into."""
    root = tmp_path_factory.mktemp("book")
    for name, text in PAGES.items():
        (root / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "source" / f"{name}.rst").write_text(text)
    config = CONFIG.format(
        extensions=f"{BOOK}/_extensions", templates=f"{BOOK}/_templates", icon=str(ICON), base=request.param
    )
    (root / "source" / "conf.py").write_text(config)
    command = [sys.executable, "-m", "sphinx", "-W", "-q", str(root / "source"), str(root / "html")]
    subprocess.run(command, check=True)
    return request.param, root / "html"


def told(page: Path) -> dict[str, str]:
    found = BeautifulSoup(page.read_text("utf-8"), "html.parser").find_all("meta")
    return {meta.get("property") or meta.get("name"): meta.get("content") for meta in found}


def test_previews_say_title_and_description(built):
    _, html = built
    index, one = told(html / "index.html"), told(html / "part" / "one.html")
    assert (index["og:title"], index["og:type"], one["og:title"]) == ("The book", "website", "One page")
    assert index["og:description"] == "Where it begins & ends."
    assert "og:description" not in one


def test_full_addresses_are_given_where_the_book_has_one(built):
    base, html = built
    one = told(html / "part" / "one.html")
    if base:
        canonical = BeautifulSoup((html / "part" / "one.html").read_text(), "html.parser").select("link[rel=canonical]")
        assert [link["href"] for link in canonical] == [f"{BASE}part/one.html"]
        assert one["og:url"] == f"{BASE}part/one.html"
        assert one["og:image"] == f"{BASE}_static/preview.png"
        assert (BOOK / "_assets" / "preview.png").is_file()
    else:
        assert not {"og:url", "og:image"} & one.keys()


def test_the_sitemap_lists_every_page(built):
    base, html = built
    if not base:
        assert not (html / "sitemap.xml").exists() and not (html / "robots.txt").exists()
        return
    listed = {place.text for place in ElementTree.parse(html / "sitemap.xml").iter() if place.tag.endswith("loc")}
    assert listed == {f"{BASE}{name}.html" for name in PAGES}
    assert f"Sitemap: {BASE}sitemap.xml" in (html / "robots.txt").read_text()


def test_the_page_for_what_is_not_there_leads_back_from_anywhere(built):
    base, html = built
    page = BeautifulSoup((html / "404.html").read_text("utf-8"), "html.parser")
    links = [link["href"] for link in page.find_all("a")]
    assert links == [f"{BASE if base else ''}{name}.html" for name in ("index", "search", "genindex")]
    assert all((html / link.removeprefix(BASE)).is_file() for link in links)
    # What it loaded would have to be found from any depth; without an icon browsers ask the host for one.
    assert not page.find_all(["script", "img"])
    (icon,) = page.find_all("link")
    assert (icon["rel"], b64decode(icon["href"].partition("base64,")[2])) == (["icon"], ICON.read_bytes())


@pytest.mark.parametrize("repository", ["https://github.com/example/course", ""], ids=["a repository", "none"])
def test_buttons_to_the_source_are_there_if_there_is_a_repository(repository, tmp_path):
    for folder in ("_assets", "_extensions", "_templates"):
        shutil.copytree(BOOK / folder, tmp_path / "book" / folder)
    settings = yaml.safe_load((BOOK.parent / "_config.yml").read_text("utf-8"))
    settings["repository"]["url"] = repository
    settings["sphinx"]["config"]["bibtex_bibfiles"] = []
    (tmp_path / "_config.yml").write_text(yaml.safe_dump(settings))
    (tmp_path / "book" / "_toc.yml").write_text("format: jb-book\nroot: page\n")
    cells = [nbformat.v4.new_markdown_cell("# A page")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "book" / "page.ipynb")
    command = [Path(sys.executable).with_name("jupyter-book"), "build", "book", "-W", "-q"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    page = BeautifulSoup((tmp_path / "_build" / "html" / "page.html").read_text("utf-8"), "html.parser")
    links = [link["href"] for link in page.find_all("a", href=True) if "://" in link["href"]]
    hosts = (
        "https://mybinder.org/v2/gh/example/course/main",
        "https://colab.research.google.com/github/example/course",
    )
    for start in (*hosts, f"{repository}/issues/new" if repository else "https://github.com/example"):
        assert any(link.startswith(start) for link in links) == bool(repository)
