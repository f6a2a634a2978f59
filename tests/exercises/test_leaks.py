"""No line of a solution or a hidden test is in anything that students get.

The feedback pages, which only graded submissions have, are searched in test_through_nbgrader.py.
"""

import pytest

from exercises import corpus
from exercises.make_handout import HANDOUT
from tools import downloads, student_repo

from .leaks import KINDS, in_one_line, leaked, secret_lines

ASSIGNMENTS = corpus.assignments()


@pytest.fixture(scope="module")
def given_out(tmp_path_factory):
    """Content of every file that students get, by its place: the handout, the book's downloads, the students' folder.

    The wheel and the zips are among the downloads. The students' folder holds the release, generated afresh.
    """
    packed, written = tmp_path_factory.mktemp("downloads"), tmp_path_factory.mktemp("students")
    downloads.pack(packed)
    student_repo.write(written)
    return {
        f"{place}/{path.name}": path.read_bytes()
        for place, folder in (("handout", HANDOUT), ("downloads", packed), ("students", written))
        for path in folder.iterdir()
    }


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_nothing_that_is_given_out_holds_a_solution_or_a_hidden_test(given_out, assignment):
    secrets = set().union(*(secret_lines(assignment, kind) for kind in KINDS))
    assert [found for name, content in given_out.items() for found in leaked(secrets, name, content)] == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_there_is_something_to_search_for_and_the_search_finds_it_in_the_source(assignment):
    source = HANDOUT.parent / "source" / assignment / f"{assignment}.ipynb"
    for kind in KINDS:
        secrets = secret_lines(assignment, kind)
        cells = [in_one_line(cell.source) for cell in corpus.Source(assignment).notebook.cells]
        assert all(any(line in cell for line in secrets) for cell in cells if f"### BEGIN {kind}" in cell)
        found = {line for _, line in leaked(secrets, source.name, source.read_bytes())}
        assert len(found) > 0.9 * len(secrets)  # in the source a comment may stand within a line


def test_all_that_students_get_is_searched(given_out):
    wanted = {"handout": {"ipynb"}, "downloads": {"ipynb", "zip", "whl"}, "students": {"ipynb", "whl", "md", "txt"}}
    searched = {place: set() for place in wanted}
    for name in given_out:
        searched[name.partition("/")[0]].add(name.rpartition(".")[2])
    assert searched == wanted
