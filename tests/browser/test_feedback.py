"""Feedback pages and the instructor's report in a browser, light and dark: they can be read, and nothing runs."""

from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page

from exercises import corpus
from mbcourse.cli import main
from mbcourse.grading import course as graded
from mbcourse.grading import outcome
from mbcourse.grading.gradebook import Recorder
from mbcourse.grading.outcome import Result
from mbcourse.grading.results import Results
from tests.browser.looking import OPEN_ALL, WIDTHS
from tests.browser.visiting import STICKS_OUT, violations
from tests.exercises.course import Course, fill
from tests.exercises.leaks import secret_lines, text_of

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

RUNS = "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\"><svg onload='alert(1)'>"
HANDLERS = "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(name => /^on/.test(name))"
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="  # a PNG
FAILING = {
    "q1-values": ("CheckFailed", f"The anchor is missing. {RUNS}", outcome.FAILED),
    "q2-equal": ("Timeout", "no result after 60 seconds.", outcome.TIMEOUT),
    "q2-weights": ("Killed", "the answer ended the process that it ran in.", outcome.KILLED),
    "q4-plane": ("MemoryError", "too much", outcome.FAILED),
    "q5-path": ("Forged", "the answer's process reports success for whatever it runs.", outcome.FORGED),
}
NOT_JUDGED = "q7-values"
INSIDE = ("q5-path", "q6-equal")
WHY = "the test asks for __eq__ of an Odd"


