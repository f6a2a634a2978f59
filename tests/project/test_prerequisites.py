"""tools/find_python.sh: the Python that .venv is made with, or one line that says what to install."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "find_python.sh"


@pytest.fixture
def command(tmp_path):
    """Make a command of the given name that behaves as the given shell script says."""

    def make(name, script):
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    return make


def find(*commands):
    return subprocess.run([SCRIPT, *commands], capture_output=True, text=True)


def pretend(version, has_venv=True):
    """Write a shell script that answers like the given Python: real, but for its version and its venv module."""
    lie = f"import sys; sys.version_info = {(*version, 0, 'final', 0)}"
    hide = "" if has_venv else "; sys.modules['ensurepip'] = None"
    return f'shift; exec {sys.executable} -c "{lie}{hide}; $1"'


def test_the_first_suitable_command_is_taken(command):
    found = find(command("python3.11", pretend((3, 11))), "/no/such/python")
    assert (found.returncode, found.stdout.strip(), found.stderr) == (0, sys.executable, "")


def test_a_version_managers_shim_of_an_inactive_version_is_passed_over(command):
    shim = command("python3.11", "echo 'python3.11: command not found' >&2; exit 127")
    found = find(shim, command("python3", pretend((3, 12))))
    assert (found.returncode, found.stdout.strip(), found.stderr) == (0, sys.executable, "")


def test_a_newer_python_is_preferred_to_an_older_one_named_first(command):
    assert find(command("a", pretend((3, 9))), command("b", pretend((3, 13)))).returncode == 0


@pytest.mark.parametrize(
    ("version", "has_venv", "says"),
    [
        ((3, 10), True, "found only Python 3.10, too old"),
        ((3, 12), False, "apt install python3.12-venv"),
    ],
)
def test_what_is_missing_is_one_line_that_says_what_to_install(command, version, has_venv, says):
    found = find(command("python3", pretend(version, has_venv)))
    assert (found.returncode, found.stdout, found.stderr.count("\n")) == (1, "", 1)
    assert says in found.stderr
    assert "install" in found.stderr


def test_no_python_at_all_is_one_line_that_says_what_to_install():
    found = find("/no/such/python")
    assert (found.returncode, found.stdout, found.stderr.count("\n")) == (1, "", 1)
    assert "found none" in found.stderr
    assert "apt install python3.11 python3.11-venv" in found.stderr


def test_a_python_without_venv_is_reported_before_one_that_is_too_old(command):
    found = find(command("a", pretend((3, 11), has_venv=False)), command("b", pretend((2, 7))))
    assert "python3.11-venv" in found.stderr
