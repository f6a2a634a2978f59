"""The lines to order in chapters 3 and 5: by mouse, finger and keyboard, with what is said of each program."""

import gzip
import json
import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from pypdfium2 import PdfDocument

from tests.book.pages import notebook
from tests.book.test_order_lines import TASKS
from tests.browser import visiting
from tests.browser.visiting import SITE, STICKS_OUT, Visit, open_page, violations

BGD = "part-1/03-batch-gradient-descent"
MINI = "part-1/05-mini-batches"
BOTH = [BGD, MINI]
DESK = {"viewport": {"width": 1280, "height": 1400}, "reduced_motion": "reduce"}
PHONE = {"has_touch": True, "is_mobile": True, "viewport": {"width": 360, "height": 1000}}
LOOK = 80  # milliseconds: the library looks every 50 where a line is dragged to
LIMIT = 20_000  # bytes of script and style sheet, compressed

# Whether what has the focus is seen, and the buttons that act on it are.
IS_CLEAR = """() => {
    const middle = element => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2);
    };
    const [button, line] = [document.querySelector(".mb-order-tools button"), document.activeElement];
    return middle(button) === button && line.contains(middle(line));
}"""

# The elements that the theme's button lies over.
COVERED = """elements => {
    const above = document.querySelector("#pst-back-to-top");
    const [box, { visibility }] = [above.getBoundingClientRect(), getComputedStyle(above)];
    return elements.filter(element => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const overlap = left < box.right && right > box.left && top < box.bottom && bottom > box.top;
        return visibility === "visible" && box.width && overlap;
    }).map(element => element.textContent);
}"""


opened = partial(visiting.opened, alone=".mb-order")


def key_of(entry: str) -> dict:
    (key,) = [key for cell in notebook(entry).cells for key in cell.metadata.get("order-lines", [])]
    return key


KEYS = {entry: key_of(entry) for entry in BOTH}
PROGRAM, MISTAKES = KEYS[BGD]["programs"][0], KEYS[BGD]["mistakes"]
DRAFT = f"{BGD}/bat-34a/order-lines-1"  # the name under which it is kept
EMPTY = "    theta, rows = start, []"  # a mistake
LATE = [*PROGRAM[:5], PROGRAM[6], PROGRAM[5], PROGRAM[7]]  # recorded before the update
SHALLOW = [*PROGRAM[:6], "    rows.append(theta)", PROGRAM[7]]  # recorded after the loop


def steps(line: str) -> int:
    return (len(line) - len(line.lstrip())) // 4


def board(page: Page) -> Locator:
    return page.locator(".mb-order-board")


def line(page: Page, text: str) -> Locator:
    """The button of a line, wherever it is."""
    return page.locator(".mb-order li button", has=page.get_by_text(text.strip(), exact=True))


def handle(page: Page, text: str) -> Locator:
    return page.locator(".mb-order li", has=page.get_by_text(text.strip(), exact=True)).locator(".mb-order-handle")


def lists(page: Page) -> tuple[Locator, Locator]:
    """The lines to choose from, and the program."""
    both = page.locator(".mb-order-lines")
    return both.first, both.last


def given(page: Page) -> list[str]:
    """The program as it stands."""
    return lists(page)[1].evaluate(
        """list => [...list.children].map(item => " ".repeat(4 * item.style.getPropertyValue("--mb-steps"))
            + item.querySelector("button > span").textContent)"""
    )


def press(page: Page, name: str) -> None:
    board(page).get_by_role("button", name=name, exact=True).click()


def fill(page: Page, program: list[str]) -> None:
    """Put lines into the program by keys, each indented from where the line above it is."""
    for text in program:
        line(page, text).press("Enter")
        missing = steps(text) - steps(given(page)[-1])
        for _ in range(abs(missing)):
            line(page, text).press("ArrowRight" if missing > 0 else "ArrowLeft")
    assert given(page) == program


def verdict(page: Page) -> Locator:
    press(page, "Check")
    return board(page).locator(".mb-verdict")


def drop_point(page: Page) -> tuple[float, float]:
    """Where a line is dropped to be the program's last: in the lower half of the last one."""
    program = lists(page)[1]
    inside = program.get_by_role("listitem")
    box = (inside.last if inside.count() else program).bounding_box()
    return box["x"] + 20, box["y"] + box["height"] - 6


