"""Return iterators that never end: empty pieces, full pieces, iterators of iterators, malformed pieces."""

# %% own
import itertools

from outside import actions

pieces = itertools.cycle(
    [
        {"value": [], "last": False},
        {"value": [0] * 64, "last": False},
        {"value": [{"iterator": 1}], "last": False},
        {"value": None},
        {"last": False},
        {"value": {"iterator": 1}, "last": False},
        {"value": "text", "last": False},
        {},
    ]
)
each = [next(pieces) for _ in range(8)]
numbers = itertools.count()
actions["call"] = lambda **request: {"value": {"iterator": next(numbers) % 8}, "printed": "", "afterwards": []}
actions["items"] = lambda number: each[number] | {"printed": "", "afterwards": []}
