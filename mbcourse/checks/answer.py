"""Running a student's function: what it returned as plain numbers, or in words what went wrong."""

import sysconfig
import traceback
import warnings
from collections.abc import Callable, Iterator, MappingView, Sequence, Set
from contextlib import redirect_stdout
from io import StringIO
from itertools import islice
from pathlib import Path

import numpy as np

from mbcourse.checks.compare import Numbers

MOST = 5_000  # pieces that an answer may yield before it counts as one that never ends
PIECES = 100_000  # lists in lists, and pieces of different lengths, that it may return; they are looked at one by one
NAMED = 10  # keys of a dictionary that a message names

_NOT_THE_STUDENTS = (
    str(Path(__file__).parent.parent),
    *(sysconfig.get_path(name) for name in ("stdlib", "platlib", "purelib")),
)


class AnswerError(Exception):
    """An answer that gave no numbers to compare; the text says what it did instead.

    ``raised`` is the exception that stopped it, in one line, if one did.
    """

    raised: str | None = None


class Unanswered(AnswerError):
    """An answer that still raises the NotImplementedError it was handed out with."""


def ask(
    function: Callable[..., object],
    arguments: Sequence[object],
    seeds: Sequence[int | None] = (),
    pieces: bool = False,
    keys: Sequence[str] = (),
    detached: bool = False,
) -> Numbers:
    """Call ``function`` and return what it returns as an array of float64.

    Warnings, NumPy's included, are silenced: text on stderr would cost a student the marks of the cell.

    Parameters
    ----------
    function : callable
        The student's.
    arguments : sequence
        What it is called with.
    seeds : sequence of int or None
        Call it once for each, with a generator of that seed as last argument; None goes on with the generator before.
        Of several calls the results are returned together.
    pieces : bool
        Whether the function may yield its result piece by piece, and whether the pieces may differ in length.
    keys : sequence of str
        Where the function returns a dictionary, the keys that it has: their values are returned, in this order.
    detached : bool
        Whether the result must require no gradient.

    Raises
    ------
    AnswerError
        If ``function`` cannot be called, raises, or returns something that is not an array of numbers.
    """
    if not seeds:
        return _call(function, arguments, pieces, keys, detached)
    results, rng = [], np.random.default_rng()
    for seed in seeds:
        rng = rng if seed is None else np.random.default_rng(seed)
        results.append(_call(function, [*arguments, rng], pieces, keys, detached))
    return results[0] if len(seeds) == 1 else numbers(results, pieces)


def _call(
    function: Callable[..., object], arguments: Sequence[object], pieces: bool, keys: Sequence[str], detached: bool
) -> Numbers:
    if not callable(function):
        raise AnswerError(f"the check needs the function itself, but got {_described(function)}")
    printed = StringIO()
    try:
        with redirect_stdout(printed), warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            value = function(*arguments)
            value = _listed(value) if pieces else value
        if _has_more(value, PIECES, (list, tuple)):
            raise AnswerError(f"the function returns more than {PIECES:,} lists")
    except NotImplementedError as error:
        raise Unanswered("there is no answer yet; NotImplementedError is still raised") from error
    except AnswerError:
        raise
    except (Exception, SystemExit) as error:
        raise _stopped(error) from error
    if value is None:
        raise AnswerError(
            "the function prints its result; it has to return it"
            if printed.getvalue().strip()
            else "the function returns None; it has to end with return and the result"
        )
    if detached and _requires_gradient(value):
        raise AnswerError(
            "the result requires a gradient, and so keeps all that was computed for it; .item() takes a number out"
        )
    return _of_keys(value, keys) if keys else numbers(value, pieces)


def _requires_gradient(value: object) -> bool:
    if isinstance(value, list | tuple | dict):
        return any(map(_requires_gradient, value.values() if isinstance(value, dict) else value))
    return bool(getattr(value, "requires_grad", False))


def _of_keys(value: object, keys: Sequence[str]) -> Numbers:
    """Return the values of a dictionary in the order of the keys."""
    if not isinstance(value, dict):
        raise AnswerError(f"the function returns {_described(value)}; it has to return a dictionary")
    missing, extra = [key for key in keys if key not in value], [key for key in value if key not in keys]
    if missing or extra:
        lacks = [f"lacks {_listing(missing)}"] if missing else []
        has = [f"has {_listing(extra)}, which nothing asks for"] if extra else []
        raise AnswerError(f"the dictionary that the function returns {' and '.join(lacks + has)}")
    for key in keys:
        try:
            numbers(value[key], pieces=True)
        except AnswerError as error:
            raise AnswerError(f"under the key {key!r} {error}") from error
    return numbers([value[key] for key in keys], pieces=True)


