"""What runs in a student's process: cells as a notebook runs them, and calls of what they defined.

Nothing here is trusted once a cell has run, for a student's code can change all of it. It therefore holds no test, no
secret and no mark; the judge checks whatever comes back.
"""

import base64
import builtins
import os
import socket
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout, suppress
from io import StringIO, TextIOBase
from itertools import islice
from typing import Any

import numpy as np
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from mbcourse.checks import exam
from mbcourse.grading.confined import plain, sandbox, wire

LIMIT = 64 * 2**20  # bytes of a request
TEXT = 200_000  # characters that a cell may print, and as many that it may show
PICTURES = 8 * 2**20  # characters of the pictures of a cell
OUTPUTS = 100  # outputs of a cell
CHUNK = 64  # items of an iterator that cross at once
CUT = "\n[The rest of this output was left out.]\n"

_shell: Any  # a Shell; IPython's methods have no annotations


class Outputs:
    """The outputs of the cell that runs, as a notebook stores them, no more than the limits allow."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Begin with a new cell."""
        self.all: list[dict[str, Any]] = []
        self.text, self.pictures = TEXT, PICTURES

    def stream(self, name: str, text: str) -> None:
        """Add printed text."""
        if not text or self.text <= 0:
            return
        kept = text[: self.text]
        self.text -= len(text)
        kept += CUT if self.text <= 0 else ""
        if self.all and self.all[-1].get("name") == name:
            self.all[-1]["text"] += kept
        else:
            self.all.append({"output_type": "stream", "name": name, "text": kept})

    def show(self, output: dict[str, Any], data: dict[str, Any], metadata: dict[str, Any] | None) -> None:
        """Add what is displayed, in each of its forms."""
        size = sum(len(str(form)) for form in data.values())
        self.pictures -= size
        if self.pictures > 0 and len(self.all) < OUTPUTS:
            self.all.append(output | {"data": data, "metadata": metadata or {}})

    def error(self, name: str, value: str, trace: list[str]) -> None:
        """Add an error."""
        lines = [line[:TEXT] for line in trace[-OUTPUTS:]]
        self.all.append({"output_type": "error", "ename": name, "evalue": value[:TEXT], "traceback": lines})


outputs = Outputs()


class Printed(TextIOBase):
    """Stands for stdout or stderr."""

    encoding = "utf-8"

    def __init__(self, name: str) -> None:
        self.name = name

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Add to the outputs."""
        outputs.stream(self.name, str(text))
        return len(text)


class Publisher(DisplayPublisher):
    """Takes what ``display`` shows."""

    def publish(self, data: Any, metadata: Any = None, source: Any = None, **other: Any) -> None:
        """Add to the outputs."""
        outputs.show({"output_type": "display_data"}, _texts(data), metadata)

    def clear_output(self, wait: bool = False) -> None:
        """Forget the outputs so far."""
        outputs.all.clear()


class Hook(DisplayHook):
    """Takes the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        """Write none: a notebook has its own."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        """Add to the outputs."""
        shown = {"output_type": "execute_result", "execution_count": self.prompt_count}
        outputs.show(shown, _texts(format_dict), md_dict)

    def finish_displayhook(self) -> None:
        """Write no end of line."""
        self._is_active = False


class Shell(InteractiveShell):
    """IPython without a terminal."""

    displayhook_class = Hook
    display_pub_class = Publisher

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        outputs.error(etype.__name__, str(evalue), list(stb))

    def _format_exception_for_storage(self, exception: BaseException, *other: Any, **more: Any) -> dict[str, Any]:
        return {}  # a traceback once more, for a history that nobody asks for

    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing: there is no screen."""

    def system(self, cmd: str) -> None:
        """Run a command of the operating system, as ``!command`` does, and show what it prints."""
        self.system_piped(cmd)  # type: ignore[no-untyped-call]


def prepare() -> None:
    """Make the shell that every copy of this process starts with, and close what answers would call.

    Its history would start a thread, and write a database.
    """
    global _shell
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Plain"  # the usual one reads and parses every module on the way
    _shell = Shell.instance(config=config)
    _shell.enable_matplotlib("inline")
    exam.begin()


