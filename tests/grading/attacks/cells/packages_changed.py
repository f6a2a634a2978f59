"""Change the installed package itself, so that later students' checks pass."""

# %% own
from pathlib import Path

from outside import MARK

import mbcourse

for path in Path(mbcourse.__file__).parent.rglob("*.py"):
    try:
        with path.open("a") as file:
            file.write(f"# {MARK}\n")
    except OSError:
        pass
