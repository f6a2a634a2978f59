"""The instructor's report: its counts, the similar pairs, and that text written by students is escaped."""

import base64
import csv
import json
import re
import shutil
import statistics
import time
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from nbgrader.api import Gradebook

from exercises import corpus
from mbcourse.cli import main
from mbcourse.grading import outcome
from mbcourse.grading.course import Course as GradedCourse
from mbcourse.grading.outcome import CORRUPT, FAILED, MISSING, OUTCOMES, PASSED, TIMEOUT, Result
from mbcourse.grading.report import similarity
from mbcourse.grading.report.items import discrimination, items
from mbcourse.grading.report.page import report
from mbcourse.grading.report.similarity import compare, fingerprints, tokens
from mbcourse.grading.results import Results
from tests.exercises.course import Course, fill

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

EVIL = "<script>alert(1)</script>"
WHY = "the test asks for __eq__ of an Odd"
LONG = similarity.K + similarity.WINDOW - 1


def result(scores, outcomes=None, parts=None, seconds=1.0):
    """A result with a test of one point for each score; ``parts`` are those of the hint to the first."""
    tests = tuple(
        outcome.Test(
            f"q{number}",
            (outcomes or {}).get(number, PASSED if score else FAILED),
            float(score),
            1.0,
            "What the student is told.\nRead: a page." if parts else "",
            0.1 * number,
            **(parts or {} if number == 1 else {}),
        )
        for number, score in enumerate(scores, 1)
    )
    return Result("{}", tests, "namespaces", seconds)


def class_of(*results):
    """Results of a class in one notebook."""
    return [(f"s{number}", "ps1", each) for number, each in enumerate(results)]


# Items


@given(st.lists(st.tuples(*[st.sampled_from([0.0, 0.5, 1.0])] * 4), min_size=3, max_size=30))
def test_discrimination_is_the_correlation_with_the_other_tests(class_scores):
    rest_of = [[sum(scores) - scores[place] for scores in class_scores] for place in range(4)]
    for place, item in enumerate(items(class_of(*map(result, class_scores)))):
        own = [scores[place] for scores in class_scores]
        if len(set(own)) == 1 or len(set(rest_of[place])) == 1:
            assert item.discrimination is None
        else:
            assert item.discrimination == pytest.approx(statistics.correlation(own, rest_of[place]), abs=1e-9)


def test_discrimination_is_one_for_a_test_that_agrees_and_minus_one_for_one_that_disagrees():
    scores = np.array([0.0, 0.0, 1.0, 1.0])
    assert discrimination(scores, scores + np.array([0, 0, 3, 3])) == pytest.approx(1)
    assert discrimination(scores, scores + np.array([3, 3, 0, 0])) == pytest.approx(-1)


@pytest.mark.parametrize("scores", [[], [1.0], [0.0, 1.0], [1.0, 1.0, 1.0, 1.0]])
def test_discrimination_is_undefined_where_it_has_no_meaning(scores):
    assert discrimination(np.array(scores), np.arange(len(scores)) + np.array(scores)) is None


def test_missing_and_unreadable_notebooks_fail_but_do_not_count_in_discrimination():
    ran = [result([1, 0]), result([0, 1]), result([1, 1]), result([1, 0])]
    absent = [result([0, 0], dict.fromkeys((1, 2), outcome)) for outcome in (MISSING, CORRUPT)]
    alone, together = items(class_of(*ran)), items(class_of(*ran, *absent))
    assert [item.discrimination for item in together] == [item.discrimination for item in alone]
    assert together[0].outcomes == Counter({PASSED: 3, FAILED: 1, MISSING: 1, CORRUPT: 1})
    assert together[0].failure_rate == pytest.approx(3 / 6)
    assert together[0].mean_share == pytest.approx(3 / 6)
    assert together[0].times == alone[0].times


def test_each_notebook_of_an_assignment_has_its_own_tests():
    rows = [("ada", "b", result([1])), ("ada", "a", result([0, 1])), ("emmy", "a", result([1, 1]))]
    assert [(item.notebook, item.name, item.count) for item in items(rows)] == [
        ("a", "q1", 2),
        ("a", "q2", 2),
        ("b", "q1", 1),
    ]


def test_messages_and_wrong_values_are_counted_apart_from_inputs_and_pages():
    hints = [{"problem": "wrong\nvalues", "got": f"[[ 1. ],\n [{got}]]", "expected": "4"} for got in (5, 5, 6)]
    hints += [{"problem": "It prints.", "page": "Chapter 1"}, None]
    (item,) = items(class_of(*(result([0], parts=parts) for parts in hints), result([1], parts={"problem": "unheard"})))
    assert item.messages == (("wrong values", 3), ("It prints.", 1), (FAILED, 1))
    assert item.values == (("[[ 1. ], [5]]", 2), ("[[ 1. ], [6]]", 1))


