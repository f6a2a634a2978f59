"""The arguments of a function: read from a file of checks, copied for a call, and looked at afterwards."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# What a call can change of an argument, in the words of a message.
IN_PLACE = "an argument in place"
REQUIRED = "whether an argument requires a gradient"
GRADIENT = "the .grad of an argument"
CHANGES = (IN_PLACE, REQUIRED, GRADIENT)


@dataclass(frozen=True)
class Parameter:
    """An array that becomes a tensor which requires a gradient."""

    values: NDArray[Any]


def from_json(data: Any) -> object:
    """Return an argument as it stands in a file of checks: an array, a number, or arrays and numbers in a list or dict.

    A list in JSON is an array; null in it stands for NaN, which JSON cannot write.

    Examples
    --------
    >>> from_json([1.0, None])
    array([ 1., nan])
    >>> from_json({"list": [[1, 2], [3]]})
    [array([1, 2]), array([3])]
    >>> from_json({"dict": {"w": [0.5], "epoch": 2}})
    {'w': array([0.5]), 'epoch': 2}
    >>> from_json({"parameter": [0.5]})
    Parameter(values=array([0.5]))
    """
    if isinstance(data, dict):
        ((kind, content),) = data.items()
        if kind == "parameter":
            return Parameter(np.asarray(content))
        return (
            [*map(from_json, content)] if kind == "list" else {key: from_json(value) for key, value in content.items()}
        )
    if isinstance(data, list):
        array = np.asarray(data)
        return array.astype(np.float64) if array.dtype == object else array
    return data


def to_json(value: Any, array: Callable[[Any], Any]) -> Any:
    """Return JSON from which `from_json` makes this argument; ``array`` writes its arrays and numbers."""
    if isinstance(value, dict):
        return {"dict": {key: to_json(item, array) for key, item in value.items()}}
    if isinstance(value, list):
        return {"list": [to_json(item, array) for item in value]}
    if isinstance(value, Parameter):
        return {"parameter": array(value.values)}
    return array(value)


def fresh(value: Any, tensors: bool = False) -> Any:
    """Return a copy that a function may change, at any depth of lists, tuples and dicts, with ``tensors`` for arrays.

    A copy of a tensor requires a gradient if the tensor does. torch is loaded when the first tensor is made.

    Examples
    --------
    >>> weights = np.zeros(2)
    >>> copy = fresh([weights, 0.1])
    >>> copy[0][0] = 1.0
    >>> weights
    array([0., 0.])
    """
    if isinstance(value, dict):
        return {key: fresh(item, tensors) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(fresh(item, tensors) for item in value)
    if isinstance(value, Parameter):
        return fresh(value.values, tensors=True).requires_grad_()
    if isinstance(value, np.ndarray):
        return _tensor(value.copy()) if tensors else value.copy()
    if hasattr(value, "detach"):
        return value.detach().clone().requires_grad_(value.requires_grad)
    return value


def change(now: Any, before: Any) -> str:
    """Return in words what a call has changed of an argument, "" if nothing; of several things the first of `CHANGES`.

    Parameters
    ----------
    now : object
        The argument after the call, of the kind that `fresh` returns.
    before : object
        What it was copied from, without tensors.

    Examples
    --------
    >>> weights = np.zeros(2)
    >>> copy = fresh([weights, 0.1], tensors=True)
    >>> change(copy, [weights, 0.1])
    ''
    >>> _ = copy[0].requires_grad_()
    >>> change(copy, [weights, 0.1])
    'whether an argument requires a gradient'
    """
    if isinstance(before, dict):
        if not isinstance(now, dict) or now.keys() != before.keys():
            return IN_PLACE
        return _first(change(now[key], before[key]) for key in before)
    if isinstance(before, list):
        if not isinstance(now, list) or len(now) != len(before):
            return IN_PLACE
        return _first(map(change, now, before))
    required = isinstance(before, Parameter)
    array = np.asarray(now.detach().numpy() if hasattr(now, "detach") else now)
    if not np.array_equal(array, before.values if required else before, equal_nan=array.dtype.kind == "f"):
        return IN_PLACE
    if not hasattr(now, "detach"):
        return ""
    return REQUIRED if now.requires_grad != required else GRADIENT if now.grad is not None else ""


def _first(changes: Iterable[str]) -> str:
    found = set(changes)
    return next((each for each in CHANGES if each in found), "")


def _tensor(array: Any) -> object:
    import torch

    return torch.from_numpy(array)
