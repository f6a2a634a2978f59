"""Write what students should get, and nothing else, into a folder: ``python -m tools.student_repo FOLDER``.

Run by ``make student-repo TO=FOLDER``. The notebooks are generated again, so that none is older than its source.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat

from exercises.corpus import assignments
from exercises.make_handout import generate
from tools.downloads import build_wheel, wheel_address, with_address

TITLE = "# Mini-batch gradient descent: the problem sets\n"
README = """\
{title}
{notebooks}

You need Python 3.11 or newer. In a terminal, in this folder:

```
python -m venv env
source env/bin/activate
pip install -r requirements.txt
jupyter notebook
```

On Windows the second line is `env\\Scripts\\activate`. Next time, only the second and the last line are needed.

Answer in the cells that are there; do not delete or copy them. Before you hand in, save the notebook and check it:

```
mbcourse check {first}
```

It runs the notebook from the top and lists the state of each question where its tests stand, as grading does; the file
is not changed. Hand in the notebook under its own name, where your instructor tells you to.
"""


def write(folder: Path) -> None:
    """Write everything to an empty folder."""
    wheel, content = build_wheel()
    (folder / wheel).write_bytes(content)
    (folder / "requirements.txt").write_text(f"./{wheel}[student,torch]\n", "utf-8")
    with tempfile.TemporaryDirectory() as course:
        texts = generate(assignments(), Path(course))
    for name, text in texts.items():
        notebook = nbformat.reads(text, as_version=4)
        (folder / f"{name}.ipynb").write_bytes(with_address(notebook, wheel_address(wheel)))
    names = [f"{name}.ipynb" for name in texts]
    listed = "\n".join(f"- [{name}]({name})" for name in names)
    readme = README.format(title=TITLE, notebooks=listed, first=names[0])
    (folder / "README.md").write_text(readme, "utf-8")


def strangers(folder: Path) -> list[str]:
    """Names in a folder that are neither git's nor written by this command, in this version or an earlier one."""
    ours = re.compile(rf"\.git|requirements\.txt|mbcourse-.*\.whl|({'|'.join(assignments())})\.ipynb")
    others = {path.name for path in folder.iterdir() if not ours.fullmatch(path.name)}
    if "README.md" in others and (folder / "README.md").read_text("utf-8", errors="replace").startswith(TITLE):
        others.remove("README.md")
    return sorted(others)


def main(target: str) -> None:
    """Write the students' folder, or exit with a message if it holds other files."""
    folder = Path(target).expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    if others := strangers(folder):
        sys.exit(f"{folder} holds {', '.join(others)}, which this command did not write: name an empty folder")
    with tempfile.TemporaryDirectory() as new:
        write(Path(new))
        for path in folder.iterdir():
            if path.name != ".git":
                path.unlink()
        shutil.copytree(new, folder, dirs_exist_ok=True)
    print(f"==> The students' folder is {folder}")


if __name__ == "__main__":
    main(sys.argv[1])
