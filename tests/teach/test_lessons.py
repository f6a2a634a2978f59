"""The lesson plans cover every chapter and problem set, and their minutes add up."""

import re

import pytest

from tests.book.pages import BOOK, CHAPTERS, ENTRIES, markdown

TEXT = (BOOK / "teach-lessons.md").read_text("utf-8")
PLANS = re.findall(
    r"^## (Chapter|Problem set) (\d+): \[([^\]\n]+)\]\(([^)\n]+)\.\w+\)\n(.*?)(?=^## |\Z)",
    TEXT,
    re.DOTALL | re.MULTILINE,
)
LASTS = {"Chapter": 50, "Problem set": 25}


def test_every_chapter_and_problem_set_has_a_plan():
    planned = [page for _, _, _, page, _ in PLANS]
    assert planned == CHAPTERS + [entry for entry in ENTRIES if entry.startswith("problem-set-")]


@pytest.mark.parametrize(("kind", "number", "title", "page", "plan"), PLANS, ids=[plan[3] for plan in PLANS])
def test_plan_names_its_page_lasts_as_long_as_said_and_warns(kind, number, title, page, plan):
    heading = next(markdown(page)).split("# ", 1)[1].splitlines()[0]
    assert heading.removeprefix(f"{kind} {number}: ") == title
    assert re.search(rf"/0?{number}-" if kind == "Chapter" else rf"-{number}$", page)
    assert sum(map(int, re.findall(r"^\| (\d+) \|", plan, re.MULTILINE))) == LASTS[kind]
    misconceptions = re.findall(r'^"[^"]+[.?]"\n: (.+(?:\n.+)*)', plan, re.MULTILINE)
    assert len(misconceptions) >= 3
    assert all("Ask" in answer for answer in misconceptions)
