"""The lines to order in chapters 3 and 5: by mouse, finger and keyboard, with what is said of each program."""

import gzip
import re
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from tests.book.pages import notebook
from tests.browser.visiting import AXE, SITE, STICKS_OUT, Visit, open_page, opened

BGD = "part-1/03-batch-gradient-descent"
MINI = "part-1/05-mini-batches"
BOTH = [BGD, MINI]
DESK = {"viewport": {"width": 1280, "height": 1400}, "reduced_motion": "reduce"}
LIMIT = 20_000  # bytes of script and style sheet, compressed
VIOLATIONS = """async () => (await axe.run(".mb-order")).violations
    .map(v => `${v.id}: ${v.nodes.map(n => n.html).join(" | ")}`)"""
LISTEN = "addEventListener('mb:answer', ({ target, detail }) => { window.told = { key: target.dataset.key, ...detail } })"


def key_of(entry: str) -> dict:
    (key,) = [key for cell in notebook(entry).cells for key in cell.metadata.get("order-lines", [])]
    return key


KEYS = {entry: key_of(entry) for entry in BOTH}
PROGRAM, MISTAKES = KEYS[BGD]["programs"][0], KEYS[BGD]["mistakes"]


def steps(line: str) -> int:
    return (len(line) - len(line.lstrip())) // 4


def board(page: Page) -> Locator:
    return page.get_by_role("group", name="Lines to order")


def line(page: Page, text: str) -> Locator:
    """The button of a line, wherever it is."""
    return board(page).get_by_role("listitem").get_by_role("button").filter(
        has=page.get_by_text(text.strip(), exact=True)
    )


def given(page: Page) -> list[str]:
    """The program as it stands."""
    return board(page).get_by_role("list", name="Program").evaluate(
        """list => [...list.children].map(item => " ".repeat(4 * item.style.getPropertyValue("--mb-steps"))
            + item.querySelector("button > span").textContent)"""
    )


def press(page: Page, name: str) -> None:
    board(page).get_by_role("button", name=name, exact=True).click()


def fill(page: Page, program: list[str]) -> None:
    """Put lines into the program by the buttons, which say how deep an editor would indent each."""
    for text in program:
        line(page, text).click()
        press(page, "Put in")
        missing = steps(text) - steps(given(page)[-1])
        for _ in range(abs(missing)):
            press(page, "Indent" if missing > 0 else "Outdent")
    assert given(page) == program


def verdict(page: Page) -> Locator:
    press(page, "Check")
    return board(page).locator(".mb-verdict")


def drop_point(page: Page) -> tuple[float, float]:
    """Where a line is dropped to be the program's last: in the lower half of the last one."""
    program = board(page).get_by_role("list", name="Program")
    inside = program.get_by_role("listitem")
    box = (inside.last if inside.count() else program).bounding_box()
    return box["x"] + 20, box["y"] + box["height"] - 6


# 1. Ways to order


@pytest.mark.parametrize("entry", BOTH)
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
            page.mouse.up()
        assert given(page) == program
        expect(verdict(page)).to_contain_text("Right.")


def test_by_mouse_lines_change_places_and_leave(browser, served):
    with opened(browser, f"{served}/{MINI}.html", **DESK) as page:
        first, second, *_ = program = KEYS[MINI]["programs"][0]
        fill(page, [second.strip(), first])
        drag(page, line(page, second), line(page, first), below=True)
        assert given(page) == [first, second.strip()]
        drag(page, line(page, first), line(page, program[2]), below=True)
        assert given(page) == [second.strip()]
        expect(board(page).get_by_role("list", name="Lines to choose from").get_by_role("listitem")).to_have_count(10)


def drag(page: Page, one: Locator, other: Locator, below: bool) -> None:
    """Drag a line to another one."""
    box, there = one.bounding_box(), other.bounding_box()
    x = box["x"] + 10
    page.mouse.move(x, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(x, box["y"] + box["height"] / 2 + 8)
    page.mouse.move(x, there["y"] + (there["height"] - 4 if below else 4), steps=6)
    page.mouse.up()


def test_by_touch_lines_are_tapped_and_dragged(browser, served):
    options = {"has_touch": True, "is_mobile": True, "viewport": {"width": 360, "height": 1000}}
    with opened(browser, f"{served}/{MINI}.html", **options) as page:
        program = KEYS[MINI]["programs"][0]
        for text in program[:-1]:
            line(page, text).tap()
            board(page).get_by_role("button", name="Put in", exact=True).tap()
        touch_drag(page, line(page, program[-1]), sideways=16 * steps(program[-1]))
        assert given(page) == program
        board(page).get_by_role("button", name="Check").tap()
        expect(board(page).locator(".mb-verdict")).to_contain_text("Right.")


def touch_drag(page: Page, one: Locator, sideways: float) -> None:
    """Drag a line to the end of the program with a finger, which rests on it first."""
    one.scroll_into_view_if_needed()
    box = one.bounding_box()
    x, y = box["x"] + 20, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    touch(session, "touchStart", x, y)
    page.wait_for_timeout(300)
    height = drop_point(page)[1]
    for share in (0.1, 0.4, 0.8, 1):
        touch(session, "touchMove", x, y + share * (height - y))
    touch(session, "touchMove", x + sideways, height)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def touch(session, kind: str, x: float, y: float) -> None:
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})


