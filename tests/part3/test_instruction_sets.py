"""The digits that Part III prints are those of any x86 processor: its notebooks run with lesser vector instructions."""

import difflib
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests.instruction_sets import HERE, NATIVE, SETS, environment

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(ROOT.glob("book/part-3/*.ipynb"))

# Runs a notebook's code cells as they stand, and writes it, with its outputs, to another place. The kernel is begun
# anew, since PyTorch chooses its instructions when it is loaded.
SCRIPT = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
check = "import torch\\nprint(torch.backends.cpu.get_cpu_capability())"
notebook.cells.append(nbformat.v4.new_code_cell(check))
NotebookClient(notebook, timeout=550, resources={"metadata": {"path": sys.argv[3]}}).execute()
nbformat.write(notebook, sys.argv[2])
"""


def texts(notebook: nbformat.NotebookNode) -> list[str]:
    """Return the text outputs of every cell but those whose output may differ, such as measured times."""
    return [
        output.get("text") or output.get("data", {}).get("text/plain", "")
        for cell in notebook.cells
        if cell.cell_type == "code" and "nbval-ignore-output" not in cell.metadata.get("tags", [])
        for output in cell.outputs
    ]


def executed(path: Path, capability: str, folder: Path) -> list[str]:
    """Run a notebook with this instruction set; return its text outputs."""
    result = folder / f"{path.stem}-{capability}.ipynb"
    variables = environment(capability) | {
        "JUPYTER_DEFAULT_PROVISIONER_NAME": "local-provisioner",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }
    command = [sys.executable, "-c", SCRIPT, str(path), str(result), str(path.parent)]
    subprocess.run(command, check=True, cwd=ROOT, env=variables)
    *printed, used = texts(nbformat.read(result, as_version=4))
    assert used.strip() == capability
    return printed


@pytest.mark.prove
@pytest.mark.skipif(not HERE, reason=f"PyTorch's instructions are {NATIVE} here, not one of {', '.join(SETS)}")
@pytest.mark.parametrize("capability", HERE)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_prints_what_is_stored_with_every_set_of_instructions(path, capability, tmp_path):
    stored, printed = texts(nbformat.read(path, as_version=4)), executed(path, capability, tmp_path)
    assert any(stored)
    lines = ("\n".join(each).split("\n") for each in (stored, printed))
    assert printed == stored, "\n".join(difflib.unified_diff(*lines, lineterm=""))
