"""What the fork server of judges and students' processes imports, in an order that makes it ready early."""

import re
from collections.abc import Iterable

# Imported before it is known which assignment is graded; then come the assignment's own import statements, then LAST.
FIRST = (
    "numpy",
    "matplotlib.pyplot",
    "mbcourse.plots",
    "mbcourse.checks",
    "mbcourse.grading.workers.task",
    "mbcourse.grading.confined.student",
    "IPython.core.logger",  # otherwise imported by the first cell that runs
)
LAST = ("mbcourse.grading.confined.student:prepare",)
# Imported as well if the file of a submitted notebook contains the pattern; otherwise each such notebook would spend a
# second on the import. The first torch optimiser that is made imports torch._dynamo.
SLOW = {r"\b(?:import|from) torch\b": "import torch", r"\boptim\b": "import torch._dynamo"}


def slow_imports(texts: Iterable[str]) -> list[str]:
    """Return the import statements in `SLOW` that at least one of these notebooks needs.

    Parameters
    ----------
    texts : iterable of str
        The notebooks' files.

    Examples
    --------
    >>> slow_imports(["import numpy", "from torch import nn"])
    ['import torch']
    """
    missing = dict(SLOW)
    for text in texts:
        for pattern in [pattern for pattern in missing if re.search(pattern, text)]:
            del missing[pattern]
        if not missing:
            break
    return [statement for pattern, statement in SLOW.items() if pattern not in missing]
