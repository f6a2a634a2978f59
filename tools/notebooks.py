"""Execute notebooks in place, two at a time: `python -m tools.notebooks [FILES]`, by default all of the course's.

The same code gives the same bytes: a second run changes nothing but pictures of measured times. Each figure's
alternative text is copied from its output to the cell metadata that the book reads. A notebook that raises, or has a
figure without alternative text, stays as it was; the others go on, and the exit status is 1.
"""

import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from mbcourse.plots.svg import slim

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("book", "exercises/source")
TIMEOUT = 300  # seconds per cell

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    # Without version numbers, which would change with the machine.
    "language_info": {"name": "python", "pygments_lexer": "ipython3"},
}
SVG = "image/svg+xml"
LEFT_BY_TOOLS = ("execution", "ExecuteTime", "lines_to_next_cell")
# One thread, so that sums do not depend on the number of cores; figures in the notebook, whatever the shell says.
KERNEL = {"OMP_NUM_THREADS": "1", "MPLBACKEND": "module://matplotlib_inline.backend_inline"}


class NotebookError(Exception):
    """A notebook cannot be executed; the message names the cell and the fix."""


def main(arguments: Sequence[str]) -> int:
    """Execute the notebooks, print a line for each, and return the exit status."""
    paths = [Path(argument).resolve() for argument in arguments] or course_notebooks()
    if missing := [str(path) for path in paths if not path.is_file()]:
        print(f"no such notebook: {', '.join(missing)}", file=sys.stderr)
        return 1
    os.environ.setdefault("JUPYTER_DEFAULT_PROVISIONER_NAME", "warm-provisioner")  # notebooks start sooner
    with ProcessPoolExecutor(max_workers=2) as pool:
        failures = 0
        for path, (seconds, result) in zip(paths, pool.map(refresh, paths), strict=True):
            print(f"{seconds:6.1f} s  {os.path.relpath(path)}: {result}", flush=True)
            failures += result.startswith("FAILED")
    return 1 if failures else 0


def course_notebooks() -> list[Path]:
    """Return every notebook of the book and every instructor version, in order."""
    paths = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.ipynb"))
    # Checkpoints, and the students' notebooks that the book offers for download, are copies.
    return sorted(path for path in paths if not {".ipynb_checkpoints", "_assets"} & set(path.parts))


def refresh(path: Path) -> tuple[float, str]:
    """Execute one notebook in place; return the seconds that it took and "updated", "unchanged" or "FAILED, ..."."""
    began = time.monotonic()
    try:
        before = path.read_text(encoding="utf-8")
        notebook = nbformat.reads(before, as_version=4)
        execute(notebook, path.parent)
        normalise(notebook)
        after = nbformat.writes(notebook) + "\n"
        if after != before:
            path.write_text(after, encoding="utf-8")
        result = "unchanged" if after == before else "updated"
    except Exception as error:  # an error in one notebook does not stop the others
        result = f"FAILED, {error if isinstance(error, NotebookError) else repr(error)}"
    return time.monotonic() - began, result


def execute(notebook: NotebookNode, folder: Path) -> None:
    """Run all cells in a fresh kernel that works in `folder`."""
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=TIMEOUT,
        record_timing=False,
        coalesce_streams=True,  # otherwise the same text would be split differently each time
        # No message about the kernel's local connection; figures that are sharp at any size.
        extra_arguments=["--log-level=ERROR", "--InlineBackend.figure_formats=svg"],
        resources={"metadata": {"path": str(folder)}},
    )
    running = []
    client.on_cell_start = lambda cell, cell_index: running.append(cell_index)
    try:
        client.execute(env={**os.environ, **KERNEL})
    except CellExecutionError as error:
        raise NotebookError(f"{_name(notebook, running[-1])}: {error.ename}: {error.evalue}") from error
    except (TimeoutError, RuntimeError) as error:
        where = _name(notebook, running[-1]) if running else "before the first cell"
        raise NotebookError(f"{where}: took more than {TIMEOUT} s or ended its kernel ({error})") from error


def normalise(notebook: NotebookNode) -> None:
    """Make metadata and outputs depend only on the code, and copy alternative text to where the book reads it."""
    notebook.metadata.update(METADATA)
    notebook.metadata.pop("jupytext", None)
    for index, cell in enumerate(notebook.cells):
        for key in LEFT_BY_TOOLS:
            cell.metadata.pop(key, None)
        if cell.cell_type == "code":
            for figure in _figures(cell):
                figure[SVG] = slim(figure[SVG])
            copy_alternative_text(cell, _name(notebook, index))


def copy_alternative_text(cell: NotebookNode, name: str) -> None:
    """Write ``mystnb.image.alt`` of a code cell with a figure, and remove it from one without."""
    figures = _figures(cell)
    if len(figures) > 1:
        raise NotebookError(f"{name} shows {len(figures)} figures: show one figure per cell, so that each has its text")
    settings = cell.metadata.pop("mystnb", {})
    image = {key: value for key, value in settings.pop("image", {}).items() if key != "alt"}
    if figures:
        text, _, digest = figures[0].get("text/plain", "").rpartition("\n")
        if not digest.startswith("[plotted data: ") or text.startswith("<Figure "):
            remedy = 'import mbcourse.plots and call plots.describe(figure, "...") before plt.show()'
            raise NotebookError(f"{name} shows a figure without alternative text: {remedy}")
        image["alt"] = text
    if image:
        settings["image"] = image
    if settings:
        cell.metadata["mystnb"] = settings


def _figures(cell: NotebookNode) -> list[NotebookNode]:
    return [output.data for output in cell.outputs if SVG in output.get("data", {})]


def _name(notebook: NotebookNode, index: int) -> str:
    first_line = notebook.cells[index].source.strip().partition("\n")[0]
    return f"cell {index + 1} (`{first_line}`)"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
