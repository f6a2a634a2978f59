"""Run every suite that CI runs, quick ones first, and report at the end what passed, failed or was left out.

Run by ``make test``. A suite that fails does not stop the later ones; the exit status is 1 if any failed. A suite
whose program is not on the machine is left out and named at the end; where the variable CI is set, it fails. One that
needs root is left out for other accounts; in CI sudo runs it. Suites that keep one processor busy run two at a time.
"""

import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby, repeat
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTEST = (sys.executable, "-m", "pytest", "-q")
TWO_WORKERS = ("-n", "2", "--dist")
# One more than CI has cores: a test that waits leaves its core to another.
THREE_WORKERS = ("-n", "3", "--dist")
# A module that takes minutes must not begin when the other workers are done with everything else. The rest is listed
# too, since pytest drops an argument that lies inside another, and with it the order.
LONG_ONES = ("tests/teach", "tests/grading", "tests/exercises")
OTHERS = sorted(
    {f"tests/{file.relative_to(ROOT / 'tests').parts[0]}" for file in (ROOT / "tests").rglob("test_*.py")}
    - {*LONG_ONES, "tests/browser"}
)
NBVAL = ("--nbval", "--nbval-current-env", "--nbval-sanitize-with", "tests/sanitize.cfg")

DATABASE_TESTS = "tests/grading/test_postgresql.py"
ACCOUNT_TESTS = "tests/grading/test_accounts.py"
FIREFOX_TESTS = "tests/browser/test_firefox.py"
LEFT_OUT = [f"--ignore={tests}" for tests in (DATABASE_TESTS, ACCOUNT_TESTS)]
ROOT_ACCOUNT = "root"  # in place of a program
AS_ROOT = ("sudo", "env", "PYTHONDONTWRITEBYTECODE=1", "PYTEST_ADDOPTS=-pno:cacheprovider")  # leaves no file of root's

INSTALL = {
    "chromium": "Debian: apt install chromium; elsewhere: have a command chromium on PATH",
    "firefox-esr": "Debian: apt install firefox-esr; elsewhere: have a command firefox-esr on PATH",
    "initdb": "Debian: apt install postgresql; elsewhere: have the server's commands, such as initdb, on PATH",
    ROOT_ACCOUNT: f"run: {' '.join(AS_ROOT)} {BIN}/python -m pytest {ACCOUNT_TESTS}",
}


@dataclass(frozen=True)
class Suite:
    """One command that passes or fails, how long it takes, the program that it needs, and if one processor does."""

    name: str
    takes: str
    command: tuple[str, ...]
    needs: str | None = None
    is_single: bool = False


SUITES = (
    Suite("lint", "seconds", (f"{BIN}/ruff", "check"), is_single=True),
    Suite("format", "seconds", (f"{BIN}/ruff", "format", "--check"), is_single=True),
    Suite("types", "a minute", (f"{BIN}/mypy",), is_single=True),
    Suite("book", "a minute", ("make", "--no-print-directory", "book", "BOOKFLAGS=--all"), is_single=True),
    Suite(
        "tests",
        "minutes",
        (*PYTEST, *THREE_WORKERS, "loadscope", "--no-loadscope-reorder", *LONG_ONES, *OTHERS, *LEFT_OUT),
    ),
    Suite(
        "notebooks",
        "minutes",
        (*PYTEST, *TWO_WORKERS, "loadfile", *NBVAL, "--ignore=book/_assets", "book", "exercises/source"),
    ),
    Suite(
        "browser",
        "minutes",
        (*PYTEST, *THREE_WORKERS, "loadfile", "tests/browser", f"--ignore={FIREFOX_TESTS}"),
        needs="chromium",
    ),
    Suite("firefox", "a minute", (*PYTEST, FIREFOX_TESTS), needs="firefox-esr", is_single=True),
    Suite("database", "seconds", (*PYTEST, DATABASE_TESTS), needs="initdb", is_single=True),
    Suite("accounts", "seconds", (*PYTEST, ACCOUNT_TESTS), needs=ROOT_ACCOUNT, is_single=True),
)


def find_program(program: str) -> str | None:
    """Return the path of a program; Debian does not put those of PostgreSQL's server on PATH."""
    servers = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True)
    return shutil.which(program, path=os.pathsep.join([os.environ["PATH"], *servers]))


def attempt(suite: Suite, in_ci: bool) -> tuple[str, str]:
    """Run one suite; return "passed", "FAILED" or "left out", and a remark: its time, or what to install."""
    lacks_root = suite.needs == ROOT_ACCOUNT and os.geteuid() != 0
    lacks_program = suite.needs not in (None, ROOT_ACCOUNT) and find_program(suite.needs) is None
    if lacks_program or (lacks_root and not in_ci):
        return "FAILED" if in_ci else "left out", f"{suite.needs} is missing ({INSTALL[suite.needs]})"
    print(f"\n==> {suite.name} ({suite.takes})", flush=True)
    begun = time.monotonic()
    command = (*AS_ROOT, *suite.command) if lacks_root else suite.command
    # What two suites print side by side is not to be mixed: each comes as a whole.
    stdout, stderr = (subprocess.PIPE, subprocess.STDOUT) if suite.is_single else (None, None)
    ended = subprocess.run(command, cwd=ROOT, text=True, stdout=stdout, stderr=stderr)
    if ended.stdout:
        print(f"\n==> {suite.name} printed\n{ended.stdout}", end="", flush=True)
    return "FAILED" if ended.returncode else "passed", f"{time.monotonic() - begun:.0f} s"


def run(suites: Iterable[Suite], in_ci: bool) -> bool:
    """Run the suites in order, print the closing table, and return whether none failed."""
    count = Counter[str]()
    table = ""
    for is_single, group in groupby(suites, key=lambda suite: suite.is_single):
        members = list(group)
        with ThreadPoolExecutor(2 if is_single else 1) as pool:
            attempts = pool.map(attempt, members, repeat(in_ci))
            for suite, (result, remark) in zip(members, attempts, strict=True):
                count[result] += 1
                table += f"{suite.name:<10} {result:<9} {remark}\n"
    print(f"\n{table}suites: {count['passed']} passed, {count['FAILED']} failed, {count['left out']} skipped")
    return count["FAILED"] == 0


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each of a thousand processes compiles our modules anew
    os.environ.setdefault("JUPYTER_DEFAULT_PROVISIONER_NAME", "warm-provisioner")  # notebooks start sooner
    sys.exit(0 if run(SUITES, in_ci=bool(os.environ.get("CI"))) else 1)