# 1. Ways to order


@pytest.mark.parametrize("entry", [BGD, pytest.param(MINI, marks=pytest.mark.prove)])
def test_by_mouse_lines_are_dragged_into_place(browser, served, entry):
    program = KEYS[entry]["programs"][0]
    with opened(browser, f"{served}/{entry}.html", **DESK) as page:
        board(page).scroll_into_view_if_needed()
        for text in program:
            box = line(page, text).bounding_box()
            start = box["x"] + 10, box["y"] + box["height"] / 2
            page.mouse.move(*start)
            page.mouse.down()
            page.mouse.move(start[0] + 2, start[1] + 8)
            height = drop_point(page)[1]
            page.mouse.move(start[0], height - 2, steps=4)
            page.mouse.move(start[0] + 32 * steps(text), height, steps=2)
            page.wait_for_timeout(LOOK)
            page.mouse.up()
        assert given(page) == program
        expect(verdict(page)).to_contain_text("Right.")


def test_by_mouse_lines_change_places_and_leave(browser, served):
    with opened(browser, f"{served}/{MINI}.html", **DESK) as page:
        first, second, *_ = program = KEYS[MINI]["programs"][0]
        fill(page, [second.strip(), first])
        drag(page, line(page, second), line(page, first))
        assert given(page) == [first, second.strip()]
        drag(page, line(page, first), line(page, program[2]))
        assert given(page) == [second.strip()]
        expect(lists(page)[0].locator("li")).to_have_count(10)


def drag(page: Page, one: Locator, other: Locator) -> None:
    """Drag a line to the lower half of another one."""
    box, there = one.bounding_box(), other.bounding_box()
    x = box["x"] + 10
    page.mouse.move(x, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(x, box["y"] + box["height"] / 2 + 8)
    page.mouse.move(x, there["y"] + there["height"] - 4, steps=6)
    page.wait_for_timeout(LOOK)
    page.mouse.up()


def test_by_touch_lines_are_tapped_and_dragged(browser, served):
    with opened(browser, f"{served}/{MINI}.html", **PHONE) as page:
        program = KEYS[MINI]["programs"][0]
        for above, text in pairwise(["", *program[:-1]]):
            line(page, text).tap()
            for name in ["Put in", *["Indent"] * (steps(text) - steps(above))]:
                board(page).get_by_role("button", name=name, exact=True).tap()
        touch_drag(page, line(page, program[-1]), sideways=16 * steps(program[-1]))
        assert given(page) == program
        board(page).get_by_role("button", name="Check").tap()
        expect(board(page).locator(".mb-verdict")).to_contain_text("Right.")


def touch_drag(page: Page, one: Locator, sideways: float, rest: int = 300) -> None:
    """Drag a line to the end of the program with a finger, which rests on it first, for some milliseconds."""
    one.scroll_into_view_if_needed()
    box = one.bounding_box()
    x, y = box["x"] + 12, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    touch(session, "touchStart", x, y)
    page.wait_for_timeout(rest)
    height = drop_point(page)[1]
    for share in (0.1, 0.4, 0.8, 1):
        touch(session, "touchMove", x, y + share * (height - y))
    touch(session, "touchMove", x + sideways, height)
    page.wait_for_timeout(LOOK)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_by_touch_a_handle_drags_at_once(browser, served):
    with opened(browser, f"{served}/{MINI}.html", **PHONE) as page:
        first, second, *_ = KEYS[MINI]["programs"][0]
        touch_drag(page, handle(page, first), sideways=0, rest=0)
        touch_drag(page, handle(page, second), sideways=16, rest=0)
        assert given(page) == [first, second]
        boxes = [one.bounding_box() for one in page.locator(".mb-order-handle").all()]
        assert min(box[side] for box in boxes for side in ("width", "height")) >= 24


def test_on_a_touch_screen_the_page_says_how_a_finger_drags(browser, served):
    with opened(browser, f"{served}/{MINI}.html", **PHONE) as page:
        expect(board(page)).to_have_accessible_description(re.compile("Press and hold a line, or drag its handle"))


def touch(session, kind: str, x: float, y: float) -> None:
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})


