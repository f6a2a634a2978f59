"""The notebooks that students get are what nbgrader makes of the sources now, and each can install the package."""

from exercises import corpus, make_handout

from .notebooks import ASSIGNMENTS


def test_stored_notebooks_are_what_nbgrader_generates(tmp_path):
    generated = make_handout.generate(ASSIGNMENTS, tmp_path)
    stored = {path.stem: path.read_text("utf-8") for path in make_handout.HANDOUT.iterdir()}
    assert stored.keys() == generated.keys()
    stale = [name for name in ASSIGNMENTS if stored[name] != generated[name]]
    assert stale == [], "run: make exercises"


def test_the_package_knows_the_cells_of_the_notebooks_that_students_get():
    stored = {path.stem: path.read_text("utf-8") for path in make_handout.RELEASED.iterdir()}
    handouts = {path.stem: path.read_text("utf-8") for path in make_handout.HANDOUT.iterdir()}
    assert stored == {name: make_handout.released(name, text) for name, text in handouts.items()}, "run: make exercises"


def test_all_assignments_install_the_package_by_the_same_cell():
    sources = {name: dict(corpus.Source(name).cells(grade=False, solution=False)) for name in ASSIGNMENTS}
    assert [list(cells)[:2] for cells in sources.values()] == [["install", "setup"]] * len(ASSIGNMENTS)
    assert len({cells["install"].source for cells in sources.values()}) == 1
