"""The corpus `attacks/`: each file is named after what it tries; its docstring describes it.

- ``cells/``: cells in the percent format. ``own`` is a cell that the student added before the first question, ``own
  times 9`` nine of them, ``end`` one after everything else; ``q3`` is an answer, ``answers`` every answer. An answer
  marked ``honest`` is also in the attack's honest twin; all other answers of the twin are as released.
- ``judge/``: the same format, against the grader itself: the student's process sends the judge other replies.
- ``files/``: a function that changes the submitted notebook, or the files beside it.
- ``zips/``: a function that packs a zip to collect; it is not graded.

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
    "PORT": "PORT = {port}",  # a port that is listened on, on this machine
    "every": "every = lambda f: globals().update(dict.fromkeys({names!r}, f))",  # answers all questions with a function
    "number": "number = {names!r}.index",  # the number of a question, by the name of its function
    # The functions of the student's process that answer the judge, by request.
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
        """Whether a right solution is submitted and graded before the attack."""
        return "\nFIRST = " in self.path.read_text("utf-8")

    def source(self, place: Place) -> str:
        """Its code, in which the names from `outside` are filled in for this place."""

        def outside(line: "re.Match[str]") -> str:
            names = [corpus.function(PS, key, corpus.Source(PS).solutions[key]).__name__ for key in QUESTIONS]
            known = {"course": str(place.course), "mark": MARK + self.name, "port": place.port, "names": names}
            return "\n".join(OUTSIDE[name].format_map(known) for name in line[1].split(", "))

        return re.sub(r"^from outside import (.+)$", outside, self.path.read_text("utf-8"), flags=re.MULTILINE)

    def functions(self, place: Place) -> dict[str, Any]:
        """The names that an attack defines if it runs here, not in a notebook."""
        names: dict[str, Any] = {}
        exec(compile(self.source(place), str(self.path), "exec"), names)
        return names

    def hand_in(self, place: Place) -> None:
        """Submit it in the course, as a student named after it."""
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
        chosen = [
            (header.removesuffix(" honest"), source) for header, source in cells if not twin or "honest" in header
        ]
        answers = {key: source for header, source in chosen if header == "answers" for key in QUESTIONS}
        answers |= {header: source for header, source in chosen if header in QUESTIONS}
        notebook = fill(place.released, answers)
        before = [new_code_cell(source) for header, source in chosen for _ in range(_times(header))]
        place_of_first = next(n for n, cell in enumerate(notebook.cells) if _id(cell) == QUESTIONS[0])
        after = [new_code_cell(source) for header, source in chosen if header == "end"]
        notebook.cells = [*notebook.cells[:place_of_first], *before, *notebook.cells[place_of_first:], *after]
        return notebook


def _times(header: str) -> int:
    match = re.fullmatch(r"own(?: times (\d+))?", header)
    return int(match[1] or 1) if match else 0


def _id(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def attacks(*kinds: str) -> list[Attack]:
    """The attacks of these kinds, by kind and name."""
    return [Attack(path) for kind in kinds for path in sorted((ATTACKS / kind).glob("*.py"))]
