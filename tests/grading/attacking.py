"""The corpus `attacks/`: each file is named by what it tries, which its docstring says.

- ``cells/``: cells in the percent format. ``own`` is a cell of the student's own before the first question, ``end`` one
  behind everything, ``own times 9`` nine of them; ``q3`` is an answer, ``answers`` every answer. An answer that is
  called ``honest`` stands in the attack's honest twin as well; all other answers of the twin are as released.
- ``judge/``: the same against the grader itself: the student's process answers the judge in another way.
- ``files/``: a function that changes the notebook that is handed in, or what lies beside it.
- ``zips/``: a function that packs what is collected; nobody grades it.

``from outside import ...`` in them names what an attacker would have found out: see `OUTSIDE`.
"""

import ast
import copy
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from exercises import corpus
from tests.exercises.course import fill

from .place import MARK, PS, Place

ATTACKS = Path(__file__).with_name("attacks")
QUESTIONS = tuple(corpus.Source(PS).solutions)

# What attacks import from `outside`.
OUTSIDE = {
    "COURSE": "COURSE = {course!r}",  # the course's folder
    "MARK": "MARK = {mark!r}",  # what to write where nothing may be written
    "PORT": "PORT = {port}",  # where somebody listens on this machine
    "every": "every = lambda f: globals().update(dict.fromkeys({names!r}, f))",  # answers all questions with a function
    "number": "number = {names!r}.index",  # of the function that a question asks for
    # How the student's process answers the judge, by what it is asked to do.
    "actions": """
import gc
actions = next(each for each in gc.get_objects() if type(each) is dict and "call" in each and "run" in each)""",
    # The socket to the judge.
    "channel": """
import gc, socket
channel = next(each for each in gc.get_objects() if type(each) is socket.socket)""",
    "wire": "from mbcourse.grading.confined import wire",
}


@dataclass(frozen=True)
class Attack:
    """One file of the corpus."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def kind(self) -> str:
        return self.path.parent.name

    @property
    def tries(self) -> str:
        """What it tries, in a line."""
        text = ast.get_docstring(ast.parse(self.path.read_text("utf-8"))) or ""
        return " ".join(text.split())

    @property
    def first(self) -> bool:
        """Whether a right solution is handed in and graded before it."""
        return "\nFIRST = " in self.path.read_text("utf-8")

    def source(self, place: Place) -> str:
        """Its code, with what it knows of the place."""

        def given(found: "re.Match[str]") -> str:
            names = [corpus.function(PS, key, corpus.Source(PS).solutions[key]).__name__ for key in QUESTIONS]
            known = {"course": str(place.course), "mark": MARK + self.name, "port": place.port, "names": names}
            return "\n".join(OUTSIDE[name].format_map(known) for name in found[1].split(", "))

        return re.sub(r"^from outside import (.+)$", given, self.path.read_text("utf-8"), flags=re.MULTILINE)

    def functions(self, place: Place) -> dict[str, Any]:
        """What an attack that is run here, not in a notebook, defines."""
        names: dict[str, Any] = {}
        exec(compile(self.source(place), str(self.path), "exec"), names)
        return names

    def hand_in(self, place: Place) -> None:
        """Put it into the course as what a student of its name hands in."""
        folder = place.folder(self.name)
        if self.kind == "files":
            notebook = copy.deepcopy(place.released)
            text = self.functions(place)["change"](notebook, folder)
            text = json.dumps(notebook) if text is None else text
        else:
            text = nbformat.writes(self._filled(place, twin=False))
        if text:
            (folder / f"{PS}.ipynb").write_text(text, "utf-8", "surrogatepass")

    def twin(self, place: Place) -> NotebookNode:
        """The same notebook without the attack."""
        return self._filled(place, twin=True) if self.kind in ("cells", "judge") else place.released

    def _filled(self, place: Place, twin: bool) -> NotebookNode:
        _, *parts = re.split(r"^# %% (.+)\n", self.source(place), flags=re.MULTILINE)
        cells = list(zip(parts[::2], parts[1::2], strict=True))
        wanted = [
            (header.removesuffix(" honest"), source) for header, source in cells if not twin or "honest" in header
        ]
        answers = {key: source for header, source in wanted if header == "answers" for key in QUESTIONS}
        answers |= {header: source for header, source in wanted if header in QUESTIONS}
        notebook = fill(place.released, answers)
        before = [new_code_cell(source) for header, source in wanted for _ in range(_times(header))]
        place_of_first = next(n for n, cell in enumerate(notebook.cells) if _id(cell) == QUESTIONS[0])
        behind = [new_code_cell(source) for header, source in wanted if header == "end"]
        notebook.cells = [*notebook.cells[:place_of_first], *before, *notebook.cells[place_of_first:], *behind]
        return notebook


def _times(header: str) -> int:
    found = re.fullmatch(r"own(?: times (\d+))?", header)
    return int(found[1] or 1) if found else 0


def _id(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def attacks(*kinds: str) -> list[Attack]:
    """The attacks of these kinds, by kind and name."""
    return [Attack(path) for kind in kinds for path in sorted((ATTACKS / kind).glob("*.py"))]
