"""What `quiz` reads from a notebook: which options are right, and the feedback to each.

A reader who opens the notebook elsewhere sees its cells, and finds no answers there. They stand in the metadata of the
Markdown cell, under ``quiz``: a key for each quiz of the cell, in their order. A key is a list with the feedback to
each option, in Markdown, which begins as on the page, with "Right." or "Not this one.".
"""

import re
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any, NamedTuple

from markdown_it.tree import SyntaxTreeNode
from myst_nb.sphinx_ import SphinxNbRenderer
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

VERDICTS = {"Right.": True, "Not this one.": False}
PLACE = "quiz_keys"  # where the environment holds the cell that is read
LOGGER = logging.getLogger(__name__)


@dataclass
class Cell:
    """A cell with its keys; ``quizzes`` is how many of its quizzes have been read."""

    name: str
    keys: list[Any]
    quizzes: int = 0


class Feedback(NamedTuple):
    """What a reader is told who chose an option; ``verdict`` is one of `VERDICTS`."""

    letter: str
    verdict: str
    reason: str


def next_key(env: BuildEnvironment) -> tuple[str, Any]:
    """Return what the quiz that is read now is called, and its key, None if there is none."""
    cell: Cell | None = env.temp_data.get(PLACE)
    if cell is None:
        raise ValueError("a quiz stands in a Markdown cell of a notebook, whose metadata hold its key")
    cell.quizzes += 1
    key = cell.keys[cell.quizzes - 1] if cell.quizzes <= len(cell.keys) else None
    return f"cell {cell.name}, quiz {cell.quizzes}", key


def feedback(key: Any, n_options: int) -> list[Feedback]:
    """Return the feedback to each option."""
    if not isinstance(key, list) or len(key) != n_options:
        found = f"{len(key)} texts" if isinstance(key, list) else "no list"
        raise ValueError(f"{n_options} options, but {found} for it in the cell's metadata under `quiz`")
    return [said(letter, str(text)) for letter, text in zip(ascii_uppercase, key, strict=False)]


def said(letter: str, text: str) -> Feedback:
    """Return the feedback to an option, its verdict apart."""
    found = re.fullmatch(rf"({'|'.join(map(re.escape, VERDICTS))})\s+(.+)", text, re.DOTALL)
    if found is None:
        raise ValueError(f"the feedback to option {letter} begins with 'Right.' or 'Not this one.', and then says why")
    return Feedback(letter, found[1], found[2])


def render_cell(self: SphinxNbRenderer, token: SyntaxTreeNode) -> None:
    """Render a Markdown cell with its keys at hand."""
    index = token.meta["index"]
    name = self.nb_client.notebook.cells[index].get("id", f"number {index + 1}")
    cell = Cell(name, token.meta["metadata"].get("quiz", []))
    self.sphinx_env.temp_data[PLACE] = cell
    self.render_children(token)
    del self.sphinx_env.temp_data[PLACE]
    if cell.quizzes < len(cell.keys):
        said = f"cell {name}: `quiz` in its metadata has {len(cell.keys)} keys for {cell.quizzes} quizzes"
        LOGGER.warning("quiz: %s", said, location=(self.sphinx_env.docname, token.map[0]))


def hand_keys_over() -> None:
    """Make MyST-NB hand over the keys of a cell; by itself it leaves a Markdown cell's metadata unused."""
    SphinxNbRenderer.render_nb_cell_markdown = render_cell
