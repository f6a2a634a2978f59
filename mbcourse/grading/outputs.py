"""The outputs of cells that may be stored in a graded notebook, whatever a student's process sent."""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from nbformat import NotebookNode

from mbcourse.grading.outcome import storable

LONGEST = 400_000  # characters of an output's text
OUTPUTS = 200  # of a cell
LINES = 200  # of a traceback, the last ones
PICTURES = {"image/png", "image/jpeg"}


def allowed_outputs(outputs: Iterable[Any], count: int | None) -> Iterator[NotebookNode]:
    """Yield the outputs that may be stored in the notebook: text, and pictures that cannot contain a script.

    HTML, Markdown, LaTeX and SVG are left out, because whoever marks by hand opens the notebook in a browser.

    Parameters
    ----------
    outputs : iterable
        Outputs as they came from the student's process, or anything else.
    count : int or None
        The cell's execution count.

    Examples
    --------
    >>> shown = {"output_type": "display_data", "data": {"text/html": "<script>", "text/plain": "a frame"}}
    >>> [dict(output.data) for output in allowed_outputs([shown, "nonsense"], 1)]
    [{'text/plain': 'a frame'}]
    """
    for output in islice(outputs, OUTPUTS):
        kind = output.get("output_type") if isinstance(output, dict) else None
        if kind == "stream":
            name = "stderr" if output.get("name") == "stderr" else "stdout"
            yield NotebookNode(output_type="stream", name=name, text=_text(output.get("text")))
        elif kind == "error":
            trace = output.get("traceback")
            lines = [_text(line) for line in trace[-LINES:]] if isinstance(trace, list) else []
            name, value = _text(output.get("ename")), _text(output.get("evalue"))
            yield NotebookNode(output_type="error", ename=name, evalue=value, traceback=lines)
        elif kind in ("display_data", "execute_result"):
            more = {"execution_count": count} if kind == "execute_result" else {}
            data = NotebookNode(_allowed_data(output.get("data")))
            yield NotebookNode(output_type=kind, data=data, metadata=NotebookNode(), **more)


def size_of(outputs: Iterable[NotebookNode]) -> int:
    """Return the characters that outputs take in a file.

    Examples
    --------
    >>> size_of(allowed_outputs([{"output_type": "stream", "name": "stdout", "text": "ready"}], 1))
    62
    """
    return len(json.dumps(list(outputs)))


def _allowed_data(data: Any) -> dict[str, str]:
    """Return the pictures and the plain text of an output's data."""
    by_type = data if isinstance(data, dict) else {}
    pictures = {mime: by_type[mime] for mime in PICTURES & by_type.keys() if _is_base64(by_type[mime])}
    return pictures | ({"text/plain": _text(by_type["text/plain"])} if "text/plain" in by_type else {})


def _is_base64(text: Any) -> bool:
    try:
        return isinstance(text, str) and bool(base64.b64decode("".join(text.split()), validate=True))
    except (binascii.Error, ValueError):
        return False


def _text(text: Any) -> str:
    return storable(text, LONGEST)
