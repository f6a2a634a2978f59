"""The wheel holds the package, all of it, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "wheel"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT], check=True)
    (path,) = folder.glob("mbcourse-*.whl")
    return path


def test_the_wheel_is_the_tracked_package_with_the_playgrounds_bundle_instead_of_its_sources(wheel):
    inside = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name]
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "mbcourse"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = ("licences.txt", "playground-style.css", "playground.js")
    bundle = [f"mbcourse/playground/static/{name}" for name in names]
    tracked = [name for name in listing.stdout.split() if not name.startswith("mbcourse/playground/source/")]
    assert sorted(inside) == sorted([*tracked, *bundle]), "run `make book`, which makes the bundle"


def test_data_and_types_travel_with_it(wheel):
    inside = zipfile.ZipFile(wheel).namelist()
    assert "mbcourse/py.typed" in inside
    assert any(name.endswith(".csv") for name in inside)


def test_the_labs_line_can_be_read_from_the_wheel_alone(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import mbcourse\n"
        f"assert mbcourse.__file__.startswith({str(tmp_path)!r})\n"
        "print(mbcourse.lab_line().x.shape)"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert (said.stdout, said.stderr) == ("(60,)\n", "")
