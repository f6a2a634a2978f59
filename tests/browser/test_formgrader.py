"""formgrader in a browser: an assignment is listed, a submission opens, a mark by hand and a comment are stored."""

import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import Browser, Page, expect

from tests.exercises.course import Course, fill
from tests.teach.guide import SERVERS

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

TOKEN = "formgrader-test"
START_UP_SECONDS = 60


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with one graded submission, whose text and figure wait for a marker."""
    course = Course(tmp_path_factory.mktemp("course"))
    release = course.release("ps1")
    course.submit("ps1", "ada", fill(release, {"written": "The bowl is *steeper*."}))
    course.autograde("ps1", "ada")
    return course.root


@pytest.fixture(scope="module")
def formgrader(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the guide's command in the course's folder, on a free port of the loopback address; yield the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command, *arguments = shlex.split(SERVERS["Mark by hand"])
    options = [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1", "--no-browser"]
    options += [f"--IdentityProvider.token={TOKEN}"] + (["--allow-root"] if os.geteuid() == 0 else [])
    home = tmp_path_factory.mktemp("home")
    log = home / "server.log"
    with log.open("w") as file:
        server = subprocess.Popen(
            [shutil.which(command, path=str(Path(sys.executable).parent)), *arguments, *options],
            cwd=course,
            env=os.environ | {"HOME": str(home)},
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/api/status?token={TOKEN}", server, log)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    """Wait until the server answers."""
    end = time.monotonic() + START_UP_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            urlopen(address, timeout=5).close()
            return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    pytest.fail(f"the server does not answer:\n{log.read_text()}", pytrace=False)


@pytest.fixture(scope="module")
def page(browser: Browser, formgrader: str) -> Iterator[Page]:
    """A page that is logged in."""
    expect.set_options(timeout=1000 * START_UP_SECONDS)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{formgrader}/tree?token={TOKEN}")
    yield page
    context.close()


def grades(course: Path) -> tuple[float | None, str | None]:
    """The stored mark by hand and comment on the text."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "mini-batch") as gradebook:
        where = ("written", "ps1", "ps1", "ada")
        return gradebook.find_grade(*where).manual_score, gradebook.find_comment(*where).manual_comment


def test_formgrader_is_in_the_menu_that_the_guide_names(page):
    page.get_by_role("menuitem", name="Nbgrader").click()
    expect(page.get_by_role("menuitem", name="Formgrader", exact=True)).to_be_visible()


def test_the_assignment_is_listed_with_its_submission(page, formgrader):
    page.goto(f"{formgrader}/formgrader/manage_assignments")
    row = page.locator("tr", has=page.get_by_role("link", name="ps1", exact=True))
    expect(row).to_be_visible()
    expect(row.locator("td.num-submissions")).to_have_text("1")


def test_a_mark_by_hand_and_a_comment_are_stored(page, formgrader, course):
    assert grades(course) == (None, None)
    page.goto(f"{formgrader}/formgrader/gradebook")
    page.get_by_role("link", name="ps1", exact=True).click()
    page.get_by_role("link", name="ps1", exact=True).last.click()
    page.get_by_role("link", name="Submission #1").click()
    expect(page.get_by_text("The bowl is steeper.")).to_be_visible()
    # What is stored so far comes after the page, and no change is saved before.
    page.wait_for_function("formgrader.grades?.loaded && formgrader.comments?.loaded")
    score, comment = page.locator("input#written"), page.locator("textarea#written-comment")
    for field, text, kind in ((score, "1.5", "grade"), (comment, "Which eigenvalue?", "comment")):
        field.fill(text)
        with page.expect_response(lambda r, kind=kind: f"/api/{kind}/" in r.url and r.request.method == "PUT"):
            field.blur()
    page.reload()
    expect(score).to_have_value("1.5")
    expect(comment).to_have_value("Which eigenvalue?")
    assert grades(course) == (1.5, "Which eigenvalue?")
