"""Run the command ``mbcourse``: ``python -m mbcourse``."""

import sys

from mbcourse.cli import main

if __name__ == "__main__":
    sys.exit(main())
