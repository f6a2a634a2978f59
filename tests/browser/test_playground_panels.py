"""The playground's panels beside the loss, as readers find them: linked, played, described, on a phone."""

import re
from statistics import median

import pytest
from playwright.sync_api import Page, expect

import mbcourse
from mbcourse import theory
from tests.browser.test_playground import BGD, frames_while_playing, picture, playground, press, updates
from tests.browser.visiting import LOOKS, STICKS_OUT, violations

THREE = "run=1,{rate},reshuffle&run=5,{rate},reshuffle&run=60,{rate},given"
SETTINGS = {
    "noise": "run=1,0.1,replacement&run=1,0.1,reshuffle&run=10,0.1,independent&axis=updates&panel=noise",
    "gradients": f"{BGD}&epochs=40&panel=gradients",
    "ghosts": THREE.format(rate=0.34) + "&panel=ghosts",
    "floor": "run=5,0.1,replacement&run=5,0.1,replacement,cosine&run=1,0.02,reshuffle,constant,20&panel=floor",
    "target": "run=1,0.02,replacement&run=5,0.1,independent,step&run=60,0.2,given&axis=updates&panel=target",
}
TITLES = {
    "noise": "Cumulative noise",
    "gradients": "Gradients",
    "ghosts": "Ghost runs",
    "floor": "Floor",
    "target": "Target",
}


@pytest.fixture(scope="module", params=SETTINGS)
def opened(request, browser, served):
    """A panel and a page that a link to it has opened."""
    scheme, width = LOOKS[0]
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}, "reduced_motion": "reduce"}
    with playground(browser, served, SETTINGS[request.param], **options) as page:
        yield request.param, page


def said(page: Page) -> str:
    """What stands next to the panel's title."""
    return page.locator(".mbp-quiet").text_content()


def test_a_link_opens_a_panel_that_plays_and_goes_back(opened):
    panel, page = opened
    region = page.get_by_role("group", name=TITLES[panel])
    expect(region).to_be_visible()
    before, words = picture(page, panel), said(page)
    press(page, "Play")
    expect(updates(page).first).not_to_have_text("0")
    assert picture(page, panel) != before and said(page) != words
    expect(page.get_by_role("status")).to_contain_text(said(page).split(". ")[0])
    assert len(region.locator(".mbp-unseen").text_content()) > 100
    press(page, "Reset")
    assert picture(page, panel) == before and said(page) == words
    page.get_by_label("seed").fill("7")
    page.get_by_label("seed").press("Enter")
    expect(page).to_have_url(re.compile(f"&panel={panel}&target=0.001$"))


def test_the_choice_of_panels_is_offered_where_there_is_another_than_the_loss(browser, served):
    with playground(browser, served, BGD) as page:
        expect(page.get_by_label("What this panel shows")).to_be_hidden()
    with playground(browser, served, SETTINGS["noise"], reduced_motion="reduce") as page:
        press(page, "+1 epoch")
        choice = page.get_by_label("What this panel shows")
        for panel, title in (("gradients", "Gradients"), ("ghosts", "Ghost runs"), ("loss", "Loss")):
            choice.select_option(panel)
            expect(page.get_by_role("group", name=title, exact=True)).to_be_visible()
            expect(updates(page).first).to_have_text("60"), "the runs stay where they are"
            assert page.locator(".mbp-panel").count() == 3 and page.locator(f".mbp-{panel} canvas").count() == 3
        expect(choice).to_be_visible()


def test_the_noise_scale_is_the_package_s_at_every_update(browser, served):
    line = mbcourse.lab_line()
    run = mbcourse.train_bgd(line.x, line.y, epochs=40)
    with playground(browser, served, SETTINGS["gradients"]) as page:
        for update in (0, 5, 10, 20, 30):
            page.get_by_label("Update shown").fill(str(update))
            expect(updates(page).first).to_have_text(str(update))
            scale = theory.noise_scale(line.x, line.y, run.params[update])
            shown = float(re.search(r"Noise scale ([\d.,]+)\.", said(page))[1].replace(",", ""))
            assert shown == pytest.approx(scale, rel=5e-3), update


def test_noise_returns_to_zero_where_every_example_was_used_once(browser, served):
    with playground(browser, served, "run=10,0.1,reshuffle&axis=updates&panel=noise") as page:
        for _ in range(3):
            press(page, "+1 update")
            expect(page.locator(".mbp-quiet")).not_to_contain_text("minimum: 0,")
            press(page, "+1 epoch")
            expect(page.locator(".mbp-quiet")).to_contain_text("minimum: 0, root mean square 0.")


def test_one_slider_sets_the_rate_of_all_runs_and_ends_at_0_4(browser, served):
    with playground(browser, served, THREE.format(rate=0.1) + "&panel=ghosts", reduced_motion="reduce") as page:
        press(page, "Play")
        slider = page.get_by_label("rate of all runs")
        expect(page.locator(".mbp-quiet")).not_to_contain_text("cut off")
        slider.press("End")
        expect(page.locator(".mbp-shared:not([hidden]) b")).to_have_text("0.4")
        for _ in range(6):
            slider.press("ArrowLeft")
        expect(page).to_have_url(re.compile(r"run=1,0.34,reshuffle&run=5,0.34,reshuffle&run=60,0.34,given&"))
        medians = re.search(
            r"b = 1: (\S+); b = 5: (\S+); b = 60: (\S+)\. Above 1\.00e9 the axis is cut off", said(page)
        )
        one, five, all_points = (float(text.replace(",", "")) for text in medians.groups())
        assert one > 1e50 and five < 1 and all_points == 1700
        expect(updates(page)).to_have_text(["600", "120", "10"])


