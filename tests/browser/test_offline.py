"""The zip that the book offers is the book: downloaded, unpacked and opened from a folder, nothing is missing."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.book.pages import ENTRIES, first_with_each_element
from tests.browser.visiting import PAGES, Visit, open_page
from tools import offline


@pytest.fixture(scope="module")
def unpacked(browser, served, tmp_path_factory):
    """The folder that a reader has after following the link on the first page."""
    folder = tmp_path_factory.mktemp("offline")
    page = browser.new_page(accept_downloads=True)
    page.goto(f"{served}/index.html")
    with page.expect_download() as download:
        page.get_by_role("link", name="the whole book as a zip file").click()
    with ZipFile(download.value.path()) as archive:
        archive.extractall(folder)
    page.close()
    return folder / offline.NAME


def test_all_of_the_site_that_a_reader_uses_is_in_the_folder(site, unpacked):
    there, here = (
        {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()} for folder in (site, unpacked)
    )
    assert {Path(page) for page in PAGES} <= here.keys()
    assert here.keys() == {name for name, path in there.items() if not offline.left_out(path)}
    changed = {name for name, path in here.items() if path.read_bytes() != there[name].read_bytes()}
    assert changed == {Path("index.html")}  # which offers the zip


@pytest.mark.parametrize("entry", [*first_with_each_element(ENTRIES), "genindex", "search"])
def test_every_page_opens_from_the_folder(browser, unpacked, entry):
    visit = Visit()
    page = open_page(browser, unpacked.as_uri(), f"{entry}.html", visit)
    page.context.close()
    assert (visit.errors, visit.external, visit.missing) == ([], [], [])


def test_the_playground_runs_and_search_finds_without_a_network(browser, unpacked):
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(f"{unpacked.as_uri()}/index.html")
    page.get_by_role("button", name=re.compile("1 epoch")).click()
    expect(page.locator(".mbp tbody tr").first.locator("td").first).to_have_text("12")
    page.goto(f"{unpacked.as_uri()}/search.html?q=contour")
    page.wait_for_selector("#search-results li a")
    context.close()


def test_the_copy_does_not_offer_what_it_does_not_hold(unpacked):
    assert "mb-online" not in (unpacked / "index.html").read_text("utf-8")
    for left_out in (f"{offline.NAME}.zip", "*.map", ".stamp", ".buildinfo"):
        assert not list(unpacked.rglob(left_out))


def test_the_same_book_gives_the_same_file(site, tmp_path):
    (tmp_path / "part").mkdir()
    for name in ("b.html", "a.html", "part/c.png"):
        (tmp_path / name).write_bytes((site / "index.html").read_bytes())
    first = offline.pack(tmp_path).read_bytes()
    (tmp_path / "a.html").touch()
    assert offline.pack(tmp_path).read_bytes() == first
    with ZipFile(tmp_path / f"{offline.NAME}.zip") as archive:
        assert archive.namelist() == [f"{offline.NAME}/{name}" for name in ("a.html", "b.html", "part/c.png")]
