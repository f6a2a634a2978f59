"""Every dotted name of the package that a page, a setting, a docstring or the changelog writes can be imported.

nbgrader loads plugins by such names, and no import shows when one has moved.
"""

import re
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOTTED = re.compile(r"(?<![\w./-])mbcourse(?:\.[A-Za-z_]\w*)+(?::[A-Za-z_]\w*)?")
WRITTEN_IN = ["book", "mbcourse", "benchmarks", "*.md", "pyproject.toml", "exercises/*.py", "exercises/*.md"]
MOVED = re.compile(r"^\| `(mbcourse\.[\w.]+)` \| `(mbcourse\.[\w.]+)` \|$", re.MULTILINE)


def names() -> dict[str, str]:
    """Each dotted name that is written somewhere, and a file that writes it; what has moved away left out."""
    listed = subprocess.run(["git", "ls-files", *WRITTEN_IN], cwd=ROOT, capture_output=True, text=True, check=True)
    texts = {file: (ROOT / file).read_bytes().decode(errors="ignore") for file in listed.stdout.splitlines()}
    texts["CHANGELOG.md"] = MOVED.sub(r"`\2`", texts["CHANGELOG.md"])
    return {name: file for file, text in texts.items() for name in DOTTED.findall(text)}


def reached(name: str) -> object:
    """What a dotted name leads to; an AttributeError or ImportError where it leads nowhere."""
    value: object = import_module("mbcourse")
    path = "mbcourse"
    for part in name.replace(":", ".").split(".")[1:]:
        path += f".{part}"
        value = getattr(value, part) if hasattr(value, part) else import_module(path)
    return value


def test_every_name_that_is_written_leads_somewhere():
    written = names()
    assert {"mbcourse.warm.kernels:provisioner", "mbcourse.grading.plugins.exporters.MoodleExporter"} <= written.keys()
    lost = {}
    for name, file in written.items():
        try:
            reached(name)
        except (AttributeError, ImportError) as error:
            lost[name] = f"{file}: {error}"
    assert lost == {}


@pytest.mark.parametrize(("old", "new"), MOVED.findall((ROOT / "CHANGELOG.md").read_text("utf-8")))
def test_the_changelog_tells_where_a_name_went(old, new):
    reached(new)
    with pytest.raises((AttributeError, ImportError)):
        reached(old)
