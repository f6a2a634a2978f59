"""Pack the book's downloads into book/_assets/problem-sets/: ``python tools/downloads.py``.

For each assignment, the students' notebook and a zip with everything that it needs; once, the package's wheel, at an
address from which a notebook can install it when the book is published. Run by ``make book``; needs neither torch nor
nbgrader.
"""

import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import yaml
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
HANDOUT = ROOT / "exercises" / "handout"
TARGET = ROOT / "book" / "_assets" / "problem-sets"
PUBLISHED = ROOT / "mbcourse" / "checks" / "published.txt"
PUBLISHED_IN = "_static/problem-sets"  # where Sphinx puts TARGET

README = """\
{title}
{underline}
{about}

- {name}.ipynb: the notebook. Read it, answer in it, hand it in.
- {wheel}: the course's package.
- requirements.txt: what to install, which includes the package.

Start, on your own computer with Python 3.11 or newer. In a terminal, in this folder:

    python -m venv env
    source env/bin/activate              (Windows: env\\Scripts\\activate)
    pip install -r requirements.txt
    jupyter notebook {name}.ipynb

Next time, only the second and the last of these lines.

Start in Google Colab: File, Upload notebook, {name}.ipynb. Then drop the .whl file into the Files panel on the left,
and run the first cell.

Check before you hand in. In a terminal as above, the notebook saved:

    mbcourse check {name}.ipynb

It runs the notebook from the top and lists the state of each question where its tests stand, as grading does. It does
not change the file.

Hand in {name}.ipynb, under this name, where your instructor tells you to.
"""


def main() -> None:
    PUBLISHED.unlink(missing_ok=True)
    if base := published():
        PUBLISHED.write_text(f"{base}\n", "utf-8")  # goes into the wheel: hints lead to the published pages
    pack(TARGET)
    print(f"==> Packed the problem sets into {TARGET.relative_to(ROOT)}")


def pack(target: Path) -> None:
    """Make the folder hold exactly the downloads; unchanged files are not written again."""
    wheel, content = build_wheel()
    files = {wheel: content}
    for path in sorted(HANDOUT.glob("ps*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        files[path.name] = with_address(notebook, wheel_address(wheel))
        beside = {path.name: files[path.name], wheel: content, **notes(path.stem, notebook, wheel)}
        files[f"{path.stem}.zip"] = zipped(path.stem, beside)
    target.mkdir(parents=True, exist_ok=True)
    for path in target.iterdir():
        if path.name not in files:
            path.unlink()
    for name, data in files.items():
        if (
            not (target / name).exists() or (target / name).read_bytes() != data
        ):  # a new file would make Sphinx read pages again
            (target / name).write_bytes(data)


def build_wheel() -> tuple[str, bytes]:
    """Return the name and content of the package's wheel; the same sources give the same bytes."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        (path,) = Path(folder).glob("*.whl")
        return path.name, path.read_bytes()


def published() -> str:
    """Return the address of the published book, from `html: baseurl:` in _config.yml; "" if none is set."""
    base: str = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["html"].get("baseurl", "")
    return base.rstrip("/")


def wheel_address(wheel: str) -> str:
    """Return the wheel's address in the published book; "" if the book is not published."""
    base = published()
    return f"{base}/{PUBLISHED_IN}/{wheel}" if base else ""


def with_address(notebook: NotebookNode, address: str) -> bytes:
    """Return a notebook as a file, with the wheel's address in the cell that installs it."""
    (cell,) = (cell for cell in notebook.cells if cell.id == "install")
    cell.source = cell.source.replace('ADDRESS = ""', f'ADDRESS = "{address}"')
    return nbformat.writes(notebook).encode()


def notes(name: str, notebook: NotebookNode, wheel: str) -> dict[str, bytes]:
    """Return a zip's README.txt for readers and requirements.txt for pip."""
    title, about = re.match(r"# (.+)\n\n(Problem set .+)\n", notebook.cells[0].source).groups()
    readme = README.format(name=name, title=title, underline="=" * len(title), about=about, wheel=wheel)
    return {"README.txt": readme.encode(), "requirements.txt": requirements(notebook, wheel).encode()}


def requirements(notebook: NotebookNode, wheel: str) -> str:
    """Return what pip installs for a notebook: the wheel beside it, with PyTorch if the notebook imports it."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    extras = "student,torch" if re.search(r"^(import|from) torch\b", code, re.MULTILINE) else "student"
    return f"# In this folder: pip install -r requirements.txt\n./{wheel}[{extras}]\n"


def zipped(folder: str, files: dict[str, bytes]) -> bytes:
    """Return a zip of files in one folder; the same files give the same bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}")
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


if __name__ == "__main__":
    main()
