"""The README, the Makefile, CI and the deploy workflow name the same commands."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import yaml

import mbcourse

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def targets() -> set[str]:
    """Read the targets that `make help` lists."""
    listing = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(re.findall(r"^make ([\w-]+) ", listing.stdout, re.MULTILINE))


def test_help_lists_every_phony_target():
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE).group(1).split()
    assert targets() == set(phony)


def test_the_readme_explains_every_target():
    assert set(re.findall(r"^\| `make ([\w-]+)", README, re.MULTILINE)) == targets() - {"help"}


def test_ci_runs_the_readmes_test_command_and_nothing_after_it():
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "make test"
    assert re.search(r"^make test\b", README, re.MULTILINE)


def test_the_deploy_workflow_runs_the_two_commands():
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "deploy.yml").read_text())["jobs"]
    commands = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert [command for command in commands if "apt-get" not in command] == ["bash .ci/run", "make book pdf"]


def test_one_version_everywhere():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE).group(1)
    assert {mbcourse.__version__, citation["version"], newest} == {VERSION}


def test_the_npm_lock_records_no_download_address():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert all("integrity" in entry for name, entry in packages.items() if name)
