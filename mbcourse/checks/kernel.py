"""A fresh kernel in which a student's cells run one by one, under the conditions of grading (`checks.exam`).

Needs the packages of the extra ``student``.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from mbcourse.checks import exam
from mbcourse.checks.answer import exception
from mbcourse.checks.hint import CheckFailed, NoAnswerYet

FOR_STUDENTS = (CheckFailed.__name__, NoAnswerYet.__name__)  # exceptions whose text says all

CELL_FILE = re.compile(r"\(\d+\.py, line (\d+)\)")  # what a syntax error calls its cell


@dataclass(frozen=True)
class Outcome:
    """What came of a cell.

    Attributes
    ----------
    raised : str
        The name of the exception that stopped it; empty if it ran through.
    error : str
        What to say of that exception, without a full stop of its own where it is not a check's.
    printed : str
        What it wrote to standard output.
    """

    raised: str = ""
    error: str = ""
    printed: str = ""

    @property
    def hung(self) -> bool:
        """Whether it was interrupted because it took too long."""
        return self.raised == KeyboardInterrupt.__name__


class Kernel:
    """A running kernel; `started` makes one."""

    def __init__(self, client: NotebookClient) -> None:
        self._client = client

    def run(self, source: str, seconds: int) -> Outcome:
        """Run a cell.

        Raises
        ------
        nbclient.exceptions.DeadKernelError
            If the cell ended the kernel.
        """
        cell = nbformat.v4.new_code_cell(source)
        ran = self._client.nb.cells
        ran.append(cell)
        self._client.timeout = seconds
        self._client.execute_cell(cell, len(ran) - 1)
        return _outcome(cell, seconds)


@contextmanager
def started(folder: Path) -> Iterator[Kernel]:
    """Start a kernel in a folder, and end it at the end of the ``with`` block."""
    client = NotebookClient(
        nbformat.v4.new_notebook(),
        kernel_name="python3",
        interrupt_on_timeout=True,
        allow_errors=True,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR", exam.KERNEL_ARGUMENT],
        resources={"metadata": {"path": str(folder)}},
    )
    client.reset_execution_trackers()
    with client.setup_kernel():
        yield Kernel(client)


def _outcome(cell: NotebookNode, seconds: int) -> Outcome:
    printed = "".join(o.text for o in cell.outputs if o.output_type == "stream" and o.name == "stdout")
    for output in cell.outputs:
        if output.output_type == "error":
            return Outcome(output.ename, _in_words(output.ename, output.evalue, seconds), printed)
    return Outcome(printed=printed)


def _in_words(name: str, text: str, seconds: int) -> str:
    if name == KeyboardInterrupt.__name__:
        return f"no result after {seconds} seconds; perhaps a loop never ends"
    if name in FOR_STUDENTS:
        return text
    return exception(name, CELL_FILE.sub(r"(line \1 of the cell)", text))
