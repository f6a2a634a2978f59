"""Write the playground's words, limits and defaults, which are Python's, where its scripts import them.

Run by ``make book`` before the scripts are bundled: ``python tools/vocabulary.py``. The file is git-ignored.
"""

import json
import os
from dataclasses import fields
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from mbcourse.batches import ORDERS
from mbcourse.playground import Choice, Settings, settings

FILE = Path(__file__).resolve().parent.parent / "mbcourse" / "playground" / "source" / "vocabulary.json"


def vocabulary() -> dict[str, Any]:
    """Return all that both languages must say alike; a limit is the lowest and the highest value."""
    return {
        "orders": list(ORDERS),
        "axes": list(settings.AXES),
        "views": list(settings.VIEWS),
        "schedules": list(settings.SCHEDULES),
        "panels": list(settings.PANELS),
        "run": [field.name for field in fields(Choice)],  # in the order in which an address says them
        "ghosts": settings.GHOSTS,
        "halved": settings.HALVED,
        "defaults": Settings().as_json(),
        "limits": {
            "runs": [1, settings.MOST_RUNS],
            "rate": [0, settings.MOST_RATE],
            "points": [settings.LEAST_POINTS, settings.MOST_POINTS],
            "noise": [0, settings.MOST_NOISE],
            "seed": [0, settings.MOST_SEED],
            "epochs": [1, settings.MOST_EPOCHS],
            "visits": [1, settings.MOST_VISITS],
            "target": [settings.LEAST_TARGET, settings.MOST_TARGET],
        },
        "offered": {
            "batchSizes": list(settings.OFFERED_BATCH_SIZES),
            "points": list(settings.OFFERED_POINTS),
            "rates": list(settings.OFFERED_RATES),
            "sharedRates": list(settings.SHARED_RATES),
            "targets": list(settings.OFFERED_TARGETS),
        },
    }


def write(file: Path = FILE) -> None:
    """Write the table, whole at any moment: tests that run side by side write it too."""
    text = json.dumps(vocabulary(), indent=2) + "\n"
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as part:
            part.write(text)
        os.replace(part.name, file)


if __name__ == "__main__":
    write()
