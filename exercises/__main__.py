"""Write everything that follows from ``source/`` and ``answers/``: ``make exercises``, or ``python -m exercises``.

In this order, because a notebook runs with the checks that are written first: the public checks, the outputs of the
instructors' notebooks, the students' notebooks, the tables. Where nothing has changed, no file changes.
"""

import sys

from exercises import corpus, make_checks, make_handout, make_proof
from tools import notebooks


def main() -> int:
    """Write everything and return the exit status."""
    make_checks.write()
    if notebooks.main([str(corpus.Source(name).path) for name in corpus.assignments()]):
        return 1
    make_handout.write()
    make_proof.write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
