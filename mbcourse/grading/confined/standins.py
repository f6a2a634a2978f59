"""Stand-ins for what a student defined, and what only the value itself can answer.

A test that is judged outside the student's process works on plain data. Where it meets something else, it gets a
stand-in: whatever the test asks of that raises `NeedsInside`, and the notebook is judged inside.
"""

from collections.abc import Callable
from typing import NoReturn


class NeedsInside(BaseException):
    """A test asks what only the student's process can answer. Not an Exception, so that no test catches it."""


Report = Callable[[str], object]
Call = Callable[[str, tuple[object, ...], dict[str, object]], object]


class StandIn:
    """Stands for a value that is not plain data; whatever is asked of it raises `NeedsInside`.

    Parameters
    ----------
    about : str
        What it stands for, such as ``"a DataFrame"``.
    report : callable
        Told what was asked as well, should a library that the test uses swallow the exception.

    Examples
    --------
    >>> frame = StandIn("a DataFrame", print)
    >>> try:
    ...     frame.shape
    ... except NeedsInside:
    ...     pass
    the test asks for shape of a DataFrame
    """

    def __init__(self, about: str, report: Report) -> None:
        object.__setattr__(self, "about", about)
        object.__setattr__(self, "report", report)

    def __getattribute__(self, name: str) -> NoReturn:
        question = f"the test asks for {name} of {object.__getattribute__(self, 'about')}"
        object.__getattribute__(self, "report")(question)
        raise NeedsInside(question)


class FunctionStandIn(StandIn):
    """Stands for a function, which can be called; whatever else is asked of it raises `NeedsInside`.

    Parameters
    ----------
    name : str
        The function's name.
    call : callable
        Called with the function's name, positional and keyword arguments.
    report : callable
        As in `StandIn`.
    """

    def __init__(
        self,
        name: str,
        call: Call,
        report: Report,
    ) -> None:
        super().__init__(f"the function {name}", report)
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "call", call)

    def __call__(self, *arguments: object, **keywords: object) -> object:
        """Call it in the student's process."""
        call, name = object.__getattribute__(self, "call"), object.__getattribute__(self, "name")
        return call(name, arguments, keywords)


# What Python looks up in the class and not in the object.
_BINARY = (
    *("add", "sub", "mul", "truediv", "floordiv", "mod", "divmod", "pow", "matmul"),
    *("and", "or", "xor", "lshift", "rshift"),
)
_SPECIAL = (
    *("eq", "ne", "lt", "le", "gt", "ge", "hash", "bool", "str", "repr", "format", "bytes", "int", "float", "complex"),
    *("len", "iter", "next", "reversed", "contains", "getitem", "setitem", "delitem", "array", "index"),
    *("neg", "pos", "abs", "invert", "round", "trunc", "floor", "ceil", "enter", "exit", "call"),
    *(f"{side}{name}" for side in ("", "r", "i") for name in _BINARY),
)


def _asked(name: str) -> Callable[..., NoReturn]:
    def special(self: StandIn, *arguments: object) -> NoReturn:
        StandIn.__getattribute__(self, name)

    return special


for _name in _SPECIAL:
    setattr(StandIn, f"__{_name}__", _asked(f"__{_name}__"))
