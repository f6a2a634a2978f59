"""The commands of the pages for instructors, and a shell that runs them as an instructor would."""

import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
TEACH, GRADE = (ROOT / "book" / name for name in ("teach.md", "teach-grading.md"))

# Commands that run until they are stopped: tests/browser/test_formgrader.py starts them and opens what they serve.
SERVERS = {"Mark by hand": "jupyter notebook"}


class Block(NamedTuple):
    """A code block of a page, and the heading that it stands under."""

    heading: str
    commands: str


def blocks(page: Path) -> list[Block]:
    """Return a page's blocks of commands, in order."""
    in_order, heading = [], ""
    for match in re.finditer(r"^```bash\n(.*?)^```$|^#+ ([^\n]+)$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE):
        heading = match[2] or heading
        if match[1]:
            in_order.append(Block(heading, match[1].strip()))
    return in_order


class Shell:
    """One bash for the whole page, whose home folder is an empty one with the repository in it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "mini-batch").symlink_to(ROOT)
        environment = os.environ | {"HOME": str(home)}
        environment.pop("MBCOURSE_SECRET", None)
        self.process = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            cwd=home,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        # make would bring the environment up to date; here it is the one that the tests run in, as it is.
        self.run('make() { command make -o .venv/.ready-all "$@"; }')

    def run(self, commands: str) -> str:
        """Run commands and return what they print; the first that fails ends the shell, with an AssertionError."""
        script = self.home / ".block.sh"
        script.write_text(commands + "\n", "utf-8")
        self.process.stdin.write(f"set -e; source {script} </dev/null; echo; echo @@passed\n")
        self.process.stdin.flush()
        printed = []
        for line in self.process.stdout:
            if line == "@@passed\n":
                return "".join(printed)
            printed.append(line)
        raise AssertionError(f"these commands fail:\n{commands}\n\n{''.join(printed)}")

    def close(self) -> None:
        """End the shell."""
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()