def test_by_keyboard_alone_and_the_focus_stays_with_the_line(browser, served):
    with opened(browser, f"{served}/{BGD}.html") as page:
        line(page, PROGRAM[1]).focus()
        page.keyboard.press("Enter")
        expect(line(page, PROGRAM[1])).to_be_focused()
        expect(board(page).get_by_role("status").last).to_have_text("In the program, line 1 of 1, indented by 0 spaces.")
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


def test_a_line_says_how_far_it_is_indented_and_the_page_how_to_order(browser, served):
    with opened(browser, f"{served}/{BGD}.html") as page:
        fill(page, PROGRAM[:2])
        expect(line(page, PROGRAM[1])).to_have_accessible_name(f"{PROGRAM[1].strip()} , indented by 4 spaces")
        expect(line(page, PROGRAM[1])).to_have_attribute("aria-pressed", "true")
        expect(board(page)).to_have_accessible_description(re.compile("Enter puts it in or takes it out"))


# 2. What is said


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ([], "Put lines into the program first."),
        ([PROGRAM[0], "    theta, rows = start, []"], r"Line 2 is not right: theta, rows = start, \[\]A history that"),
        (PROGRAM[:2], "These lines belong in, and 6 more are missing."),
        ([*PROGRAM[:5], PROGRAM[6], PROGRAM[5], PROGRAM[7]], "right up to line 5. Line 6 does not come next: rows.append"),
        ([*PROGRAM[:6], "    rows.append(theta)", PROGRAM[7]], "To which block does line 7 belong. rows.append"),
        (PROGRAM, "Right. Each pass takes the gradient"),
    ],
    ids=["empty", "mistake", "missing", "order", "indent", "right"],
)
def test_one_thing_is_said_at_a_time(browser, served, program, said):
    with opened(browser, f"{served}/{BGD}.html") as page:
        page.evaluate(LISTEN)
        fill(page, program)
        expect(verdict(page)).to_have_text(re.compile(said))
        wrong = board(page).locator("[data-verdict=wrong]")
        expect(wrong).to_have_count(0 if re.match("Put|These|Right", said) else 1)
        told = page.evaluate("window.told")
        if not program:
            assert told is None
            return
        cell = f"{BGD}/bat-34a/order-lines-1"
        answer = {"answer": "\n".join(program), "isRight": program == PROGRAM, "right": "\n".join(PROGRAM)}
        assert told == {"key": cell} | answer
        line(page, program[0]).click()
        press(page, "Down" if len(program) > 1 else "Outdent")
        expect(board(page).locator(".mb-verdict")).to_be_empty()
        expect(wrong).to_have_count(0)


def test_start_again_takes_all_lines_out(browser, served):
    with opened(browser, f"{served}/{BGD}.html") as page:
        fill(page, PROGRAM[:3])
        verdict(page)
        press(page, "Start again")
        assert given(page) == []
        expect(board(page).locator(".mb-verdict")).to_be_empty()
        expect(board(page).get_by_role("listitem")).to_have_text(page.locator(".mb-order pre").inner_text().split("\n"))


# 3. Where it shows


@pytest.mark.parametrize("entry", BOTH)
@pytest.mark.parametrize("width", [320, 1280])
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
    page.add_script_tag(path=AXE)
    assert page.evaluate(VIOLATIONS) == []
    assert (visit.errors, visit.external, visit.missing) == ([], [], [])
    page.context.close()


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
        paper = " ".join(
            " ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(page.pdf())).pages
        )
    asked, answered = paper.rsplit("Answers", 1)
    assert "Lines to order 1, answered at the end" in asked
    assert "theta, rows = start, []" in asked and "no line yet" not in paper and "Start again" not in paper
    assert "The sign is wrong" in answered and "The sign is wrong" not in asked
    assert "return np.array(rows) Each pass takes the gradient" in answered


def test_script_and_style_sheet_are_small_and_only_where_they_are_used():
    folder = SITE / "_static" / "vendor" / "order-lines"
    assert sum(len(gzip.compress(file.read_bytes())) for file in folder.glob("*.[jc]s*")) < LIMIT
    assert "sortablejs" in (folder / "licences.txt").read_text("utf-8")
    pages = [path for path in SITE.rglob("*.html") if "order-lines.js" in path.read_text("utf-8")]
    assert {path.relative_to(SITE).with_suffix("").as_posix() for path in pages} == set(BOTH)
