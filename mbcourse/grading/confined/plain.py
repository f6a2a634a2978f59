"""The data that a student's process and the judge exchange: plain data as JSON, never pickled, checked on arrival.

None, bool, int, float, str and list are themselves in JSON; any other value is an object with one key that names its
kind. Of a value that is not plain data only the name of its type is sent, so that nothing of it can act on this side;
of one whose type derives from a plain one, such as a Counter, the plain value beside that name.
"""

import base64
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn, TypeAlias, TypeGuard
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

Json: TypeAlias = Any

DEPTH = 40  # lists inside lists
GENERATOR_DEPTH = 6  # the same, in the state of a random generator
GENERATOR = 2000  # characters of that state: NumPy takes hours to process a seed of a megabyte
KINDS = "biufcU"  # kinds of NumPy types that are sent
NUMBERS = "biufc"  # those of which a type is one size
BYTES = 16 * 2**20  # largest size of an array
WORD = 2**63  # integers from here on are sent as hexadecimal text: JSON readers refuse thousands of digits
SAME_HASH = 100  # keys of a dict or items of a set that may share a hash: more would be an attempt to slow it down
EXACT = {np.ndarray, complex, np.random.Generator, dict, tuple, frozenset, set, list, range, slice}
SCALARS = {type(None), bool, int, float, str}
OPAQUE_TYPES = 1000  # opaque types that exist at one time; each takes a kilobyte


class Malformed(ValueError):
    """The data are nothing that `encode` makes."""


class Opaque:
    """Stands for a value that is not plain data; its class has the name of the value's type, and nothing else."""


def encode(value: object, keep: Callable[[object], int], depth: int = DEPTH) -> Json:
    """Return ``value`` as JSON.

    Parameters
    ----------
    value : object
        Anything.
    keep : callable
        Called with an iterator, returns a number by which the other side can request its items.
    depth : int, default 40
        How deep lists may still be nested; of anything deeper only the name of its type is sent.

    Examples
    --------
    >>> encode({"w": (1.5, None)}, keep=lambda iterator: 0)
    {'dict': [['w', {'tuple': [1.5, None]}]]}
    >>> encode(iter([1, 2]), keep=lambda iterator: 7)
    {'iterator': 7}
    >>> encode(print, keep=lambda iterator: 0)
    {'opaque': 'builtin_function_or_method'}
    >>> encode(Counter("a"), keep=lambda iterator: 0)
    {'derived': ['Counter', {'dict': [['a', 1]]}]}
    """
    kind = type(value)
    if value is None or kind in (bool, float, str):
        return value
    if type(value) is int:  # kind tells the type checker less
        return value if -WORD < value < WORD else {"int": hex(value)}
    if depth == 0:
        return _encode_opaque(value)
    data = _encode_kind(value, lambda item: encode(item, keep, depth - 1), keep)
    is_opaque = isinstance(data, dict) and "opaque" in data
    return data if is_opaque or _is_exact(value) else {"derived": [_name(value), data]}


def _is_exact(value: object) -> bool:
    """Whether all that a value can do is known from its kind: its type does not derive from a plain one."""
    if isinstance(value, np.generic):
        return True
    if isinstance(value, Iterator):
        return type(value).__module__ in ("builtins", "itertools")
    if is_tensor(value):
        return type(value) is sys.modules["torch"].Tensor and not getattr(value, "requires_grad", False)
    return type(value) in EXACT


def _encode_kind(value: object, inside: Callable[[object], Json], keep: Callable[[object], int]) -> Json:
    if isinstance(value, np.ndarray):
        return _encode_array(value, inside)
    if isinstance(value, np.generic):
        return {"scalar": _raw(np.asarray(value))} if value.dtype.kind in KINDS else _encode_opaque(value)
    if isinstance(value, complex):
        return {"complex": [value.real, value.imag]}
    if isinstance(value, np.random.Generator):
        return _encode_generator(value)
    if is_tensor(value):
        return _encode_tensor(value)
    if isinstance(value, dict):
        return {"dict": [[inside(key), inside(item)] for key, item in list(value.items())]}
    for name, each in (("tuple", tuple), ("frozenset", frozenset), ("set", set), ("list", list)):
        if isinstance(value, each):
            items = _encode_items(list(value), inside)
            return items if name == "list" else {name: items}
    if isinstance(value, range) and len(value) <= BYTES // 8:
        return {"range": [value.start, value.stop, value.step]}
    if isinstance(value, slice):
        return {"slice": [inside(value.start), inside(value.stop), inside(value.step)]}
    if isinstance(value, Iterator):
        return {"iterator": keep(value)}
    return _encode_opaque(value)


def _are_scalars(items: list[object]) -> bool:
    """Whether all items are themselves in JSON, which is quicker to see of all together than of each."""
    kinds = set(map(type, items))
    return kinds <= SCALARS and (int not in kinds or all(type(i) is not int or -WORD < i < WORD for i in items))


