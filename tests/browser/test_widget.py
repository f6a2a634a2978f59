"""The playground as a notebook shows it: its module in a browser, with Python's side at the other end."""

import base64
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.testing import assert_allclose
from playwright.sync_api import Browser, Page, expect

import mbcourse
from mbcourse.playground import Choice, Playground
from mbcourse.playground.widget import BUNDLE

# What anywidget gives the module: a model whose traits are set and saved. Bytes arrive and leave as DataViews.
SHOW = """async ({source, traits}) => {
    const module = await import(`data:text/javascript;base64,${source}`);
    const view = text => new DataView(Uint8Array.from(atob(text), c => c.charCodeAt(0)).buffer);
    const state = {...traits, _x: view(traits._x), _y: view(traits._y)};
    const listeners = {};
    const model = window.model = {
        saved: 0,
        get: name => state[name],
        set: (name, value) => { state[name] = value; },
        save_changes: () => { model.saved += 1; },
        on: (event, listener) => { listeners[event] = listener; },
        off: event => { delete listeners[event]; },
        tell: (event, ...content) => listeners[event](...content),
        listeners,
    };
    window.leave = module.default.render({model, el: document.body});
}"""

RECORDS = """() => {
    const text = view => btoa(String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset, view.byteLength)));
    return model.get('_records').map(record => Object.fromEntries(
        Object.entries(record).map(([name, value]) => [name, value instanceof DataView ? text(value) : value])));
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    errors: list[str] = []
    page = browser.new_page(reduced_motion="reduce")
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


def show(page: Page, widget: Playground) -> None:
    """Show a widget, with the style sheet that it brings."""
    traits = {name: getattr(widget, name) for name in ("settings", "_ranges")}
    traits |= {name: base64.b64encode(getattr(widget, name)).decode() for name in ("_x", "_y")}
    source = base64.b64encode((BUNDLE / "playground.js").read_bytes()).decode()
    page.add_style_tag(path=BUNDLE / "playground-style.css")
    page.evaluate(SHOW, {"source": source, "traits": traits})
    expect(page.locator(".mbp")).to_be_visible()


def command(page: Page, widget: Playground, act) -> None:
    """Let Python give a command, and pass it on."""
    widget.send = lambda content: page.evaluate("content => model.tell('msg:custom', content)", content)
    saved = page.evaluate("model.saved")
    act(widget)
    page.wait_for_function("saved => model.saved > saved", arg=saved)


def report(page: Page, widget: Playground) -> None:
    """Pass what the browser saved on to Python."""
    records = page.evaluate(RECORDS)
    for record in records:
        record.update({name: base64.b64decode(value) for name, value in record.items() if isinstance(value, str)})
    widget.set_state({"_records": records, "settings": page.evaluate("model.get('settings')")})


def test_a_run_driven_from_python_comes_back_as_its_history(page):
    line = mbcourse.make_line(50, slope=3.0, rng=2)
    widget = Playground(line.x, line.y, runs=[Choice(7, 0.05, "given"), Choice(50, 0.1, "given")], epochs=4)
    show(page, widget)
    command(page, widget, lambda widget: widget.step(9))
    report(page, widget)
    run = mbcourse.fit(line.x, line.y, batch_size=7, learning_rate=0.05, epochs=4, order="given")
    assert widget.history.n_updates == 9
    assert_allclose(widget.history.params, run.params[:10], rtol=1e-12)
    assert_allclose(widget.history.batch_losses, run.batch_losses[:9], rtol=1e-12)
    assert [history.n_updates for history in widget.histories] == [9, 1]
    command(page, widget, lambda widget: widget.play())
    report(page, widget)
    assert_allclose(widget.history.params, run.params, rtol=1e-12)
    assert np.isnan(widget.history.seconds).all()


def test_settings_go_both_ways(page):
    widget = Playground()
    show(page, widget)
    page.get_by_label("seed").fill("7")
    page.get_by_label("seed").press("Enter")
    page.wait_for_function("model.get('settings').seed === 7")
    report(page, widget)
    assert widget.settings["seed"] == 7
    widget.change(epochs=3, runs=(Choice(20),))
    page.evaluate("settings => { model.set('settings', settings); model.tell('change:settings'); }", widget.settings)
    expect(page.get_by_label("epochs").first).to_have_value("3")
    expect(page.locator("legend").first).to_have_text("This run: batch size 20")


def test_given_points_leave_no_choice_of_points_or_noise(page):
    show(page, Playground([0.0, 1.0, 3.0], [2.0, -1.0, 5.0]))
    expect(page.get_by_label("seed")).to_be_visible()
    expect(page.get_by_label("noise")).to_have_count(0)
    expect(page.get_by_label("points")).to_have_count(0)


def test_it_leaves_the_page_as_it_was(page):
    show(page, Playground())
    page.evaluate("leave()")
    expect(page.locator(".mbp")).to_have_count(0)
    assert page.evaluate("Object.keys(model.listeners)") == []