def main(argument: dict[str, Any], channel: socket.socket) -> None:
    """Enter the sandbox and do what the judge asks, until it closes the channel.

    Parameters
    ----------
    argument : dict
        ``limits`` of the sandbox, its ``tier`` and what is ``readable`` in it.
    channel : socket.socket
        The way to the judge; its first message is the files of the work folder.
    """
    files, _ = wire.receive(channel, LIMIT)
    sandbox.enter(
        sandbox.Limits(**argument["limits"]),
        tier=argument["tier"],
        readable=argument["readable"],
        files={name: base64.b64decode(content) for name, content in files.items()},
        keep=[channel.fileno()],
    )
    os.environ["NBGRADER_EXECUTION"] = "autograde"  # as nbgrader's own autograder says it
    sys.stdin = StringIO()
    sys.stdout, sys.stderr = Printed("stdout"), Printed("stderr")
    actions: dict[str, Callable[..., dict[str, Any]]] = {"run": _run, "names": _names, "call": _call, "items": _items}
    with suppress(wire.Closed):
        wire.send(channel, {})  # ready
        while True:
            with suppress(KeyboardInterrupt):  # one that came too late for the cell it was meant for
                request, _ = wire.receive(channel, LIMIT)
                wire.send(channel, actions[request.pop("do")](**request))


def _run(source: str) -> dict[str, Any]:
    """Run a cell."""
    outputs.start()
    try:
        _shell.run_cell(source, store_history=True)
    except KeyboardInterrupt:
        outputs.error("KeyboardInterrupt", "", ["KeyboardInterrupt"])
    return {"outputs": outputs.all}


def _names(names: list[str]) -> dict[str, Any]:
    """Say of each name what it is: a function to call, or its value."""
    found = {name: _shell.user_ns[name] for name in names if name in _shell.user_ns}
    return {
        name: {"function": True} if callable(value) else {"value": plain.encode(value, _keeper([], False))}
        for name, value in found.items()
    }


def _call(name: str, arguments: list[Any], keywords: dict[str, Any], changes: bool) -> dict[str, Any]:
    """Call a function; answer with its result or its error, what it printed, and how its arguments look afterwards."""
    given = [plain.decode(argument) for argument in arguments]
    named = {key: plain.decode(argument) for key, argument in keywords.items()}
    function = _shell.user_ns[name]
    keep = _keeper(given, changes)
    return _guarded(lambda: {"value": plain.encode(function(*given, **named), keep)}, given, changes)


def _items(number: int) -> dict[str, Any]:
    """Fetch the next items of an iterator, and the error that follows them if there is one."""
    iterator, given, changes = _iterators[number]
    keep = _keeper(given, changes)

    def fetch() -> dict[str, Any]:
        items: list[object] = []
        then = {}
        try:
            items.extend(islice(iterator, CHUNK))  # keeps what came before an error
        except BaseException as error:
            then = {"then": _described(error)}
        return {"value": [plain.encode(item, keep) for item in items], "last": len(items) < CHUNK} | then

    return _guarded(fetch, given, changes)


# Iterators that functions returned, with the arguments that they may still be looking at.
_iterators: list[tuple[Iterator[object], list[object], bool]] = []


def _keeper(given: list[object], changes: bool) -> Callable[[object], int]:
    def keep(iterator: Any) -> int:
        _iterators.append((iterator, given, changes))
        return len(_iterators) - 1

    return keep


def _guarded(action: Callable[[], dict[str, Any]], given: list[object], changes: bool) -> dict[str, Any]:
    """Do something that runs a student's code; warnings are silenced, since they are no mistake."""
    printed = StringIO()
    try:
        with redirect_stdout(printed), warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            reply = action()
    except BaseException as error:
        reply = {"error": _described(error)}
    return reply | {"printed": printed.getvalue()[:TEXT], "afterwards": _afterwards(given, changes)}


def _afterwards(given: list[object], changes: bool) -> list[Any]:
    """Return the arguments as they are now: random generators always, others only where the test asks for changes."""
    keep = _keeper(given, False)
    return [plain.encode(value, keep) if changes or isinstance(value, np.random.Generator) else None for value in given]


def _described(error: BaseException) -> dict[str, Any]:
    """Describe an error: its kind, the kind that Python itself knows of what it derives from, and its line."""
    known = next(kind.__name__ for kind in type(error).__mro__ if vars(builtins).get(kind.__name__) is kind)
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith("<ipython-input")]
    try:
        text = str(error)[:TEXT]
    except Exception:
        text = ""
    line = [own[-1].lineno, own[-1].line] if own else None
    return {"kind": type(error).__name__[:100], "known": known, "text": text, "line": line}


def _texts(data: dict[str, Any]) -> dict[str, Any]:
    """Return the forms of what is displayed, pictures as base64."""
    return {
        str(mime): base64.b64encode(form).decode() if isinstance(form, bytes) else str(form)
        for mime, form in data.items()
    }