def _encode_items(items: list[object], inside: Callable[[object], Json]) -> Json:
    """Return items as JSON: NumPy's numbers of one type together, one by one they take far longer."""
    if _are_scalars(items):
        return items
    first = items[0]
    if isinstance(first, np.generic) and first.dtype.kind in NUMBERS and set(map(type, items)) == {type(first)}:
        return {"numbers": _raw(np.array(items, first.dtype))}
    return [inside(item) for item in items]


def _decode_items(data: Json, inside: Callable[[Json], object]) -> Iterable[object]:
    if isinstance(data, dict):
        return list(_unraw(data["numbers"]))
    return map(inside, data)


def is_plain(data: Json) -> bool:
    """Whether JSON that `encode` made stands for plain data through and through.

    Examples
    --------
    >>> is_plain(encode([1, {2}], keep=id)), is_plain(encode([1, print], keep=id))
    (True, False)
    """
    if isinstance(data, dict):
        return not data.keys() & {"opaque", "derived"} and all(map(is_plain, data.values()))
    return all(map(is_plain, data)) if isinstance(data, list) else True


def decode(
    data: Json,
    fetch: Callable[[int], Iterator[object]] | None = None,
    depth: int = DEPTH,
    stand_in: Callable[[str], object] | None = None,
) -> object:
    """Return the value that `encode` made this JSON from.

    Parameters
    ----------
    data : JSON
        As it arrived; the sender need not be honest.
    fetch : callable, optional
        Called with an iterator's number, returns an iterator over its items. By default iterators are refused.
    depth : int, default 40
        How deep lists may still be nested.
    stand_in : callable, optional
        Called with the name of its type, returns what stands for a value that is not exactly plain data. By default
        it is the plain value that the type derives from, and an `Opaque` where there is none.

    Raises
    ------
    Malformed
        If ``data`` is nothing that `encode` makes.

    Examples
    --------
    >>> decode({"dict": [["w", {"tuple": [1.5, None]}]]})
    {'w': (1.5, None)}
    >>> decode({"range": [0, 10**18, 1]})
    Traceback (most recent call last):
    mbcourse.grading.confined.plain.Malformed: a range that is longer than an array may be
    """
    if data is None or isinstance(data, bool | int | float | str):
        return data
    if depth < 0:
        raise Malformed("nested too deeply")

    def inside(item: Json) -> object:
        return decode(item, fetch, depth - 1, stand_in)

    if isinstance(data, list):
        return data if _are_scalars(data) else [inside(item) for item in data]
    if not isinstance(data, dict) or len(data) != 1:
        raise Malformed("an object that does not name one kind")
    ((kind, content),) = data.items()
    if kind == "iterator" and fetch is not None and type(content) is int:
        return fetch(content)
    try:
        if stand_in is not None and kind in ("opaque", "derived"):
            name, _ = (content, None) if kind == "opaque" else content
            return stand_in(str(name)[:100])
        return DECODERS[kind](content, inside)
    except Malformed:
        raise
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError, RuntimeError) as error:
        raise Malformed(f"{kind!s:.20}: {error!s:.200}") from error


def _encode_opaque(value: object) -> Json:
    return {"opaque": _name(value)}


def _name(value: object) -> str:
    return str(type(value).__name__)[:100]


def _encode_array(value: NDArray[Any], inside: Callable[[object], Json]) -> Json:
    if value.dtype.kind in KINDS and value.nbytes <= BYTES:
        return {"array": _raw(value)}
    if value.dtype == object:
        return {"objects": [list(value.shape), [inside(item) for item in value.flat]]}
    return _encode_opaque(value)


def _raw(array: NDArray[Any]) -> Json:
    # The bytes are copied by NumPy itself: a subclass may lie about what it holds, but only to its own side.
    plain = np.ascontiguousarray(np.asarray(array)).reshape(np.shape(array))
    return [plain.dtype.str, list(plain.shape), base64.b64encode(plain.tobytes()).decode()]


def _unraw(content: Json) -> NDArray[Any]:
    name, shape, text = content
    if not isinstance(name, str) or len(name) > 10 or name[:1] not in "<>|=" or name[1:2] not in KINDS:
        raise Malformed("an array of a type that is never sent")
    dtype = np.dtype(name)
    if dtype.kind not in KINDS:
        raise Malformed("an array of a structured type")
    if not dtype.itemsize:
        raise Malformed("an array whose items have no size")  # any number of them would fit
    data = base64.b64decode(text, validate=True)
    if dtype.itemsize * math.prod(_shape(shape)) != len(data):
        raise Malformed("a shape that does not fit its bytes")
    array = np.frombuffer(data, dtype).reshape(shape)
    # A boolean's byte may be other than 0 and 1.
    return array.view(np.uint8).astype(dtype) if dtype.kind == "b" else array.copy()