# Similarity

NAMES = st.sampled_from("abcdefgh")
STATEMENTS = st.lists(
    st.builds("{} = {} {} {}({})".format, NAMES, NAMES, st.sampled_from("+-*/%"), st.sampled_from(["f.x", "g"]), NAMES),
    min_size=6,
    max_size=30,
)


@given(STATEMENTS)
def test_names_numbers_comments_and_layout_make_no_difference(lines):
    source = "\n".join(lines)
    commented = "".join(f"{line}  # why\n\n" for line in lines)
    assert list(tokens(commented)) == list(tokens(source))
    renamed = re.sub(r"(?<!\.)\b([a-h])\b", r"longer_\1", source)
    assert list(tokens(renamed)) == list(tokens(source))
    assert list(tokens("x = 1\ny = 'a'")) == list(tokens("length = 2.5e3\nname = '''b'''"))


@given(STATEMENTS, STATEMENTS, STATEMENTS, STATEMENTS)
def test_a_long_enough_passage_in_common_is_always_noticed(before, passage, after, other):
    first, second = "\n".join(before + passage), "\n".join(passage + after)
    assert len(list(tokens("\n".join(passage)))) >= LONG
    assert fingerprints({"q1": first}).keys() & fingerprints({"q2": second}).keys()


@given(st.integers(0, similarity.K - 1))
def test_a_short_cell_has_no_fingerprint(length):
    assert fingerprints({"q1": " + ".join("x" * ((length + 1) // 2))}) == {}


@pytest.mark.parametrize(
    "source", ["def f(:\n  'open", "'''", "x = (", "\0", "  x\n y", "%matplotlib inline\nx = 1", "é€"]
)
def test_a_source_that_is_not_python_is_read_as_far_as_possible(source):
    assert isinstance(list(tokens(source)), list)
    assert fingerprints({"q1": source}) == {}


def written(rng, lines=40):
    """Code that nobody else writes: random operators and attributes."""
    operators, names = list("+-*/%@"), [f".part{number}" for number in range(40)]
    return "\n".join(f"x = y{rng.choice(names)} {rng.choice(operators)} z{rng.choice(names)}" for _ in range(lines))


def test_a_copy_under_other_names_is_found_and_independent_work_is_not():
    rng = np.random.default_rng(0)
    own = {f"s{number}": {"q1": written(rng), "q2": written(rng)} for number in range(30)}
    own["copy"] = {"q1": re.sub(r"\b[xyz]\b", "renamed", own["s3"]["q1"]), "q2": written(rng)}
    own["whole"] = {key: f"# mine\n{source}" for key, source in own["s7"].items()}
    comparison = compare(own, [])
    assert [(pair.first, pair.second) for pair in comparison.pairs] == [("s7", "whole")]
    assert comparison.pairs[0].similarity == 1
    assert comparison.pairs[0].cells == ("q1", "q2")
    del own["copy"]["q2"]
    assert {(pair.first, pair.second) for pair in compare(own, []).pairs} == {("copy", "s3"), ("s7", "whole")}


@pytest.mark.parametrize("size", [4, 20, 100])
def test_code_that_was_given_or_that_many_write_is_not_similar(size):
    rng = np.random.default_rng(1)
    given_code, usual = written(rng), written(rng)
    everybody = {f"s{number}": {"q1": f"{given_code}\n{usual}", "q2": written(rng, 3)} for number in range(size)}
    comparison = compare(everybody, [given_code])
    assert comparison.pairs == ()
    two = {"s0": {"q1": given_code}, "s1": {"q1": given_code}}
    assert compare(two, [given_code]).pairs == ()
    assert len(compare(two, []).pairs) == 1


@settings(max_examples=30)
@given(st.lists(STATEMENTS, min_size=2, max_size=5))
def test_a_similarity_is_a_share_and_names_each_pair_once(sources):
    comparison = compare({f"s{number}": {"q1": "\n".join(lines)} for number, lines in enumerate(sources)}, [])
    assert all(similarity.THRESHOLD <= pair.similarity <= 1 and pair.first < pair.second for pair in comparison.pairs)
    assert len({(pair.first, pair.second) for pair in comparison.pairs}) == len(comparison.pairs)


def test_a_very_long_cell_is_read_up_to_the_limit():
    source = "x = y + 1\n" * similarity.LONGEST
    assert sum(1 for _ in tokens(source)) > similarity.LONGEST
    began = time.process_time()
    assert fingerprints({"q1": source})
    assert time.process_time() - began < 10


WORST = "'" + r"\'" * 500_000  # for each character the tokenizer looks at the rest of the line


@pytest.mark.parametrize(
    "code",
    [
        {"q1": WORST},
        {f"q{number}": f"{WORST[:9000]}\n" * 10 for number in range(100)},
        {f"q{number}": "x = 1" for number in range(30_000)},
        {"q1": "(" * 10_000 + ")" * 10_000, "q2": "x" * 1_000_000, "q3": "\0" * 1_000_000, "q4": "\ud800 = '\udfff'"},
        {"q1": " " * 1_000_000, "q2": "if x:\n" + "".join(" " * depth + "if x:\n" for depth in range(1000))},
    ],
)
def test_what_is_read_of_a_submission_is_bounded_whatever_it_holds(code, monkeypatch):
    read = []
    monkeypatch.setattr(similarity, "tokens", lambda source: read.append(source) or tokens(source))
    compare({"ada": code, "emmy": code, "sofya": {"q1": "x = 1"}}, [])
    assert sum(map(len, read)) <= 3 * similarity.CODE
    assert max(len(line) for source in read for line in source.split("\n")) <= similarity.WIDTH


def test_a_long_line_and_much_code_are_compared_up_to_the_limit():
    rng = np.random.default_rng(3)
    shared = written(rng)
    one, two = (f"{shared}\n" + f"{name} = 1 + {name}\n" * similarity.CODE for name in ("x", "y"))
    assert [pair.similarity for pair in compare({"ada": {"q1": one}, "emmy": {"q1": two}}, []).pairs] == [1.0]


# The page and the tables


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A course with 300 results: three students' gradebook entries are missing, some texts are hostile."""
    root = tmp_path_factory.mktemp("course")
    course = Course(root)
    release = course.release("ps1")
    solutions = corpus.Source("ps1").solutions
    (released,) = GradedCourse(root).released("ps1")
    rng = np.random.default_rng(2)
    results = Results(root / "grading.db")
    for number in range(300):
        student = {0: f"{EVIL}0", 1: '=HYPERLINK("x")'}.get(number, f"s{number:03}")
        answer = written(np.random.default_rng(number), 30) if number < 298 else written(np.random.default_rng(9), 30)
        notebook = fill(release, solutions | {"q1": answer})
        tests = tuple(judged(name, cell.points, rng, number) for name, cell in released.tests.items())
        graded = Result(json.dumps(notebook), tests, "namespaces", float(rng.gamma(2)))
        results.put(released, student, "key", graded)
    results.close()
    return root


def judged(name, points, rng, number):
    """A test of a student who knows more or less; two students' tests were moved inside."""
    test = known_more_or_less(name, points, rng, number)
    if number not in (7, 9):
        return replace(test, judged=outcome.OUTSIDE)
    reason = WHY if name == "q1-values" else f"{outcome.WITH}q1-values"
    return replace(test, judged=outcome.INSIDE, reason=reason)


def known_more_or_less(name, points, rng, number):
    """A test of a student who knows more or less; the hint of the first student is hostile."""
    if rng.random() < 0.3 + 0.6 * number / 300:
        return outcome.Test(name, PASSED, points, points, "", float(rng.gamma(1)))
    failed_by = TIMEOUT if rng.random() < 0.1 else FAILED
    problem, got = (f"=1+{EVIL}", "") if number == 0 else ("wrong values", str(rng.integers(3)))
    return outcome.Test(name, failed_by, 0.0, points, problem, float(rng.gamma(1)), problem, got)


OWN = [
    {"cell_type": "code", "metadata": {"nbgrader": about}, "source": ["\ud800 = 1\n", "x = (" * 9]}
    for about in ([], {"grade_id": []}, {"grade_id": {}}, None, {"grade_id": "q1"})
]
ODD_NOTEBOOKS = ("", "[" * 100_000, '{"cells": []}', json.dumps({"cells": [*OWN * 1000, {"cell_type": "raw"}, {}]}))


def test_odd_submissions_stop_no_report(root, tmp_path, monkeypatch):
    """Texts of a megabyte that no file can hold, and notebooks that are none."""
    (released,) = GradedCourse(root).released("ps1")
    odd = "\ud800\x1b[2J" + "x " * 500_000
    wrong = {"hint": odd, "problem": odd, "got": odd, "judged": outcome.INSIDE, "reason": odd}
    tests = tuple(outcome.Test(name, FAILED, 0.0, cell.points, **wrong) for name, cell in released.tests.items())
    results = [(f"odd{n}", "ps1", Result(text, tests, "namespaces", 1.0)) for n, text in enumerate(ODD_NOTEBOOKS)]
    monkeypatch.setattr(Results, "all", lambda self, assignment: iter(results))
    report(GradedCourse(root), "ps1").write(tmp_path)
    files = [path.read_bytes() for path in tmp_path.iterdir()]
    assert [row["student"] for row in rows(tmp_path / "marks.csv")] == [student for student, *_ in results]
    assert not any(b"\x1b" in content for content in files)
    assert max(map(len, files)) < 1_000_000


@pytest.fixture(scope="module")
def folder(root):
    """The report, written once."""
    began = time.process_time()
    assert main(["report", "ps1", "--course", str(root)]) == 0
    assert time.process_time() - began < 30  # seconds, for 300 submissions
    return root / "report" / "ps1"


@pytest.fixture(scope="module")
def page(folder):
    return BeautifulSoup((folder / "report.html").read_text("utf-8"), "html.parser")


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_page_and_the_tables_say_the_same(folder, page, root):
    (released,) = GradedCourse(root).released("ps1")
    tests = rows(folder / "tests.csv")
    assert [row["test"] for row in tests] == list(released.tests)
    on_page = {row.th.text: row.find_all("td") for row in page.find("table").tbody.find_all("tr")}
    for row in tests:
        assert sum(int(row[outcome]) for outcome in OUTCOMES) == int(row["submissions"]) == 300
        assert on_page[row["test"]][1].text == f"{100 * float(row['failure_rate']):.0f} %"
        assert float(row["discrimination"]) > 0  # who knows more passes more
    marks = rows(folder / "marks.csv")
    assert len(marks) == 300
    assert all(0 <= float(row["mark"]) <= float(row["of"]) for row in marks)


def test_the_page_names_who_was_moved_inside_and_why(folder, page):
    inside = {(row["student"], row["test"]): row["reason"] for row in rows(folder / "inside.csv")}
    assert inside == {("s007", "q1-values"): WHY, ("s009", "q1-values"): WHY}
    (row,) = page.find(attrs={"aria-label": "Judged inside"}).tbody.find_all("tr")
    assert [cell.text for cell in row.find_all(["th", "td"])] == ["q1-values", "s007, s009", WHY]
    judged = {row["test"]: (row["judged_outside"], row["judged_inside"]) for row in rows(folder / "tests.csv")}
    assert {*judged.values()} == {("298", "2")}


def test_copies_of_three_are_listed_with_the_cell_and_nobody_is_accused(folder, page):
    pairs = {(row["first"], row["second"]): row["cells"] for row in rows(folder / "similar.csv")}
    assert pairs == {("s009", "s298"): "q1", ("s009", "s299"): "q1", ("s298", "s299"): "q1"}
    text = " ".join(page.text.split())
    assert "60 %" in text
    assert "a reason to read two notebooks side by side, and nothing more" in text
    assert not re.search(r"plagiari|cheat|dishonest|suspicious", text, re.IGNORECASE)


def test_what_students_wrote_is_escaped_in_the_page_and_not_a_formula_in_the_tables(folder, page):
    source = (folder / "report.html").read_text("utf-8")
    assert "<script" not in source
    assert f"=1+{EVIL}" in page.text
    cells = [
        cell for name in ("tests", "marks", "similar") for row in rows(folder / f"{name}.csv") for cell in row.values()
    ]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]


def test_the_page_is_self_contained_and_describes_its_figures(page):
    assert page.find("script") is None
    assert page.find("link") is None
    assert "default-src 'none'" in page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    pictures = page.find_all("img")
    assert len(pictures) == 3
    for picture in pictures:
        kind, _, content = picture["src"].partition("base64,")
        assert kind == "data:image/svg+xml;" and b"prefers-color-scheme:dark" in base64.b64decode(content)
        assert re.search(r"\d", picture["alt"])


def test_the_gradebook_has_the_last_word_on_marks(root, tmp_path):
    """What was marked by hand counts, and what is late is taken off."""
    shutil.copytree(root, tmp_path / "course")
    with Gradebook(f"sqlite:///{tmp_path / 'course' / 'gradebook.db'}", "mini-batch") as gradebook:
        gradebook.update_or_create_student("s100")
        submission = gradebook.update_or_create_submission("ps1", "s100")
        for grade in submission.notebooks[0].grades:
            grade.manual_score, grade.needs_manual_grade = grade.max_score, False
        submission.notebooks[0].late_submission_penalty = 3.0
        gradebook.db.commit()
    assert main(["report", "ps1", "--course", str(tmp_path / "course"), "--to", str(tmp_path / "report")]) == 0
    (mark,) = [row for row in rows(tmp_path / "report" / "marks.csv") if row["student"] == "s100"]
    assert (mark["mark"], mark["of"], mark["late_penalty"], mark["to_mark_by_hand"]) == ("17", "20", "3", "0")


@pytest.mark.parametrize(("assignment", "message"), [("ps9", "has not been released"), ("ps1", "mbcourse grade ps1")])
def test_without_results_the_command_says_what_to_do(root, tmp_path, capsys, assignment, message):
    shutil.copytree(root, tmp_path / "course", ignore=shutil.ignore_patterns("grading.db*", "report"))
    assert main(["report", assignment, "--course", str(tmp_path / "course")]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "course" / "report").exists()
