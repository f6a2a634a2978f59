"""The command ``mbcourse`` where something that it needs is not installed."""

import subprocess
import sys

import pytest

COMMANDS = {
    "check": ("nbformat", "nbformat is missing; in the folder of the zip: pip install -r requirements.txt\n"),
    "grade": ("nbgrader", "nbgrader is missing; install mbcourse with its extra instructor\n"),
    "report": ("nbgrader", "nbgrader is missing; install mbcourse with its extra instructor\n"),
}
HIDDEN = """
import sys
sys.modules[sys.argv[1]] = None  # as if it were not installed
from mbcourse.cli import main
sys.exit(main([sys.argv[2], "ps1"]))
"""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_package_is_named_with_what_to_install(command, tmp_path):
    package, told = COMMANDS[command]
    arguments = [sys.executable, "-c", HIDDEN, package, command]
    run = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (2, told)
