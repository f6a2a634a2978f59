"""What the process that judges and students' processes are forked from has imported, and how it is ready soon."""

import re
from collections.abc import Iterable

# Imported before it is known which assignment is graded; the assignment's own import statements follow, and LAST.
FIRST = (
    "mbcourse.warm.imports:quick_jsonschema",
    "numpy",
    "matplotlib.pyplot",
    "mbcourse.plots",
    "mbcourse.checks",
    "mbcourse.grading.workers.task",
    "mbcourse.grading.confined.student",
    "IPython.core.logger",  # the first cell that is run imports it
)
LAST = ("mbcourse.grading.confined.student:prepare",)
# Imported as well if a notebook that is graded asks for it, as it reads in the notebook's file: a second for each of
# them otherwise. The first optimiser of torch imports torch._dynamo.
SLOW = {r"\b(?:import|from) torch\b": "import torch", r"\boptim\b": "import torch._dynamo"}


def slow_imports(texts: Iterable[str]) -> list[str]:
    """Return the import statements in `SLOW` that some of these notebooks ask for."""
    missing = dict(SLOW)
    for text in texts:
        for pattern in [pattern for pattern in missing if re.search(pattern, text)]:
            del missing[pattern]
        if not missing:
            break
    return [statement for pattern, statement in SLOW.items() if pattern not in missing]
