"""The surface to turn in chapter 2: fetched when asked for, turned by mouse, keyboard and touch, and true."""

import gzip
import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from statistics import median

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from numpy.testing import assert_allclose
from playwright.sync_api import Browser, Locator, Page, expect

import mbcourse
from mbcourse import plots
from mbcourse.design import LIGHT
from tests.browser import visiting
from tests.browser.visiting import LOOKS, NEXT_FRAME, STICKS_OUT, violations
from tests.playground.javascript import javascript

PAGE = "part-1/02-error-surface.html"
LINE = mbcourse.lab_line()
SURFACE = mbcourse.ErrorSurface(LINE.x, LINE.y)
RUN = mbcourse.train_bgd(LINE.x, LINE.y, learning_rate=0.1, epochs=40)


def chapter(browser: Browser, root: str, **options) -> AbstractContextManager[Page]:
    alone = None if root.startswith("file:") else ".mb-surface"  # a browser does not ask for what lies in a folder
    return visiting.opened(browser, f"{root}/{PAGE}", alone=alone, **options)


@contextmanager
def opened(browser: Browser, root: str, **options) -> Iterator[Page]:
    with chapter(browser, root, **options) as page:
        button(page).click()
        expect(stage(page)).to_be_visible()
        expect(stage(page)).to_be_focused()
        yield page


@pytest.fixture(scope="module")
def open_surface(browser: Browser, served: str) -> Iterator[Page]:
    """A page whose surface is open, for tests that leave it so."""
    with opened(browser, served) as page:
        yield page


@pytest.fixture
def turning(open_surface: Page) -> Page:
    """The same page with the surface as it was at first, and the focus on it."""
    open_surface.get_by_role("button", name="Reset").click()
    stage(open_surface).focus()
    return open_surface


def button(page: Page) -> Locator:
    return page.get_by_role("button", name="Rotate this surface")


def stage(page: Page) -> Locator:
    return page.get_by_role("application", name="The loss over slope and intercept")


def still(page: Page) -> Locator:
    """The static figure."""
    return page.get_by_role("img", name="Surface of the loss over slope")


def picture(page: Page) -> str:
    page.evaluate(NEXT_FRAME)
    return stage(page).locator("canvas").evaluate("canvas => canvas.toDataURL()")


@pytest.fixture(scope="module")
def data(browser: Browser, served: str) -> dict:
    """What the page hands to the script."""
    with chapter(browser, served) as page:
        return json.loads(page.locator(".mb-surface script").text_content())


# 1. What it shows


def heights(data: dict, w: np.ndarray, b: np.ndarray) -> list[float]:
    points = json.dumps([w.tolist(), b.tolist()])
    return javascript(
        f'import {{ ErrorSurface }} from "@/error_surface.js"\n'
        f"const [w, b] = {points}\nconst surface = new ErrorSurface({json.dumps(data)})\n"
        "w.map((slope, i) => surface.loss(slope, b[i]))"
    )


def test_heights_are_those_of_the_mean_squared_error(data):
    w, b = (values.ravel() for values in np.meshgrid(np.linspace(-17, 19, 49), np.linspace(-14, 12, 49)))
    residuals = w[:, None] * LINE.x + b[:, None] - LINE.y
    assert_allclose(heights(data, w, b), np.mean(residuals**2, axis=1), rtol=1e-9)


def test_height_at_the_minimum_keeps_its_digits(data):
    at = np.array([SURFACE.minimum]).T
    assert_allclose(heights(data, *at), SURFACE.floor, rtol=1e-9)


def test_run_and_ranges_are_those_of_the_page(data):
    assert data["runs"] == [{"batch": 60, "params": RUN.params.tolist()}]
    grid = SURFACE.grid()
    assert [data["w"], data["b"]] == [[values.min(), values.max()] for values in grid[:2]]


def test_text_is_that_of_the_static_figure(data):
    figure = plots.surface3d(SURFACE, RUN).figure
    assert data["text"] == plots.alt_text(figure)
    plt.close(figure)


def test_contour_lines_lie_at_their_losses(data):
    rows = javascript(f"{box(data)}\n[0.1, 30, 1000].map((loss) => box.contour(loss).map(({{ w, b }}) => [w, b]))")
    for loss, points in zip((0.1, 30, 1000), rows, strict=True):
        assert_allclose(SURFACE.loss(*np.transpose(points)), loss, rtol=1e-9)