def test_schedules_are_offered_where_they_matter_and_said_in_the_address(browser, served):
    with playground(browser, served, BGD) as page:
        expect(page.get_by_label("schedule of the rate")).to_be_hidden()
        expect(page.get_by_label("batch size, second half")).to_be_hidden()
    with playground(browser, served, "run=5,0.1,reshuffle&panel=floor", reduced_motion="reduce") as page:
        page.get_by_label("schedule of the rate").select_option("cosine")
        expect(page).to_have_url(re.compile(r"\?run=5,0.1,reshuffle,cosine&"))
        second = page.get_by_label("batch size, second half")
        second.fill("20")
        second.press("Enter")
        expect(page).to_have_url(re.compile(r"\?run=5,0.1,reshuffle,cosine,20&"))
        expect(page.locator(".mbp-runs tbody b")).to_have_text("batch size 5, then 20")
        page.get_by_label("What this panel shows").select_option("loss")
        expect(second).to_be_visible(), "a run that has a schedule goes on to show it"
        press(page, "Play")
        expect(updates(page)).to_have_text("75")
        second.fill("")
        second.press("Enter")
        page.get_by_label("schedule of the rate").select_option("constant")
        expect(page).to_have_url(re.compile(r"\?run=5,0.1,reshuffle&"))


def test_the_floor_is_the_package_s_at_the_rate_of_the_moment(browser, served):
    line = mbcourse.lab_line()
    rate_at = mbcourse.schedules.step(0.1, updates=120)
    with playground(browser, served, "run=5,0.1,replacement,step&panel=floor") as page:
        for update in (0, 60, 61, 120):
            page.get_by_label("Update shown").fill(str(update))
            expect(updates(page).first).to_have_text(str(update))
            floor = theory.noise_floor(line.x, line.y, rate_at(max(update - 1, 0)), 5)
            shown = float(re.search(r"batch size 5: (\S+)\. Dashed", said(page))[1].replace("−", "-"))
            assert shown == pytest.approx(floor, rel=5e-3), update
        page.get_by_label("learning rate").first.fill("1")
        page.get_by_label("learning rate").first.press("Enter")
        page.get_by_label("Update shown").fill("1")
        expect(page.locator(".mbp-quiet")).to_contain_text(
            "No floor at rate 1, batch size 5: fresh draws do not settle"
        )
        page.get_by_label("order of the examples").select_option("reshuffle")
        expect(page.locator(".mbp-quiet")).to_contain_text("these batches are no fresh draws")


def test_updates_and_examples_to_a_target_are_counted_once_it_is_met(browser, served):
    """For batch gradient descent, where every run is the mean and what is expected."""
    line = mbcourse.lab_line()
    run = mbcourse.train_bgd(line.x, line.y, learning_rate=0.2, epochs=10)
    excess = run.losses - mbcourse.ErrorSurface(line.x, line.y).floor
    met = int((excess > 0.1).sum())
    with playground(browser, served, "run=60,0.2,given&panel=target&target=0.1") as page:
        counts = page.locator(".mbp-counts tbody td")
        page.get_by_label("Update shown").fill(str(met - 1))
        expect(counts).to_have_text(["not yet"] * 3)
        press(page, "+1 update")
        expect(counts).to_have_text([str(met), str(60 * met), str(met)])
        slider = page.get_by_label("target above the minimum")
        for _ in range(20):
            slider.press("ArrowLeft")
        expect(page).to_have_url(re.compile("&target=0.001$"))
        expect(slider).to_have_attribute("aria-valuetext", "0.001")
        page.get_by_label("Update shown").press("End")
        assert (excess > 0.001).all()
        expect(counts).to_have_text(["not met"] * 3)
        expect(page.get_by_role("status")).to_contain_text("Target 0.001 ")
        page.get_by_label("What this panel shows").select_option("loss")
        expect(page.locator(".mbp-counts")).to_be_hidden()


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing_and_nothing_sticks_out(opened, scheme, width):
    _, page = opened
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    press(page, "Play")
    expect(updates(page).first).not_to_have_text("0")
    assert violations(page, ".mb-playground") == []
    assert page.evaluate(STICKS_OUT) == []


@pytest.mark.prove
@pytest.mark.parametrize(("points", "most_ms"), [(60, 8), (10_000, 16)])
@pytest.mark.parametrize("panel", SETTINGS)
def test_a_frame_costs_little(browser, served, points, most_ms, panel):
    runs = "&".join(f"run={size},0.05,reshuffle" for size in (1, 5, 20, points))
    with playground(browser, served, f"{runs}&points={points}&panel={panel}") as page:
        spent = frames_while_playing(page)
        print(f"{panel}, n = {points}: median {median(spent):.1f} ms, largest {max(spent):.1f} ms")
        assert median(spent) <= most_ms