def _listing(keys: Sequence[object]) -> str:
    return f"the key{'s' * (len(keys) > 1)} {', '.join(f'{key!r:.40}' for key in keys[:NAMED])}"


def numbers(value: object, pieces: bool = False) -> Numbers:
    """Turn a number, an array, a tensor, or lists and tuples of them into an array of float64.

    With ``pieces``, what does not fit into one array becomes a list of arrays.

    Raises
    ------
    AnswerError
        If ``value`` is something else, holds rows of different lengths where no pieces are asked for, or more than
        `PIECES` pieces.
    """
    try:
        plain = _plain(value)
        array = np.asarray(plain)
        if array.dtype.kind == "c":
            raise AnswerError(f"the function returns {_described(value)}; a root of a negative number is complex")
        if array.dtype.kind not in "iuf":
            raise TypeError
        return array.astype(np.float64)
    except (TypeError, ValueError, RuntimeError) as error:
        if pieces and isinstance(value, list | tuple):
            if _has_more(value, PIECES):
                raise AnswerError(f"the function returns more than {PIECES:,} pieces") from error
            return [numbers(piece, pieces) for piece in value]
        raise AnswerError(f"the function returns {_described(value)}, {_why_no_numbers(value)}") from error


def _listed(value: object) -> object:
    """Turn iterators, and arrays of objects, into lists, at any depth of lists and tuples."""
    if isinstance(value, Iterator):
        value = list(islice(value, MOST + 1))
        if len(value) > MOST:
            raise AnswerError(f"the function yields more than {MOST} pieces and seems never to end")
    elif isinstance(value, np.ndarray) and value.dtype == object:
        value = list(value)
    return [_listed(piece) for piece in value] if isinstance(value, list | tuple) else value


def _has_more(value: object, most: int, kinds: type | tuple[type, ...] = object) -> bool:
    """Whether there are more pieces of these kinds, at any depth of lists and tuples; it looks at no more than that."""
    left, found = [value], 0
    while left and found <= most:
        piece = left.pop()
        found += 1
        if isinstance(piece, list | tuple):
            left += islice((each for each in piece if isinstance(each, kinds)), most + 1)
    return found > most


def _plain(value: object) -> object:
    """Replace tensors, at any depth of lists and tuples, by arrays."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, int | float | np.generic):
        return value
    if hasattr(value, "detach"):
        value = value.detach().cpu()
    return np.asarray(value)


def _why_no_numbers(value: object) -> str:
    """Say why a returned value is not numbers; a usual reason is a tensor in a list."""
    for index, entry in enumerate(value if isinstance(value, list | tuple) else ()):
        if hasattr(entry, "detach"):
            return f"with a tensor at index {index}; .item() takes the number out"
    listed = "; yield them, or return a list" if isinstance(value, MappingView | Set | map | zip) else ""
    return f"which is neither a number nor an array of numbers{listed}"


def _described(value: object) -> str:
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype}"
    kind = type(value).__name__
    return f"{'an' if kind[0].lower() in 'aeiou' else 'a'} {kind}"


def exception(name: str, text: str) -> str:
    """Return an exception's name and text as the end of a sentence that brings its own full stop."""
    return f"{name}: {text}".rstrip(": .")


def _stopped(error: BaseException) -> AnswerError:
    """Say which exception stopped the function and, where the student's own code was running, in which line."""
    raised = exception(type(error).__name__, str(error))
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if not frame.filename.startswith(_NOT_THE_STUDENTS)]
    code = f", {own[-1].line!r}," if own and own[-1].line else ""
    # A grader that runs the function in another process passes the line on as a note.
    where = f"in line {own[-1].lineno} of its cell{code} " if own else "".join(f"{n} " for n in _notes(error))
    stopped = AnswerError(f"{where}the function stopped with {raised}")
    stopped.raised = raised
    return stopped


def _notes(error: BaseException) -> list[str]:
    return list(getattr(error, "__notes__", ()))