def box(data: dict) -> str:
    """Code that puts the surface of the page into its box."""
    return (
        'import { ErrorSurface } from "@/error_surface.js"\nimport { Box, View } from "@/surface/box.js"\n'
        f"const data = {json.dumps(data)}\nconst box = new Box(new ErrorSurface(data), [data.w, data.b])"
    )


@pytest.mark.parametrize(("azimuth", "elevation"), [(-60, 35), (30, 10), (170, 60), (-100, 5)])
def test_hidden_is_what_a_ray_to_the_eye_meets_again(data, azimuth, elevation):
    points = np.random.default_rng(7).uniform([-17, -14], [19, 12], (400, 2))
    hidden, way = javascript(
        f"{box(data)}\nconst view = new View({azimuth}, {elevation})\n"
        f"[{points.tolist()}.map(([w, b]) => view.hides(box, {{ w, b }})), view.direction(box)]"
    )
    t = np.linspace(1e-3, 4, 40_000)
    for (w, b), says in zip(points, hidden, strict=True):
        slopes, intercepts = w + t * way[0], b + t * way[1]
        inside = (abs(slopes - 1) <= 18) & (abs(intercepts + 1) <= 13)  # slope -17 to 19, intercept -14 to 12
        above = SURFACE.loss(w, b) + t * way[2] > SURFACE.loss(slopes, intercepts)
        met = np.flatnonzero(above[:-1] != above[1:])
        assert says == (met.size > 0 and bool(inside[met[0]])), (w, b)


def test_greys_are_those_of_the_static_figure():
    figure = plots.surface3d(SURFACE).figure
    faces = figure.axes[0].collections[0].get_facecolors()[:, :3]
    plt.close(figure)
    low, high = (to_rgb(LIGHT[name]) for name in ("bowl-low", "bowl-high"))
    brightness = faces.mean(axis=1)
    # A cell has the colour of its mean height, so that its end is at most a cell's height from the map's.
    assert_allclose([np.mean(low), np.mean(high)], [brightness.min(), brightness.max()], atol=0.01)


# 2. How it is turned


def test_it_is_drawn(open_surface):
    canvas = stage(open_surface).locator("canvas")
    colours = canvas.evaluate("""canvas => {
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        return new Set(new Uint32Array(pixels.buffer)).size;
    }""")
    assert colours > 60, "the greys of the surface, at least"


@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "+", "-"])
def test_keys_turn_and_enlarge_it_and_reset_takes_it_back(turning, key):
    first = picture(turning)
    turning.keyboard.press(key)
    assert picture(turning) != first
    expect(turning.locator(".mb-surface [role=status]").last).to_contain_text("Seen from")
    turning.get_by_role("button", name="Reset").click()
    assert picture(turning) == first


def test_focus_is_visible(turning):
    turning.keyboard.press("ArrowLeft")
    assert stage(turning).evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


def test_the_mouse_turns_it_and_nothing_turns_by_itself(turning):
    stage(turning).scroll_into_view_if_needed()
    first = picture(turning)
    turning.wait_for_timeout(300)
    assert picture(turning) == first
    box = stage(turning).bounding_box()
    turning.mouse.move(box["x"] + 100, box["y"] + 100)
    turning.mouse.down()
    turning.mouse.move(box["x"] + 180, box["y"] + 130)
    turning.mouse.up()
    turned = picture(turning)
    assert turned != first
    turning.mouse.move(box["x"] + 100, box["y"] + 100)
    assert picture(turning) == turned, "released"


def test_one_finger_turns_it_and_two_enlarge_it(browser, served):
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    with opened(browser, served, **phone) as page:
        stage(page).scroll_into_view_if_needed()
        box = stage(page).bounding_box()
        touch = page.context.new_cdp_session(page)
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

        def swipe(*steps: list[tuple[float, float]]) -> None:
            kinds = ["touchStart", *["touchMove"] * (len(steps) - 1)]
            for kind, fingers in zip(kinds, steps, strict=True):
                at = [{"x": x + dx, "y": y + dy, "id": i} for i, (dx, dy) in enumerate(fingers)]
                touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})
            touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

        first = picture(page)
        swipe([(0, 0)], [(30, 5)], [(60, 10)])
        turned = picture(page)
        assert turned != first
        swipe([(-20, 0), (20, 0)], [(-40, 0), (40, 0)])
        assert picture(page) != turned
        expect(page.locator(".mb-surface [role=status]").last).to_contain_text("200 percent")


