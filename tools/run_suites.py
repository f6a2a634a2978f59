"""Run every suite that CI runs, cheap ones first, and say at the end what passed, failed or was left out.

Run by ``make test``. A suite that fails does not stop the later ones; the exit status is 1 if any failed. A suite
whose program is not on the machine is left out and named at the end; where the variable CI is set, it fails.
"""

import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTEST = (sys.executable, "-m", "pytest", "-q")
TWO_WORKERS = ("-n", "2", "--dist")
NBVAL = ("--nbval", "--nbval-current-env", "--nbval-sanitize-with", "tests/sanitize.cfg")

INSTALL = {"chromium": "Debian: apt install chromium; elsewhere: have a command chromium on PATH"}


@dataclass(frozen=True)
class Suite:
    """One command that passes or fails, about how long it takes, and the program it cannot run without."""

    name: str
    takes: str
    command: tuple[str, ...]
    needs: str | None = None


SUITES = (
    Suite("lint", "seconds", (f"{BIN}/ruff", "check")),
    Suite("format", "seconds", (f"{BIN}/ruff", "format", "--check")),
    Suite("types", "a minute", (f"{BIN}/mypy",)),
    Suite("book", "a minute", ("make", "--no-print-directory", "book", "BOOKFLAGS=--all")),
    Suite("tests", "minutes", (*PYTEST, *TWO_WORKERS, "loadscope", "tests", "--ignore=tests/browser")),
    Suite(
        "notebooks",
        "minutes",
        (*PYTEST, *TWO_WORKERS, "loadfile", *NBVAL, "--ignore=book/_assets", "book", "exercises/source"),
    ),
    Suite("browser", "minutes", (*PYTEST, "tests/browser"), needs="chromium"),
)


def attempt(suite: Suite, in_ci: bool) -> tuple[str, str]:
    """Run one suite; return "passed", "FAILED" or "left out", and a remark: its time, or what to install."""
    if suite.needs and shutil.which(suite.needs) is None:
        return "FAILED" if in_ci else "left out", f"{suite.needs} is missing ({INSTALL[suite.needs]})"
    print(f"\n==> {suite.name} ({suite.takes})", flush=True)
    begun = time.monotonic()
    status = subprocess.run(suite.command, cwd=ROOT).returncode
    return "FAILED" if status else "passed", f"{time.monotonic() - begun:.0f} s"


def run(suites: Iterable[Suite], in_ci: bool) -> bool:
    """Run the suites in order, print the closing table, and return whether none failed."""
    count = Counter[str]()
    table = ""
    for suite in suites:
        result, remark = attempt(suite, in_ci)
        count[result] += 1
        table += f"{suite.name:<10} {result:<9} {remark}\n"
    print(f"\n{table}suites: {count['passed']} passed, {count['FAILED']} failed, {count['left out']} skipped")
    return count["FAILED"] == 0


if __name__ == "__main__":
    sys.exit(0 if run(SUITES, in_ci=bool(os.environ.get("CI"))) else 1)
