"""Processes as the kernel shows them: which run, which have ended, and what they started."""

import time
from contextlib import suppress
from pathlib import Path

PATIENCE = 20  # seconds in which a process has to end


def is_running(pid):
    """Whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def ends(pid):
    """Whether a process ends within `PATIENCE`."""
    until = time.monotonic() + PATIENCE
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.01)
    return not is_running(pid)


def children(pid: int) -> list[int]:
    """The processes that a process has started and that still run."""
    found = []
    gone = suppress(FileNotFoundError, ProcessLookupError)
    with gone:  # the process
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            with gone:  # the thread
                found += map(int, task.read_text().split())
    return [child for child in found if is_running(child)]


def command(pid):
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_text().rstrip("\0").split("\0")
    return [""]
