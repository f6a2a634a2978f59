"""What the process that judges and students' processes are forked from has imported, and how it is ready soon."""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module

# Imported before it is known which assignment is graded; the assignment's own import statements follow, and LAST.
FIRST = (
    f"{__name__}:quick_jsonschema",
    "numpy",
    "matplotlib.pyplot",
    "mbcourse.plots",
    "mbcourse.checks",
    "mbcourse.grading.work",
    "mbcourse.grading.confined.student",
    "IPython.core.logger",  # the first cell that is run imports it
)
LAST = ("mbcourse.grading.confined.student:prepare",)
# Imported as well if a notebook that is graded asks for it, as it reads in the notebook's file: a second for each of
# them otherwise. The first optimiser of torch imports torch._dynamo.
SLOW = {r"\b(?:import|from) torch\b": "import torch", r"\boptim\b": "import torch._dynamo"}
OF_ADDRESSES = ("rfc3986_validator", "rfc3987_syntax")


def slow_imports(texts: Iterable[str]) -> list[str]:
    """Return the import statements in `SLOW` that some of these notebooks ask for."""
    missing = dict(SLOW)
    for text in texts:
        for pattern in [pattern for pattern in missing if re.search(pattern, text)]:
            del missing[pattern]
        if not missing:
            break
    return [statement for pattern, statement in SLOW.items() if pattern not in missing]


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