def graded_notebook(release: nbformat.NotebookNode, released) -> Result:
    """What grading leaves of a notebook that tries to run something in its reader's browser."""
    answers = {
        "written": f"Because *h* is free. {RUNS}\n\n# A heading\n\n![a picture]({RUNS})",
        "q3": f"x = 1  # {RUNS}",
    }
    notebook = fill(release, corpus.Source("ps1").solutions | answers)
    tests = []
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in released.tests:
            cell.source = released.tests[grade_id].source
            name, text, became = FAILING.get(grade_id, ("", "", outcome.PASSED))
            lines = cell.source.splitlines()  # the whole test, as a traceback might show it
            if name:
                cell.outputs = [nbformat.v4.new_output("error", ename=name, evalue=text, traceback=lines)]
            points = released.tests[grade_id].points
            where = outcome.INSIDE if grade_id in INSIDE else outcome.OUTSIDE
            reason = {"q5-path": WHY, "q6-equal": f"{outcome.WITH}q5-path"}.get(grade_id, "")
            got = 0.0 if name or grade_id == NOT_JUDGED else points
            if grade_id == NOT_JUDGED:
                became, where, reason = outcome.NOT_JUDGED, "", "the instructor's own answer does not pass it"
            cell.metadata[outcome.JUDGED] = where or outcome.NOWHERE
            test = outcome.Test(grade_id, became, got, points, text, 0.1, judged=where, reason=reason)
            tests.append(test)
        elif cell.cell_type == "code":
            picture = {"image/png": DOT, "text/html": RUNS, "text/plain": RUNS}
            cell.outputs = [
                nbformat.v4.new_output("stream", text=f"\x1b[31m{RUNS}\x1b[0m"),
                nbformat.v4.new_output("display_data", data=picture),
                nbformat.v4.new_output("display_data", data={"text/html": RUNS, "text/plain": RUNS}),
            ]
    return Result(nbformat.writes(notebook), tuple(tests), "namespaces", 0.5)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A feedback page of such a notebook, and the report of its class."""
    root = tmp_path_factory.mktemp("course")
    course = Course(root)
    release = course.release("ps1")
    course.submit("ps1", "ada", release)
    ours = graded.Course(root)
    (released,) = ours.released("ps1")
    result = graded_notebook(release, released)
    with Recorder(ours.directory, ours.penalties) as recorder:
        recorder.record(released, "ada", result, {})
    with course.api.gradebook as gradebook:
        gradebook.find_comment("written", "ps1", "ps1", "ada").manual_comment = f"Say *why*. {RUNS}"
        gradebook.db.commit()
    results = Results(root / "grading.db")
    for student in ("ada", f"emmy{RUNS}"):
        results.put(released, student, "key", result)
    results.close()
    course.feedback("ps1", "ada")
    assert main(["report", "ps1", "--course", str(root)]) == 0
    return {
        "feedback": root / "feedback" / "ada" / "ps1" / "ps1.html",
        "report": root / "report" / "ps1" / "report.html",
    }


@pytest.fixture(scope="module", params=["feedback", "report"])
def opened(request: pytest.FixtureRequest, pages: dict[str, Path], browser: Browser):
    """A page, what it asked for beside itself, and what ran in it."""
    context = browser.new_context(bypass_csp=True)  # axe is a script; and the page alone must do
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(pages[request.param].as_uri(), wait_until="networkidle")
    ran = {"title": page.title() == "run", "scripts": page.evaluate("document.scripts.length")}
    ran["handlers"] = page.evaluate(HANDLERS)
    yield page, [url for url in asked if not url.startswith(("data:", pages[request.param].as_uri()))], ran
    context.close()


def test_the_page_asks_for_nothing_and_runs_nothing(opened: tuple[Page, list[str], dict]):
    _, asked, ran = opened
    assert asked == []
    assert ran == {"title": False, "scripts": 0, "handlers": []}


def test_the_page_fits_a_phone_and_axe_finds_no_violation(opened: tuple[Page, list[str], dict], scheme: str):
    page, *_ = opened
    page.emulate_media(color_scheme=scheme)
    page.evaluate(OPEN_ALL)
    sticking_out = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        sticking_out[width] = page.evaluate(STICKS_OUT)
    assert sticking_out == {width: [] for width in WIDTHS}
    assert violations(page) == []


def test_feedback_shows_each_outcome_hint_and_comment(pages: dict[str, Path], browser: Browser):
    page = browser.new_page()
    page.goto(pages["feedback"].as_uri())
    outcomes = {
        row.locator("th").inner_text(): row.locator("td").first.inner_text() for row in page.locator("tbody tr").all()
    }
    became = dict.fromkeys(corpus.Source("ps1").tests(), outcome.PASSED)
    became |= {name: of_test for name, (_, _, of_test) in FAILING.items()} | {NOT_JUDGED: outcome.NOT_JUDGED}
    assert outcomes == became | dict.fromkeys(("figure", "written"), "by hand")
    for name, (_, hint, _) in FAILING.items():
        assert hint in page.locator(f"#{name}").inner_text()
    assert "MemoryError: too much" in page.locator("#q4-plane").inner_text()
    assert "Say why." in page.locator("#written").inner_text()
    assert "Because h is free." in page.locator("#written").inner_text()
    assert page.locator("#figure img").evaluate("image => image.naturalWidth") == 1
    page.context.close()


def test_both_pages_show_where_each_test_was_judged_and_the_report_alone_says_why(
    pages: dict[str, Path], browser: Browser
):
    page = browser.new_page()
    tests = corpus.Source("ps1").tests()
    where = {name: outcome.INSIDE if name in INSIDE else outcome.OUTSIDE for name in tests} | {NOT_JUDGED: ""}
    page.goto(pages["feedback"].as_uri())
    shown = {row.locator("th").inner_text(): row.locator("td").last.inner_text() for row in rows(page, "#marks")}
    assert shown == where | dict.fromkeys(("figure", "written"), "")
    assert WHY not in page.content()
    assert "marked by hand" in page.locator(f"#{NOT_JUDGED}").inner_text()
    page.goto(pages["report"].as_uri())
    shown = {
        row.locator("th").inner_text(): row.locator("td").last.inner_text() for row in rows(page, "[aria-label=Tests]")
    }
    assert shown == where
    assert [row.inner_text().split("\t") for row in rows(page, "[aria-label='Judged inside']")] == [
        ["q5-path", "all", WHY]
    ]
    page.context.close()


def rows(page: Page, table: str) -> list[Locator]:
    return page.locator(f"{table} tbody tr").all()


def test_feedback_shows_no_hidden_test(pages: dict[str, Path]):
    text = text_of(pages["feedback"].read_text("utf-8"))
    assert [line for line in secret_lines("ps1", "HIDDEN TESTS") if line in text] == []
