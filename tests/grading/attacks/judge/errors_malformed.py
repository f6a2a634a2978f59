"""Report errors that are none: kinds that do not exist, cannot be made or catch everything; texts without end."""

# %% own
import itertools

from outside import actions

KINDS = [
    "BaseException",
    "KeyboardInterrupt",
    "GeneratorExit",
    "SystemExit",
    "StopIteration",
    "ExceptionGroup",
    "UnicodeDecodeError",
    "NotImplementedError",
    "MemoryError",
    "Warning",
    "object",
    "print",
    "__import__",
    "__class__",
    "",
    None,
    [],
    {"a": 1},
    5,
]
ERRORS = [{"kind": kind, "known": kind, "text": "passed", "line": [1, "x"]} for kind in KINDS]
ERRORS += [{"kind": name, "known": "ValueError", "text": ""} for name in ("", "a\0b", "\ud800", "Stopped", "x" * 10**6)]
ERRORS += [
    None,
    1,
    [],
    {},
    "error",
    {"text": ["a"]},
    {"text": "\ud800\0\x1b]0;x\7"},
    {"line": 1},
    {"line": [{}, {}]},
    {"text": "=HYPERLINK(1)"},
    {"line": [10**30, "x" * 10**6]},
    {"known": "OSError", "text": "can't allocate memory"},
]
errors = itertools.cycle(ERRORS)
actions["call"] = lambda **request: {"error": next(errors), "value": 0.0}