@pytest.mark.prove
def test_a_drawing_costs_little(browser, served):
    with opened(browser, served) as page:
        spent = stage(page).evaluate("""async stage => {
            const spent = [];
            for (let i = 0; i < 40; i += 1) {
                const began = performance.now();
                stage.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
                spent.push(performance.now() - began);
                await new Promise(requestAnimationFrame);
            }
            return spent;
        }""")
        print(f"median {median(spent):.1f} ms, largest {max(spent):.1f} ms")
        assert median(spent) <= 16


# 3. How it comes and goes


def test_nothing_is_fetched_before_the_button_is_pressed(browser, served):
    with chapter(browser, served) as page:
        page.wait_for_load_state("networkidle")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        button(page).scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        assert not [url for url in asked if "vendor/surface" in url]
        loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
        assert not [url for url in loaded if url.endswith("surface.js")]
        button(page).click()
        expect(stage(page)).to_be_visible()
        assert [url for url in asked if "vendor/surface" in url] == [f"{served}/_static/vendor/surface/surface.js"]


def test_only_the_page_that_has_one_loads_the_button(site):
    having = [page.name for page in site.rglob("*.html") if "vendor/surface" in page.read_text("utf-8")]
    assert having == ["02-error-surface.html"]


def test_it_weighs_little(site):
    folder = site / "_static" / "vendor" / "surface"
    weights = {name: len(gzip.compress((folder / name).read_bytes())) for name in ("surface.js", "surface-button.js")}
    print(weights)
    assert weights["surface.js"] < 20_000
    assert weights["surface-button.js"] < 1_000


@pytest.mark.parametrize("how", ["button", "key"])
def test_closing_brings_the_static_figure_back(turning, how):
    expect(still(turning)).to_be_hidden()
    if how == "key":
        turning.keyboard.press("Escape")
    else:
        turning.get_by_role("button", name="Close: back to the static figure").click()
    expect(stage(turning)).to_have_count(0)
    expect(still(turning)).to_be_visible()
    expect(button(turning)).to_be_focused()
    turning.keyboard.press("Enter")
    expect(stage(turning)).to_be_visible()


def test_works_from_a_folder(browser, site):
    with opened(browser, site.as_uri()) as page:
        first = picture(page)
        page.keyboard.press("ArrowLeft")
        assert picture(page) != first


def test_without_a_canvas_the_static_figure_stays_with_a_message(browser, served):
    with chapter(browser, served) as page:
        page.evaluate("HTMLCanvasElement.prototype.getContext = () => null")
        button(page).click()
        expect(page.locator(".mb-surface [role=status]")).to_contain_text("cannot be shown here")
        expect(still(page)).to_be_visible()
        expect(stage(page)).to_have_count(0)


def test_a_script_that_does_not_come_can_be_asked_for_again(browser, served):
    with chapter(browser, served) as page:
        page.route("**/surface.js", lambda route: route.abort())
        button(page).click()
        expect(page.locator(".mb-surface [role=status]")).to_contain_text("cannot be shown here")
        expect(still(page)).to_be_visible()
        page.unroute("**/surface.js")
        button(page).click()
        expect(stage(page)).to_be_visible()


def test_without_scripts_the_static_figure_stands_alone(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/{PAGE}")
    expect(still(page)).to_be_visible()
    expect(button(page)).to_have_count(0)
    context.close()


# 4. How it looks


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_and_nothing_sticks_out(open_surface, scheme, width):
    open_surface.emulate_media(color_scheme=scheme)
    open_surface.set_viewport_size({"width": width, "height": 900})
    assert violations(open_surface, ".mb-surface") == []
    assert open_surface.evaluate(STICKS_OUT) == []


def test_changes_of_theme_and_size_are_followed(browser, served):
    with opened(browser, served, color_scheme="light") as page:
        light = picture(page)
        page.evaluate("document.documentElement.dataset.theme = 'dark'")
        assert picture(page) != light
        page.set_viewport_size({"width": 360, "height": 740})
        page.wait_for_function(
            "stage => stage.firstChild.width / devicePixelRatio === stage.clientWidth", arg=stage(page).element_handle()
        )
        assert page.evaluate(STICKS_OUT) == []
