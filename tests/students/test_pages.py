"""Each assignment has its page in the book, which says of it what the notebook says and offers what is packed."""

import re

import pytest
import yaml

from tests.book.pages import BOOK, ENTRIES

from .notebooks import ASSIGNMENTS, handout

PAGES = [f"problem-set-{name.removeprefix('ps')}" for name in ASSIGNMENTS]
HOW_TO = (BOOK / "_includes" / "working-on-a-problem-set.md").read_text("utf-8")
EACH_PAGE = pytest.mark.parametrize(("assignment", "entry"), list(zip(ASSIGNMENTS, PAGES, strict=True)))


def text(entry):
    return (BOOK / f"{entry}.md").read_text("utf-8")


def test_every_assignment_has_its_page_in_the_book():
    assert [entry for entry in ENTRIES if entry.startswith("problem-set-")] == PAGES


@EACH_PAGE
def test_page_has_the_notebooks_title_points_minutes_and_chapters(assignment, entry):
    title, about = re.match(r"# (.+)\n\n(Problem set .+)\n", handout(assignment).cells[0].source).groups()
    number = assignment.removeprefix("ps")
    assert about.startswith(f"Problem set {number} · ")
    assert f"\n# Problem set {number}: {title}\n" in text(entry)
    assert f"\n{about}\n" in re.sub(r"\[(\d+)\]\(part-\d+/0?\1-[\w-]+\.ipynb\)", r"\1", text(entry))


@EACH_PAGE
def test_lesson_plan_counts_on_the_minutes_that_the_page_says(assignment, entry):
    (minutes,) = re.findall(r"· about (\d+) minutes ·", text(entry))
    (plan,) = re.findall(rf"\]\({entry}\.md\)\n\n(.+)", text("teach-lessons"))
    assert plan.startswith(f"About {minutes} minutes of work, due ")


@EACH_PAGE
def test_points_are_those_of_the_cells(assignment, entry):
    points = sum(cell.metadata.get("nbgrader", {}).get("points", 0) for cell in handout(assignment).cells)
    assert f"· {points:g} points ·" in text(entry)


@EACH_PAGE
def test_page_offers_the_downloads_and_tells_how_to_work_with_them(assignment, entry):
    offered = re.findall(r"\{download\}`(\S+) <_assets/problem-sets/(\S+)>`", text(entry))
    assert offered == [(f"{assignment}.{kind}",) * 2 for kind in ("zip", "ipynb")]
    words = yaml.safe_load(text(entry).split("---\n")[1])["myst"]["substitutions"]
    assert words["notebook"] == f"`{assignment}.ipynb`"
    assert words["check"] == f"```bash\nmbcourse check {assignment}.ipynb\n```"
    assert text(entry).endswith("```{include} _includes/working-on-a-problem-set.md\n```\n")


def test_how_to_has_a_section_for_every_step():
    assert re.findall(r"^## (.+)$", HOW_TO, re.MULTILINE) == [
        "Start on your computer",
        "Start in Google Colab",
        "Work on it",
        "Check it before you hand in",
        "Hand it in",
    ]
