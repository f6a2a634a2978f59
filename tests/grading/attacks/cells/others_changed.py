"""Overwrite and delete what others handed in."""

# %% own
from pathlib import Path

from outside import COURSE, MARK

for student in ("ada", "zoe"):
    folder = Path(COURSE, "submitted", student, "ps1")
    try:
        (folder / "ps1.ipynb").write_text(MARK)
        (folder / "timestamp.txt").write_text("9999-01-01 00:00:00 UTC")
    except OSError:
        pass