def test_by_keyboard_alone_and_the_focus_stays_with_the_line(browser, served):
    with opened(browser, f"{served}/{BGD}.html") as page:
        line(page, PROGRAM[1]).focus()
        page.keyboard.press("Enter")
        expect(line(page, PROGRAM[1])).to_be_focused()
        expect(board(page).get_by_role("status").last).to_have_text(
            "In the program, line 1 of 1, indented by 0 spaces."
        )
        page.keyboard.press("ArrowRight")
        line(page, PROGRAM[0]).focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowUp")
        expect(line(page, PROGRAM[0])).to_be_focused()
        page.keyboard.press("Tab")
        expect(line(page, PROGRAM[1])).to_be_focused()
        for text in PROGRAM[2:]:
            line(page, text).focus()
            page.keyboard.press("Enter")
            for _ in range(3):
                page.keyboard.press("ArrowLeft")
            for _ in range(steps(text)):
                page.keyboard.press("ArrowRight")
        assert given(page) == PROGRAM
        board(page).get_by_role("button", name="Check").focus()
        page.keyboard.press("Enter")
        expect(board(page).locator(".mb-verdict")).to_contain_text("Right.")


def test_a_line_put_in_is_indented_as_the_line_above_it(browser, served):
    with opened(browser, f"{served}/{BGD}.html") as page:
        for text in PROGRAM[:3]:
            line(page, text).press("Enter")
        line(page, PROGRAM[2]).press("ArrowRight")
        line(page, PROGRAM[3]).click()
        press(page, "Put in")
        assert [steps(text) for text in given(page)] == [0, 0, 1, 1]


def test_a_line_says_how_far_it_is_indented_and_the_page_how_to_order(browser, served):
    with opened(browser, f"{served}/{BGD}.html") as page:
        fill(page, PROGRAM[:2])
        expect(line(page, PROGRAM[1])).to_have_accessible_name(f"{PROGRAM[1].strip()} , indented by 4 spaces")
        expect(line(page, PROGRAM[1])).to_have_attribute("aria-pressed", "true")
        expect(board(page)).to_have_role("group")
        expect(board(page)).to_have_accessible_name("Lines to order")
        for one, name in zip(lists(page), ("Lines to choose from", "Program"), strict=True):
            expect(one).to_have_accessible_name(name)
        expect(board(page)).to_have_accessible_description(re.compile("Enter puts it in or takes it out"))


# 2. What is said


@pytest.fixture(scope="module")
def listening(browser: Browser, served: str) -> Iterator[Page]:
    """A page that keeps what it was told last."""
    with opened(browser, f"{served}/{BGD}.html") as page:
        page.evaluate(
            """addEventListener('mb:answer', ({ target, detail: { said: [answer], rights: [right], isRight } }) => {
                told = [target.dataset.key, { answer, right, isRight }];
            })"""
        )
        yield page


@pytest.mark.parametrize(
    ("program", "said", "wrong"),
    [
        ([], "Put lines into the program first.", []),
        ([PROGRAM[0], EMPTY], f"Line 2 is not right: {EMPTY.strip()}A history that begins empty", [1]),
        (PROGRAM[:2], "These lines belong in, and 6 more are missing.", []),
        (LATE, "The program is right up to line 5. Line 6 belongs further down: rows.append(theta)", [5]),
        (SHALLOW, "The lines are in order. To which block does line 7 belong? rows.append(theta)", [6]),
        (PROGRAM, "Right. Each pass takes the gradient over all points", []),
    ],
    ids=["empty", "mistake", "missing", "order", "indent", "right"],
)
def test_one_thing_is_said_at_a_time_and_told(listening, program, said, wrong):
    page = listening
    press(page, "Start again")
    page.evaluate("told = null")
    fill(page, program)
    expect(verdict(page)).to_contain_text(said)
    marked = "items => items.flatMap((item, i) => item.dataset.verdict === 'wrong' ? [i] : [])"
    assert lists(page)[1].locator("li").evaluate_all(marked) == wrong
    answer = {"answer": "\n".join(program), "isRight": program == PROGRAM, "right": "\n".join(PROGRAM)}
    assert page.evaluate("told") == ([DRAFT, answer] if program else None)


def test_a_move_takes_back_what_was_said(listening):
    press(listening, "Start again")
    fill(listening, [EMPTY.strip()])
    expect(verdict(listening)).not_to_be_empty()
    press(listening, "Indent")
    expect(board(listening).locator(".mb-verdict")).to_be_empty()
    expect(board(listening).locator("[data-verdict]")).to_have_count(0)


