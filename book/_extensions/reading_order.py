"""What `ledger` and `review` share: the pages of the book in the order of reading, which both gather."""

from collections.abc import Iterator

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

GATHERS = "gathers"  # in a page's metadata


def pages(env: BuildEnvironment, name: str | None = None) -> Iterator[str]:
    """Yield the names of all pages, from the root on."""
    name = env.config.root_doc if name is None else name
    yield name
    for inner in env.toctree_includes.get(name, []):
        yield from pages(env, inner)


def title(env: BuildEnvironment, name: str) -> str:
    """Return a page's title, with its number if it has one."""
    number, text = env.toc_secnumbers.get(name, {}).get("", ()), env.titles[name].astext()
    return f"{'.'.join(map(str, number))}. {text}" if number else text


def note_that_it_gathers(env: BuildEnvironment) -> None:
    """Have the page that is read now written anew whenever another changes."""
    env.metadata[env.docname][GATHERS] = "yes"


def outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages that gather from others."""
    return [name for name in env.all_docs if GATHERS in env.metadata[name]]
