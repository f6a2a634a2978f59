"""The notebook that a student handed in: its cells without their outputs, and why it cannot be read.

A file can hold anything. Its size and the number of its cells are looked at before anything is done with them, and
what comes out is text that every file and database can hold.
"""

import json
import warnings
from typing import Any

import nbformat
from nbformat import NotebookNode

from mbcourse.grading.outcome import storable
from mbcourse.grading.plain_files import LARGEST

WITHOUT_OUTPUTS = 20 * 2**20  # characters of a notebook whose outputs were dropped
CELLS = 5_000
ATTACHED = 2**20  # characters of the pictures in a cell
WEB_PAGES = ("<!doctype html", "<html", "<?xml", "<head")


class Unreadable(ValueError):
    """The file is not a notebook; the message says why.

    Examples
    --------
    >>> str(Unreadable("it is empty"))
    'the file that was handed in cannot be read: it is empty'
    """

    def __init__(self, why: str) -> None:
        super().__init__(f"the file that was handed in cannot be read: {why}")


def read_cells(text: str) -> list[NotebookNode]:
    """Return the cells of a notebook, of which only type, text, id, and pictures in it are kept.

    Parameters
    ----------
    text : str
        The file that was handed in.

    Raises
    ------
    Unreadable
        If it is not a notebook, or larger than one may be.

    Examples
    --------
    >>> read_cells("<html><body>Please sign in</body></html>")
    Traceback (most recent call last):
        ...
    mbcourse.grading.submitted_notebook.Unreadable: the file that was handed in cannot be read: it is a web page
    """
    if len(text) > LARGEST:
        raise Unreadable(f"it is larger than {LARGEST // 2**20} MiB")
    try:
        with warnings.catch_warnings():  # about faults that are repaired afterwards
            warnings.simplefilter("ignore")
            notebook = nbformat.reader.reads(_without_outputs(text))
            return [_cell(cell) for cell in nbformat.convert(notebook, 4).cells]
    except Unreadable:
        raise
    except Exception as error:  # nbformat raises many types of errors, and so does what is not a notebook
        raise Unreadable(_why(text, error)) from error


def _without_outputs(text: str) -> str:
    notebook = json.loads(text)
    sheets = notebook.get("worksheets", [notebook])  # they were there until version 4
    if sum(len(sheet["cells"]) for sheet in sheets) > CELLS:
        raise Unreadable(f"it has more than {CELLS:,} cells")
    for sheet in sheets:
        for cell in sheet["cells"]:
            cell.update({"outputs": []} if "outputs" in cell else {})
            if not isinstance(cell.get("attachments"), dict):
                cell.pop("attachments", None)
    text = json.dumps(notebook)
    if len(text) > WITHOUT_OUTPUTS:
        raise Unreadable(f"it is larger than {WITHOUT_OUTPUTS // 2**20} MiB without its outputs")
    return text


def _cell(cell: NotebookNode) -> NotebookNode:
    """Return a cell with only what the student may decide."""
    if not isinstance(cell.source, str) or cell.cell_type not in ("code", "markdown", "raw"):
        raise TypeError("a cell's text or type is not one")
    mark = cell.metadata.get("nbgrader", {})
    kept = {"grade_id": _encodable(str(mark.get("grade_id", "")))} if isinstance(mark, dict) else {}
    made = {"cell_type": cell.cell_type, "source": _encodable(cell.source), "metadata": {"nbgrader": kept}}
    pictures = _pictures(cell.get("attachments")) if cell.cell_type != "code" else {}
    return nbformat.from_dict(made | ({"attachments": pictures} if pictures else {}))  # type: ignore[no-any-return]


def _pictures(attachments: Any) -> dict[str, dict[str, str]]:
    """Return the pictures that a cell's text shows, by name and format, unless they are something else or too large."""
    named = attachments if isinstance(attachments, dict) else {}
    kept = {
        _encodable(str(name)): {_encodable(str(mime)): _encodable(content) for mime, content in forms.items()}
        for name, forms in named.items()
        if isinstance(forms, dict) and all(isinstance(content, str) for content in forms.values())
    }
    return kept if len(json.dumps(kept)) <= ATTACHED else {}


def _encodable(text: str) -> str:
    return storable(text, len(text))


def _why(text: str, error: Exception) -> str:
    """Say why a file is not a notebook."""
    beginning = text[:1000].lstrip().lower()
    if not beginning:
        return "it is empty"
    if beginning.startswith(WEB_PAGES):
        return "it is a web page"
    if beginning.startswith("pk\3\4"):
        return "it is a zip, or a document of a word processor"
    if isinstance(error, json.JSONDecodeError):
        is_cut_off = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
        if is_cut_off and beginning.startswith("{"):
            return "it is cut off: its text ends in the middle"
        return f"it is not JSON ({error.msg}, line {error.lineno})"
    if isinstance(error, MemoryError | RecursionError):
        return "it holds too much, or is nested too deeply"
    return f"it is not a notebook ({type(error).__name__}: {error!s:.100})"
