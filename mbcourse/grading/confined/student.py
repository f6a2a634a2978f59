"""What runs in a student's process: the cells, as in a notebook, and calls of the functions that they defined.

Nothing here can be trusted once a cell has run, because a student's code can change all of it. It therefore holds no
test, no secret and no mark, and the judge checks everything that comes back.
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
from functools import partial
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
from mbcourse.grading.confined.copies import Copy

LIMIT = 64 * 2**20  # largest size of a request, in bytes, as in remote.py
FILES = 2**30  # largest size of the message that holds the files of the work folder, in bytes
TEXT = 200_000  # characters that a cell may print, and that an error may have
PICTURES = 8 * 2**20  # characters of everything that a cell displays
OUTPUTS = 100  # outputs per cell
CHUNK = 64  # items of an iterator that are sent at once
CUT = "\n[The rest of this output was left out.]\n"

_copy: Copy | None = None  # waits to repeat the last test
_shell: Any  # a Shell; IPython's methods have no annotations


class Outputs:
    """The outputs of the running cell, as a notebook stores them, cut off at the limits."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start a new cell."""
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
        """Add a displayed object, in all of its formats."""
        size = sum(len(str(form)) for form in data.values())
        self.pictures -= size
        if self.pictures > 0 and len(self.all) < OUTPUTS:
            self.all.append(output | {"data": data, "metadata": metadata or {}})

    def error(self, name: str, value: str, trace: list[str]) -> None:
        """Add an error."""
        lines = [line[:TEXT] for line in trace[-OUTPUTS:]]
        self.all.append({"output_type": "error", "ename": name, "evalue": value[:TEXT], "traceback": lines})


outputs = Outputs()


class OutputStream(TextIOBase):
    """Takes the place of stdout or stderr."""

    encoding = "utf-8"

    def __init__(self, name: str) -> None:
        self.name = name

    def writable(self) -> bool:
        """Return True, as for every output stream."""
        return True

    def write(self, text: str) -> int:
        """Add to the outputs."""
        outputs.stream(self.name, str(text))
        return len(text)


class OutputPublisher(DisplayPublisher):
    """Receives what ``display`` shows."""

    def publish(self, data: Any, metadata: Any = None, source: Any = None, **other: Any) -> None:
        """Add to the outputs."""
        outputs.show({"output_type": "display_data"}, _texts(data), metadata)

    def clear_output(self, wait: bool = False) -> None:
        """Remove the outputs so far."""
        outputs.all.clear()


class OutputHook(DisplayHook):
    """Receives the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        """Write no prompt: a notebook has its own."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        """Add to the outputs."""
        shown = {"output_type": "execute_result", "execution_count": self.prompt_count}
        outputs.show(shown, _texts(format_dict), md_dict)

    def finish_displayhook(self) -> None:
        """Write no end of line."""
        self._is_active = False


class Shell(InteractiveShell):
    """IPython without a terminal."""

    displayhook_class = OutputHook
    display_pub_class = OutputPublisher

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        outputs.error(etype.__name__, str(evalue), list(stb))

    def _format_exception_for_storage(self, exception: BaseException, *other: Any, **more: Any) -> dict[str, Any]:
        return {}  # it would format the traceback again, for a history that is never read

    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing: there is no screen."""

    def system(self, cmd: str) -> None:
        """Run a command of the operating system, as in ``!command``, and show what it prints."""
        self.system_piped(cmd)  # type: ignore[no-untyped-call]


def prepare() -> None:
    """Make the shell that every copy of this process starts with, and close the functions that answers may not call.

    The shell has no history, which would start a thread and write a database.
    """
    global _shell
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Plain"  # the default mode reads and parses every module of the traceback
    _shell = Shell.instance(config=config)
    _shell.enable_matplotlib("inline")
    exam.begin()


def main(argument: dict[str, Any], channel: socket.socket) -> None:
    """Enter the sandbox and do what the judge asks, until it closes the channel.

    Parameters
    ----------
    argument : dict
        The sandbox's ``limits`` and ``tier``, and the paths that are ``readable`` in it.
    channel : socket.socket
        The connection to the judge; the first message holds the files of the work folder.
    """
    files, _ = wire.receive(channel, FILES)
    sandbox.enter(
        sandbox.Limits(**argument["limits"]),
        tier=argument["tier"],
        readable=argument["readable"],
        files={name: base64.b64decode(content) for name, content in files.items()},
        keep=[channel.fileno()],
    )
    os.environ["NBGRADER_EXECUTION"] = "autograde"  # as nbgrader's own autograder sets it
    _import_from_work_folder()
    sys.stdin = StringIO()
    sys.stdout, sys.stderr = OutputStream("stdout"), OutputStream("stderr")
    actions: dict[str, Callable[..., dict[str, Any]]] = {"run": _run, "names": _names, "call": _call, "items": _items}
    actions |= {"test": partial(_test, channel), "repeat": _repeat}
    with suppress(wire.Closed):
        wire.send(channel, {})  # ready
        while True:
            with suppress(KeyboardInterrupt):  # it came too late for its cell
                request, _ = wire.receive(channel, LIMIT)
                room = request.pop("room")
                reply = actions[request.pop("do")](**request)
                try:
                    wire.send(channel, reply, limit=room)
                except wire.ProtocolError as error:
                    wire.send(channel, {"too large": str(error)})


