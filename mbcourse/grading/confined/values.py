"""Values that the grader and a student's process both hold: whether they are the same, and how they stay so."""

from collections.abc import Iterable, Iterator
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

import numpy as np

from mbcourse.grading.confined.plain import is_tensor
from mbcourse.grading.reading import is_known

SPAWNED = 10_000  # generators that a call may spawn from one of its arguments; beyond that, this side loses count


def sees_plain_data(value: object) -> bool:
    """Whether it is a module or function that `mbcourse.grading.reading` knows."""
    if isinstance(value, ModuleType):
        return is_known(value.__name__)
    return isinstance(value, FunctionType | BuiltinFunctionType | type | np.ufunc) and is_known(
        str(getattr(value, "__module__", "")).lstrip("_")
    )


def comparable(data: Any) -> str:
    """Return plain data as text that is the same for equal data, in whatever order a set lists its items."""
    if isinstance(data, dict):
        return str(
            sorted(
                f"{key}: {sorted(map(comparable, item)) if 'set' in key else comparable(item)}"
                for key, item in data.items()
            )
        )
    return f"[{', '.join(map(comparable, data))}]" if isinstance(data, list) else repr(data)


def containers(values: Iterable[object]) -> Iterator[int]:
    """Yield the identity of each list, dict, set, array and random generator in values, as often as it is there."""
    for value in values:
        if isinstance(value, list | dict | set | np.ndarray | np.random.Generator):
            yield id(value)
        if isinstance(value, list | tuple | dict):
            yield from containers(value.values() if isinstance(value, dict) else value)


def change(argument: object, new: object, changes: bool) -> None:
    """Change an argument in place to what it became in the student's process."""
    if isinstance(argument, np.random.Generator) and isinstance(new, np.random.Generator):
        argument.bit_generator.state = new.bit_generator.state
        before, after = argument.bit_generator.seed_seq, new.bit_generator.seed_seq
        if isinstance(before, np.random.SeedSequence) and isinstance(after, np.random.SeedSequence):
            before.spawn(min(max(after.n_children_spawned - before.n_children_spawned, 0), SPAWNED))
    elif changes and isinstance(argument, np.ndarray) and isinstance(new, np.ndarray) and argument.shape == new.shape:
        argument[...] = new
    elif changes and is_tensor(argument) and is_tensor(new):
        _change_tensor(argument, new)
    elif changes and isinstance(argument, list) and isinstance(new, list):
        argument[:] = [_merged(old, item) for old, item in zip(argument, new, strict=False)] + new[len(argument) :]
    elif changes and isinstance(argument, dict) and isinstance(new, dict):
        merged = {key: _merged(argument[key], item) if key in argument else item for key, item in new.items()}
        argument.clear()
        argument.update(merged)
    elif changes and isinstance(argument, set) and isinstance(new, set):
        argument.clear()
        argument.update(new)
    elif changes and isinstance(argument, tuple) and isinstance(new, tuple):
        for old, item in zip(argument, new, strict=False):
            change(old, item, changes)


def _change_tensor(argument: Any, new: Any) -> None:
    """Change a tensor, and whether it requires a gradient; its type stays, as NumPy's does."""
    if argument.shape == new.shape:
        argument.detach().copy_(new.detach())
        if argument.is_leaf and argument.is_floating_point():
            argument.requires_grad_(new.requires_grad)


def _merged(old: object, new: object) -> object:
    """Return what lies inside an argument: the object that it was, changed in place, where that is possible."""
    if type(old) is not type(new) or not (isinstance(old, list | dict | set | tuple | np.ndarray) or is_tensor(old)):
        return new
    if getattr(old, "shape", None) != getattr(new, "shape", None):
        return new
    change(old, new, True)
    return old
