"""What MyST-NB leaves out of a Markdown cell: its tags, and the keys that directives read from its metadata.

A cell with tags becomes a container with a class for each, ``tag_`` and its name, as a code cell does.

A reader who opens the notebook elsewhere sees its cells, and finds no answers there. They stand in the metadata of the
Markdown cell, under the directive's name: a key for each of its uses in the cell, in their order.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from myst_nb.sphinx_ import SphinxNbRenderer
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

PLACE = "cell_keys"  # where the environment holds the cell that is read
LOGGER = logging.getLogger(__name__)
KEYED: set[str] = set()  # the directives that read keys


@dataclass
class Cell:
    """A cell with its metadata; ``used`` is how many keys of each directive have been read."""

    name: str
    metadata: dict[str, Any]
    used: Counter[str] = field(default_factory=Counter)


class Key(NamedTuple):
    """A key, None if there is none; ``place`` says where it belongs, ``id`` is the same in every build."""

    place: str
    id: str
    value: Any


def next_key(env: BuildEnvironment, directive: str) -> Key:
    """Return the key of the directive that is read now."""
    cell: Cell | None = env.temp_data.get(PLACE)
    if cell is None:
        raise ValueError(f"a {directive} stands in a Markdown cell of a notebook, whose metadata hold its key")
    cell.used[directive] += 1
    number = cell.used[directive]
    keys = cell.metadata.get(directive, [])
    value = keys[number - 1] if number <= len(keys) else None
    return Key(f"cell {cell.name}, {directive} {number}", f"{env.docname}/{cell.name}/{directive}-{number}", value)


def render_cell(self: SphinxNbRenderer, token: SyntaxTreeNode) -> None:
    """Render a Markdown cell with its keys at hand."""
    index = token.meta["index"]
    name = self.nb_client.notebook.cells[index].get("id", f"number {index + 1}")
    cell = Cell(name, token.meta["metadata"])
    parent, start = self.current_node, len(self.current_node)
    self.sphinx_env.temp_data[PLACE] = cell
    self.render_children(token)
    del self.sphinx_env.temp_data[PLACE]
    if tags := cell.metadata.get("tags"):
        if self.current_node is not parent:
            raise ValueError(f"cell {name} of {self.sphinx_env.docname} has tags, {tags}: put its heading into another")
        parent[start:] = [nodes.container("", *parent[start:], classes=[f"tag_{tag}" for tag in tags])]
    for directive in sorted(KEYED):
        keys, used = len(cell.metadata.get(directive, [])), cell.used[directive]
        if used < keys:
            said = f"cell {name}: `{directive}` in its metadata has {keys} keys for {used} of them"
            LOGGER.warning("%s: %s", directive, said, location=(self.sphinx_env.docname, token.map[0]))


def hand_over(directive: str) -> None:
    """Make MyST-NB hand over a directive's keys; by itself it leaves a Markdown cell's metadata unused."""
    KEYED.add(directive)
    SphinxNbRenderer.render_nb_cell_markdown = render_cell
