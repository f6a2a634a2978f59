"""Return lists in lists, and dictionaries in tuples, as deep as JSON allows and deeper than the judge does."""

# %% own
import itertools

from outside import actions


def nested(kind, depth, value=0):
    for _ in range(depth):
        value = [value] if kind == "list" else {kind: [[0, value]] if kind == "dict" else [value]}
    return value


kinds = itertools.cycle(
    [(kind, depth) for kind in ("list", "tuple", "dict", "objects", "set") for depth in (38, 41, 400)]
)
actions["call"] = lambda **request: {"value": nested(*next(kinds)), "printed": "", "afterwards": []}
