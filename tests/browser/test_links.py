"""No link, image, script or style sheet of the built book points to something that is not there."""

from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from tests.browser.built import parsed
from tests.browser.visiting import PAGES

REFERENCES = {"a": "href", "img": "src", "script": "src", "link": "href"}


@pytest.fixture(scope="module")
def anchors(site):
    """The ids of each built page."""
    return {site / page: {tag["id"] for tag in parsed(site / page).find_all(id=True)} for page in PAGES}


@pytest.mark.parametrize("page", PAGES)
def test_what_the_page_points_to_is_there(site, anchors, page):
    broken = []
    for tag in parsed(site / page).find_all(list(REFERENCES)):
        address = tag.get(REFERENCES[tag.name], "")
        if urlsplit(address).scheme or not address:
            continue
        path, anchor = urldefrag(address)
        target = (site / page).parent / unquote(path.split("?")[0]) if path else site / page
        known = anchors.get(target.resolve())
        anchor = unquote(anchor.split("?")[0])  # settings of the playground may follow its name
        if not target.is_file() or (anchor and known is not None and anchor not in known):
            broken.append(address)
    assert broken == []


@pytest.mark.parametrize("page", PAGES)
def test_only_links_name_other_places(site, page):
    loaded = [tag for tag in parsed(site / page).find_all(list(REFERENCES)) if tag.name != "a"]
    assert [str(tag) for tag in loaded if urlsplit(tag.get(REFERENCES[tag.name], "")).netloc] == []
