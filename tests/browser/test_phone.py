"""On a phone, what scrolls sideways shows that it does."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.browser.looking import PHONE
from tests.browser.visiting import Visit, open_page, opened

SHARP_PHONE = {"viewport": PHONE, "device_scale_factor": 2}


def right_edge(box) -> np.ndarray:
    """Return the grey values of a strip along the right edge of a box, from near the edge inwards."""
    picture = Image.open(io.BytesIO(box.screenshot())).convert("L")
    return np.asarray(picture)[4:8, -3:-18:-1].mean(axis=0)  # above the first line, where no letter is


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_shade_is_seen_until_the_end_is_reached(browser, served, scheme):
    page = open_page(browser, served, "part-1/01-line.html", Visit(), scheme)
    page.set_viewport_size(PHONE)
    boxes = page.locator(".cell_input pre").all()
    cut = next(box for box in boxes if box.is_visible() and box.evaluate("box => box.scrollWidth > box.clientWidth"))
    cut.scroll_into_view_if_needed()
    before = right_edge(cut)
    cut.evaluate("box => { box.scrollLeft = box.scrollWidth; }")
    after = right_edge(cut)
    page.context.close()
    assert np.ptp(after) < 2
    assert abs(before[0] - after[0]) > 40


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_shade_is_seen_where_nothing_is_cut(browser, served, scheme):
    """Not even a fraction of a pixel of it at an edge, on a screen with four pixels to one."""
    with opened(browser, f"{served}/part-1/02-error-surface.html", **SHARP_PHONE, color_scheme=scheme) as page:
        boxes = [box for box in page.locator("div.math .katex-html").all() if box.is_visible()]
        whole = [box for box in boxes if box.evaluate("box => box.scrollWidth <= box.clientWidth")][:4]
        assert len(whole) == 4
        for box in whole:
            picture = np.asarray(Image.open(io.BytesIO(box.screenshot())).convert("L"), dtype=float)
            edges = [picture[:, :4], picture[:, -4:], picture[:2, -40:], picture[-2:, -40:]]
            assert max(np.ptp(edge) for edge in edges) < 2
