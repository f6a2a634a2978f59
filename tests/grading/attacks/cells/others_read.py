"""Read what others handed in, and their marks."""

# %% own
from pathlib import Path

from outside import COURSE

for path in ("submitted/ada/ps1/ps1.ipynb", "autograded/ada/ps1/ps1.ipynb", "gradebook.db", "grading.db"):
    try:
        print(Path(COURSE, path).read_bytes())
    except OSError:
        pass
