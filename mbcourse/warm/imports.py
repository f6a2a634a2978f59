"""A quick import of jsonschema: without the part that no notebook uses."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module

ADDRESS_CHECKERS = ("rfc3986_validator", "rfc3987_syntax")


def quick_jsonschema() -> None:
    """Import jsonschema, which nbformat needs, without its check of web addresses.

    Where a package for that check is installed, jsonschema builds a grammar for it, which takes most of a second; no
    notebook's schema uses the check.
    """
    with without(*ADDRESS_CHECKERS), suppress(ModuleNotFoundError):
        import_module("jsonschema")


@contextmanager
def without(*modules: str) -> Iterator[None]:
    """Run the ``with`` block as if these modules were not installed, unless they are imported already."""
    hidden = [name for name in modules if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None makes an import fail
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