def test_start_again_takes_all_lines_out_as_they_are_listed(listening):
    line(listening, EMPTY).press("Enter")
    press(listening, "Start again")
    assert given(listening) == []
    listed = listening.locator(".mb-order > div pre").text_content().splitlines()
    expect(lists(listening)[0].locator("li")).to_have_text(listed)


# 3. What is kept


def with_draft(draft: object) -> str:
    """A script that keeps a program of chapter 3, where nothing is kept yet."""
    kept = json.dumps({"unfolded": True, "drafts": {DRAFT: draft}})
    return f"localStorage['mbcourse-ledger'] ??= {json.dumps(kept)}"


def test_the_program_is_there_after_a_reload_and_on_the_way_back(browser, served):
    with opened(browser, f"{served}/{BGD}.html") as page:
        fill(page, SHALLOW[:7])
        page.reload()
        assert given(page) == SHALLOW[:7]
        expect(lists(page)[0].locator("li")).to_have_count(5)
        expect(board(page).get_by_role("status").last).to_be_empty()
        line(page, PROGRAM[0]).click()
        press(page, "Down")
        page.goto(f"{served}/{MINI}.html")
        assert given(page) == []
        page.go_back()
        assert given(page) == [PROGRAM[1], PROGRAM[0], *SHALLOW[2:7]]
        page.evaluate("mbLedger.clear()")
        page.reload()
        assert given(page) == []


@pytest.mark.parametrize("name", ["Start again", "Take out"])
def test_a_program_without_lines_is_forgotten(browser, served, name):
    with opened(browser, f"{served}/{BGD}.html") as page:
        line(page, PROGRAM[0]).press("Enter")
        assert page.evaluate("mbLedger.read().drafts") == {DRAFT: [[PROGRAM[0], 0]]}
        press(page, name)
        assert page.evaluate("mbLedger.read().drafts") == {}
        page.reload()
        assert given(page) == []


@pytest.fixture(scope="module")
def keeping(browser: Browser, served: str) -> Iterator[Page]:
    """A page whose browser keeps what tests put there."""
    with opened(browser, f"{served}/{BGD}.html", "") as page:
        yield page


@pytest.mark.parametrize(
    "draft",
    [
        [[PROGRAM[0], 0], ["a line of another edition", 1]],
        [[PROGRAM[0], 0], [PROGRAM[0], 0]],
        [[PROGRAM[0], 0], [PROGRAM[2].strip(), -1]],
        [[PROGRAM[0], 0.5]],
        [[PROGRAM[0], 99]],
        [[PROGRAM[0]]],
        [PROGRAM[0]],
        {"0": [PROGRAM[0], 0]},
        None,
    ],
    ids=["unknown", "twice", "negative", "fraction", "large", "short", "text", "object", "null"],
)
def test_a_damaged_draft_is_ignored_as_a_whole(keeping, draft):
    keeping.evaluate(f"() => {{ delete localStorage['mbcourse-ledger']; {with_draft(draft)} }}")
    keeping.reload()
    assert given(keeping) == []
    line(keeping, PROGRAM[0]).press("Enter")
    keeping.reload()
    assert given(keeping) == [PROGRAM[0]]


def test_lines_that_are_alike_are_put_in_once_each(browser, served):
    def with_twins(route: Route) -> None:
        there = route.fetch()
        before, after = there.text().split('<div class="mb-order"')
        after = after.replace("<pre>", "<pre>pass\npass\n", 1)
        route.fulfill(response=there, body=f'{before}<div class="mb-order"{after}')

    with opened(browser, "about:blank", "") as page:
        page.route(f"**/{BGD}.html", with_twins)
        page.add_init_script(f"if (location.host) {with_draft([['pass', 0], ['pass', 2]])}")
        page.goto(f"{served}/{BGD}.html")
        assert given(page) == ["pass", "        pass"]
        expect(lists(page)[0].locator("li")).to_have_count(12)


# 4. Where it shows