def _import_from_work_folder() -> None:
    """Find modules in the work folder too, before installed packages and after Python's own, as IPython does."""
    installed = [place for place, path in enumerate(sys.path) if path.endswith(("site-packages", "dist-packages"))]
    sys.path.insert(installed[0] if installed else len(sys.path), "")


def _run(source: str) -> dict[str, Any]:
    """Run a cell."""
    _end_copy()
    return {"outputs": _run_cell(source)}


def _run_cell(source: str) -> list[dict[str, Any]]:
    outputs.start()
    try:
        _shell.run_cell(source, store_history=True)
    except KeyboardInterrupt:
        outputs.error("KeyboardInterrupt", "", ["KeyboardInterrupt"])
    return outputs.all


def _test(channel: socket.socket, source: str) -> dict[str, Any]:
    """Run a test cell; before it, make a copy of this process that can repeat it."""
    global _copy
    _end_copy()
    _copy = Copy(_run_cell, channel)
    return {"outputs": _run_cell(source)}


def _repeat(source: str) -> dict[str, Any]:
    """Run a cell in the copy that was made before the last test."""
    return {"outputs": _copy.run(source) if _copy else []}


def _end_copy() -> None:
    global _copy
    if _copy:
        _copy.end()
    _copy = None


def _names(names: list[str]) -> dict[str, Any]:
    """Describe each name that is defined: a function that can be called, or its value."""
    defined = {name: _shell.user_ns[name] for name in names if name in _shell.user_ns}
    return {
        name: {"function": True} if callable(value) else {"value": plain.encode(value, _keeper([], False))}
        for name, value in defined.items()
    }


def _call(name: str, arguments: list[Any], keywords: dict[str, Any], changes: bool) -> dict[str, Any]:
    """Call a function; return its result or its error, what it printed, and its arguments as they are afterwards."""
    positional = [plain.decode(argument) for argument in arguments]
    named = {key: plain.decode(argument) for key, argument in keywords.items()}
    function, everything = _shell.user_ns[name], [*positional, *named.values()]
    keep = _keeper(everything, changes)
    return _guarded(lambda: {"value": plain.encode(function(*positional, **named), keep)}, everything, changes)


def _items(number: int) -> dict[str, Any]:
    """Fetch the next items of an iterator, and the error that follows them if there is one."""
    iterator, arguments, changes = _iterators[number]
    keep = _keeper(arguments, changes)

    def fetch() -> dict[str, Any]:
        items: list[object] = []
        then = {}
        try:
            items.extend(islice(iterator, CHUNK))  # keeps the items that came before an error
        except BaseException as error:
            then = {"then": _described(error)}
        return {"value": [plain.encode(item, keep) for item in items], "last": len(items) < CHUNK} | then

    return _guarded(fetch, arguments, changes)


# Iterators that functions returned, with the arguments of the calls, which they may still use.
_iterators: list[tuple[Iterator[object], list[object], bool]] = []


def _keeper(arguments: list[object], changes: bool) -> Callable[[object], int]:
    """Return a function that stores an iterator and returns its number."""

    def keep(iterator: Any) -> int:
        _iterators.append((iterator, arguments, changes))
        return len(_iterators) - 1

    return keep


def _guarded(action: Callable[[], dict[str, Any]], arguments: list[object], changes: bool) -> dict[str, Any]:
    """Run an action that runs a student's code; warnings are silenced, because they are not mistakes."""
    printed = StringIO()
    try:
        with redirect_stdout(printed), warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            reply = action()
    except BaseException as error:
        reply = {"error": _described(error)}
    return reply | {"printed": printed.getvalue()[:TEXT], "afterwards": _afterwards(arguments, changes)}


def _afterwards(arguments: list[object], changes: bool) -> list[Any]:
    """Return the arguments as they are now: random generators always, others only if the test looks at changes."""
    keep = _keeper(arguments, False)
    return [
        plain.encode(value, keep) if changes or isinstance(value, np.random.Generator) else None for value in arguments
    ]


def _described(error: BaseException) -> dict[str, Any]:
    """Describe an error: its type, the built-in type that it derives from, its text, and its line in the cell."""
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
    """Return the formats of a displayed object, pictures as base64."""
    return {
        str(mime): base64.b64encode(form).decode() if isinstance(form, bytes) else str(form)
        for mime, form in data.items()
    }
