"""Pack thirty thousand entries, and one name several times."""

import warnings


def pack(archive, notebook):
    for number in range(30_000):
        archive.writestr(f"eve/{number}.txt", "")
    with warnings.catch_warnings(action="ignore"):
        for _ in range(3):
            archive.writestr("eve/ps1.ipynb", notebook)