# `make test` meets each look, and each chapter, once.
@pytest.mark.parametrize(
    ("entry", "scheme", "width"),
    [
        (BGD, "light", 320),
        (MINI, "dark", 1280),
        pytest.param(BGD, "dark", 1280, marks=pytest.mark.prove),
        pytest.param(MINI, "light", 320, marks=pytest.mark.prove),
    ],
)
def test_everything_is_in_the_window_and_axe_finds_nothing(browser, served, scheme, entry, width):
    visit = Visit()
    page = open_page(browser, served, f"{entry}.html", visit, scheme)
    page.set_viewport_size({"width": width, "height": 900})
    program = KEYS[entry]["programs"][0]
    fill(page, [*program[:3], program[-1]])
    verdict(page)
    line(page, program[-1]).click()
    assert page.evaluate(STICKS_OUT) == []
    small = "buttons => buttons.map(b => b.getBoundingClientRect()).filter(b => b.width < 32 || b.height < 32).length"
    assert board(page).get_by_role("button").evaluate_all(small) == 0
    assert violations(page, ".mb-order") == []
    assert (visit.errors, visit.external, visit.missing) == ([], [], [])
    page.context.close()


def test_on_a_phone_the_buttons_are_in_the_window_and_cover_no_line_that_has_the_focus(browser, served):
    with opened(browser, f"{served}/{BGD}.html", viewport={"width": 360, "height": 640}) as page:
        fill(page, PROGRAM)
        for key in ("Tab", "Shift+Tab"):
            lines = board(page).locator("li button").all()
            (lines[0] if key == "Tab" else lines[-1]).focus()
            for _ in lines:
                assert page.evaluate(IS_CLEAR)
                page.keyboard.press(key)


def test_on_a_phone_nothing_covers_the_buttons_below_the_program(browser, served):
    with opened(browser, f"{served}/{BGD}.html", **PHONE | {"viewport": {"width": 360, "height": 640}}) as page:
        end = board(page).locator(".mb-order-end")
        end.scroll_into_view_if_needed()
        page.mouse.move(180, 200)
        page.mouse.wheel(0, 300)
        for _ in range(30):
            page.mouse.wheel(0, -30)  # up, at which the theme shows its button
            page.wait_for_timeout(LOOK)
            assert board(page).get_by_role("button").evaluate_all(COVERED) == []


def test_high_contrast_shows_the_chosen_line(browser, served):
    with opened(browser, f"{served}/{BGD}.html", forced_colors="active") as page:
        line(page, PROGRAM[0]).click()
        border = "button => getComputedStyle(button).borderTopWidth"
        assert line(page, PROGRAM[0]).evaluate(border) != line(page, PROGRAM[1]).evaluate(border)


def test_without_scripts_the_lines_are_listed_and_the_answer_opens_at_the_end(browser, served):
    with opened(browser, f"{served}/{BGD}.html", java_script_enabled=False) as page:
        expect(page.locator(".mb-order pre")).to_contain_text("theta, rows = start, []")
        page.get_by_role("link", name="Lines to order 1").first.click()
        end = page.locator("#order-lines-1-answers")
        end.locator("summary").click()
        expect(end.locator(".mb-order-program pre")).to_have_text("\n".join(PROGRAM))
        expect(end.locator(".mb-order-mistake")).to_have_count(len(MISTAKES))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_on_paper_the_lines_are_listed_and_the_answer_stands_at_the_end(browser: Browser, served, scripts):
    with opened(browser, f"{served}/{BGD}.html", java_script_enabled=scripts) as page:
        sheets = [" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in PdfDocument(page.pdf())]
    asked, answered = (text for text in sheets if "Lines to order 1" in text)
    assert "Lines to order 1, answered at the end" in asked and "In order" in answered
    assert EMPTY.strip() in asked and EMPTY.strip() in answered
    assert "The sign is wrong" not in asked and "The sign is wrong" in answered
    assert "Start again" not in asked


def test_script_and_style_sheet_are_small_and_only_where_they_are_used():
    folder = SITE / "_static" / "vendor" / "order-lines"
    assert sum(len(gzip.compress(file.read_bytes())) for file in folder.glob("*.[jc]s*")) < LIMIT
    assert "sortablejs" in (folder / "licences.txt").read_text("utf-8")
    pages = [path for path in SITE.rglob("*.html") if "order-lines.js" in path.read_text("utf-8")]
    assert {path.relative_to(SITE).with_suffix("").as_posix() for path in pages} == set(TASKS)
