"""A table's two forms say the same, cell by cell, and it is refused where a phone could not show it."""

import numpy as np
import pytest
from bs4 import BeautifulSoup
from numpy.testing import assert_allclose

from mbcourse import tables

ROWS = [("B < 5", np.int64(3), 0.51234, "0.0114 (0.008 to 0.02)"), ("BGD", 120, -1e-9, "-")]
TABLE = tables.Table("Losses & counts.", {"run": "", "updates": "d", "loss": ".3g", "of 200 runs": ""}, ROWS)


@pytest.fixture
def html():
    return BeautifulSoup(TABLE._repr_html_(), "html.parser")


def cells(line):
    return [" ".join(cell.get_text().split()) for cell in line.find_all(["th", "td"])]


def test_text_form_is_aligned():
    assert repr(TABLE).splitlines() == [
        "Losses & counts.",
        "run    updates    loss  of 200 runs",
        "B < 5        3   0.512  0.0114 (0.008 to 0.02)",
        "BGD        120  -1e-09  -",
    ]


def test_html_says_what_the_text_says(html):
    caption, *lines = repr(TABLE).splitlines()
    assert html.caption.get_text() == caption
    for power in html.find_all("sup"):
        power.replace_with(f"^{power.get_text()}")
    assert ["".join(cells(line)).replace(" ", "") for line in html.find_all("tr")] == [
        line.replace(" ", "").replace("-1e-09", "−10^−9") for line in lines
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("-0.5", "−0.5"),
        ("2.08e+06", "2.08 × 10^6"),
        ("below 1e-6", "below 10^−6"),
        ("-3e-07", "−3 × 10^−7"),
        ("5.7e+121 (3e+101 to 1.7e+142)", "5.7 × 10^121 (3 × 10^101 to 1.7 × 10^142)"),
        ("96.0% (95.6% to 96.2 %)", "96.0 % (95.6 % to 96.2 %)"),
        ("AVX2-1", "AVX2-1"),
        ("-", "-"),
    ],
)
def test_html_writes_numbers_as_the_text_of_a_page_does(text, shown):
    cell = BeautifulSoup(tables.Table("Numbers.", {"number": ""}, [[text]])._repr_html_(), "html.parser").tbody.th
    for power in cell.find_all("sup"):
        power.replace_with(f"^{power.get_text()}")
    assert cell.get_text().replace("\N{NO-BREAK SPACE}", " ") == shown


def test_html_names_each_column_and_each_row(html):
    assert [cell["scope"] for cell in html.thead.find_all("th")] == ["col"] * 4
    for line in html.tbody.find_all("tr"):
        first, *others = line.find_all(["th", "td"])
        assert (first.name, first["scope"]) == ("th", "row")
        assert [cell.name for cell in others] == ["td"] * 3


def test_numbers_stand_right_under_their_header_and_ranges_stay_whole(html):
    for line in html.find_all("tr"):
        styles = [cell["style"] for cell in line.find_all(["th", "td"])]
        assert styles == [f"text-align: {side}" for side in ("left", "right", "right", "left")]
    assert [part.get_text() for part in html.find_all(style="white-space: nowrap")] == ["(0.008 to 0.02)"]


def test_a_row_of_a_run_names_its_mark(html):
    assert [row.get("data-run") for row in html.tbody.find_all("th")] == [None, "bgd"]
    sizes = [(size, size) for size in (1, 5, 7, 10, 20, 60)]
    for header, names in (("batch size", ["sgd", "five", None, "ten", "twenty", None]), ("epoch", [None] * 6)):
        numbers = BeautifulSoup(tables.Table("Runs.", {header: "d", "n": "d"}, sizes)._repr_html_(), "html.parser")
        assert [cell.get("data-run") for cell in numbers.find_all(["th", "td"])][2::2] == names


def test_spread_is_the_median_and_the_outer_deciles():
    values = np.random.default_rng(0).normal(size=999)
    numbers = tables.spread(values, ".6f").replace("(", "").replace(")", "").replace(" to", "").split()
    ordered = np.sort(values)
    assert_allclose([float(number) for number in numbers], [ordered[499], *np.percentile(values, [10, 90])], atol=1e-6)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: tables.Table("Five.", dict.fromkeys("abcde", ""), ["abcde"]), "5 columns: give 1 to 4"),
        (lambda: tables.Table("None.", {}, [()]), "0 columns: give 1 to 4"),
        (lambda: tables.Table(" ", {"a": ""}, ["a"]), "caption is ' ': say in a sentence"),
        (lambda: tables.Table("Unnamed.", {"": ""}, ["a"]), "an empty header"),
        (lambda: tables.Table("Empty.", {"a": ""}, []), "rows is empty"),
        (lambda: tables.Table("Short.", {"a": "", "b": ""}, [("x",)]), r"a row has 1 values, \('x',\): give 2"),
        (lambda: tables.Table("Bad.", {"a": "d"}, [(1.5,)]), "1.5 does not suit the format 'd' of column 'a'"),
        (lambda: tables.Table("None.", {"a": ".3g"}, [(None,)]), "None does not suit the format '.3g' of column 'a'"),
        (lambda: tables.spread([]), "values is empty"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()
