"""Imports made quick: jsonschema without what no notebook asks of it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module

OF_ADDRESSES = ("rfc3986_validator", "rfc3987_syntax")


def quick_jsonschema() -> None:
    """Import jsonschema, which nbformat needs, without its check of web addresses.

    For that one it builds a grammar, where a package for it is installed, which takes most of a second; no notebook's
    schema asks for it.
    """
    with without(*OF_ADDRESSES), suppress(ModuleNotFoundError):
        import_module("jsonschema")


@contextmanager
def without(*modules: str) -> Iterator[None]:
    """Do what follows as if these modules were not installed, unless they are imported already."""
    hidden = [name for name in modules if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: not to be found
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
