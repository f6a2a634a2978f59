"""Write ``handout/<assignment>.ipynb``, the notebook that students get, as nbgrader generates it.

The cells in it that nbgrader knows go into ``mbcourse/checks/released/<assignment>.json`` too, so that `mbcourse check`
can restore a student's notebook as grading does, and with them the names that each test needs, hidden lines included.

The result is stored with the course, so that the book, which offers it for download, is built without nbgrader; a test
fails while it differs from what this makes. The course is a temporary one: no gradebook of this folder changes, and
its ``release/``, which ``nbgrader generate_assignment`` skips where it finds one, stays the instructor's.
"""

import json
import shutil
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from exercises.corpus import EXERCISES, Source, assignments
from mbcourse.grading.assignments import managed_cells
from mbcourse.grading.reading import names_of
from mbcourse.grading.released import Released

HANDOUT = EXERCISES / "handout"
RELEASED = EXERCISES.parent / "mbcourse" / "checks" / "released"


def generate(names: list[str], course: Path) -> dict[str, str]:
    """Generate the students' notebooks in an empty folder, and return the text of each by its assignment's name."""
    shutil.copytree(EXERCISES / "source", course / "source")
    config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(EXERCISES)).load_config())
    config.CourseDirectory.root = str(course)
    api = NbGraderAPI(config=config)
    texts = {}
    for name in names:
        result = api.generate_assignment(name)
        if not result["success"]:
            raise RuntimeError(f"{name} cannot be generated:\n{result['log']}")
        texts[name] = (course / "release" / name / f"{name}.ipynb").read_text("utf-8")
    return texts


def released(name: str, text: str) -> str:
    """Return the text of an assignment's file for `mbcourse check`, from that of the student's notebook."""
    cells = tuple(managed_cells(nbformat.reads(text, as_version=4)))
    data = {"needs": _needs(name), "released": asdict(Released(name, name, {}, cells))}
    lines = json.dumps(data).split(', {"name"')  # a cell a line
    return ',\n{"name"'.join(lines) + "\n"


def _needs(name: str) -> dict[str, list[str]]:
    """Return the names that each test uses of what locked cells and Python define."""
    source = Source(name)
    answers = {each for solution in source.solutions.values() for each in names_of(solution).defined}
    tests = {key: names_of(test) for key, (test, _) in source.tests().items()}
    return {key: sorted(names.used - names.defined - answers) for key, names in tests.items()}


def write() -> None:
    """Write the students' notebook of each assignment."""
    with TemporaryDirectory() as folder:
        texts = generate(assignments(), Path(folder))
    HANDOUT.mkdir(exist_ok=True)
    RELEASED.mkdir(exist_ok=True)
    for name, text in texts.items():
        (HANDOUT / f"{name}.ipynb").write_text(text, "utf-8")
        (RELEASED / f"{name}.json").write_text(released(name, text), "utf-8")
        print(f"exercises/handout/{name}.ipynb and mbcourse/checks/released/{name}.json written")