def _shape(shape: Json) -> list[int]:
    if not isinstance(shape, list) or len(shape) > 32 or any(type(n) is not int or n < 0 for n in shape):
        raise Malformed("a shape that is not a list of lengths")
    return shape


def _objects(content: Json, inside: Callable[[Json], object]) -> NDArray[Any]:
    shape, items = content
    return np.fromiter([inside(item) for item in items], object).reshape(_shape(shape))


def is_tensor(value: object) -> TypeGuard[Any]:
    """Whether it is a tensor; torch is not loaded to find out."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def _encode_tensor(value: Any) -> Json:
    try:
        array = value.detach().cpu().numpy()
    except (TypeError, RuntimeError):  # sparse, or of a type that NumPy lacks
        return _encode_opaque(value)
    if array.nbytes > BYTES or array.dtype.kind not in KINDS:
        return _encode_opaque(value)
    return {"tensor": [_raw(array), bool(value.requires_grad)]}


def _decode_tensor(content: Json) -> object:
    import torch

    raw, requires_grad = content
    return torch.from_numpy(_unraw(raw)).requires_grad_(requires_grad is True)


def _range(content: Json) -> range:
    decoded = range(*content)
    if len(decoded) > BYTES // 8:
        raise Malformed("a range that is longer than an array may be")
    return decoded


def _hashed(items: Iterable[object]) -> list[object]:
    """Return the items of a set or keys of a dict; many with the same hash would keep this side busy for hours."""
    listed = list(items)
    if max(Counter(map(hash, listed)).values(), default=0) > SAME_HASH:
        raise Malformed("items that all have the same hash")
    return listed


def _dict(pairs: list[tuple[object, object]]) -> dict[object, object]:
    _hashed(key for key, _ in pairs)
    return dict(pairs)


def _encode_generator(value: np.random.Generator) -> Json:
    """Return a generator's state and the seeds from which it spawns others; only NumPy's default kind is sent."""
    bits = value.bit_generator
    seeds = bits.seed_seq
    if type(bits) is not np.random.PCG64 or not isinstance(seeds, np.random.SeedSequence):
        return _encode_opaque(value)
    parts = [bits.state, seeds.entropy, seeds.spawn_key, seeds.n_children_spawned]
    content = encode(parts, _refuse_iterator, GENERATOR_DEPTH)
    return {"generator": content} if len(str(content)) <= GENERATOR else _encode_opaque(value)


def _refuse_iterator(iterator: object) -> NoReturn:
    raise TypeError("a generator's state holds no iterator")


def _decode_generator(content: Json) -> np.random.Generator:
    if len(str(content)) > GENERATOR:
        raise Malformed("a random generator with more state than it needs")
    parts: Any = decode(content, depth=GENERATOR_DEPTH)
    state, entropy, key, spawned = parts
    if not state["state"]["inc"] % 2:
        raise Malformed("a random generator that can repeat one number for ever")
    generator = np.random.Generator(
        np.random.PCG64(np.random.SeedSequence(entropy, spawn_key=key, n_children_spawned=spawned))
    )
    generator.bit_generator.state = state
    return generator


def _derived(content: Json, inside: Callable[[Json], object]) -> object:
    _, data = content
    return inside(data)


_opaque_types: WeakValueDictionary[str, type[Opaque]] = WeakValueDictionary()


def _decode_opaque(name: object) -> Opaque:
    name = str(name)[:100] if len(_opaque_types) < OPAQUE_TYPES else "object"
    kind: type[Opaque] = _opaque_types.get(name) or type(name, (Opaque,), {})
    _opaque_types[name] = kind
    return kind()


DECODERS: dict[str, Callable[[Json, Callable[[Json], object]], object]] = {
    "array": lambda content, _: _unraw(content),
    "scalar": lambda content, _: _unraw(content)[()],
    "objects": _objects,
    "tensor": lambda content, _: _decode_tensor(content),
    "int": lambda content, _: int(content, 16),
    "complex": lambda content, _: complex(*content),
    "generator": lambda content, _: _decode_generator(content),
    "dict": lambda content, inside: _dict([(inside(key), inside(item)) for key, item in content]),
    "numbers": lambda content, inside: list(_unraw(content)),
    "tuple": lambda content, inside: tuple(_decode_items(content, inside)),
    "set": lambda content, inside: set(_hashed(_decode_items(content, inside))),
    "frozenset": lambda content, inside: frozenset(_hashed(_decode_items(content, inside))),
    "range": lambda content, _: _range(content),
    "slice": lambda content, inside: slice(*(inside(item) for item in content)),
    "derived": _derived,
    "opaque": lambda content, _: _decode_opaque(content),
}
