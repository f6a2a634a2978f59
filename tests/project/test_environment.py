"""pyproject.toml, environment.yml and constraints.txt ask for the same things."""

import tomllib
from itertools import chain
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
FROM_PIP = CONDA[-1]["pip"]
LOCK = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]

PYPI_NAME = {"pytorch": "torch"}  # where conda-forge calls a package otherwise


def ranges(lines: list[str]) -> dict[str, SpecifierSet]:
    """Range by name, the names as PyPI has them."""
    found = [Requirement(line) for line in lines]
    return {canonicalize_name(PYPI_NAME.get(one.name, one.name)): one.specifier for one in found}


def locked() -> dict[str, Version]:
    return {canonicalize_name(line.split("==")[0]): Version(line.split("==")[1]) for line in LOCK}


def test_conda_and_pip_users_get_the_same_ranges():
    installed_by_make_test = PROJECT["dependencies"] + [
        line for extra in ("torch", "student", "book", "instructor", "scale", "dev") for line in EXTRAS[extra]
    ]
    conda = [line for line in CONDA[:-1] if line not in ("python=3.11", "pip")]
    assert ranges(conda + FROM_PIP[:-1]) == ranges(installed_by_make_test)


def test_the_conda_environment_installs_the_package_on_the_tested_python():
    assert "python=3.11" in CONDA
    assert SpecifierSet(PROJECT["requires-python"]).contains("3.11")
    assert FROM_PIP[-1] == "-e ."


def test_the_extras_are_the_documented_ones():
    assert set(EXTRAS) == {"torch", "student", "book", "instructor", "scale", "dev"}


@pytest.mark.parametrize("extra", ["core", *EXTRAS])
def test_the_lock_holds_every_requirement_inside_its_range(extra):
    wanted = ranges(PROJECT["dependencies"] if extra == "core" else EXTRAS[extra])
    versions = locked()
    outside = {name: str(allowed) for name, allowed in wanted.items() if versions[name] not in allowed}
    assert outside == {}


def test_every_range_has_a_lower_bound():
    everything = ranges([*PROJECT["dependencies"], *chain(*EXTRAS.values())])
    assert [name for name, allowed in everything.items() if ">=" not in str(allowed)] == []


def test_the_lock_is_exact_sorted_and_installs_anywhere():
    names = [line.split("==")[0] for line in LOCK]
    assert names == sorted(names, key=str.lower)
    assert [str(version) for version in locked().values() if version.local] == []
    assert "mbcourse" not in names
    assert "torch==2.13.0" in LOCK
