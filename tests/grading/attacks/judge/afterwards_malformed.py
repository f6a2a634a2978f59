"""Report arguments that look afterwards as no argument can, and more of them than there were."""

# %% own
import itertools

from outside import actions

STATE = {"bit_generator": "PCG64", "state": {"state": "0", "inc": "0"}, "has_uint32": 0, "uinteger": 0}
ZERO = {"array": ["<f8", [1], "AAAAAAAAAAA="]}
AFTERWARDS = [
    None,
    1,
    {},
    "text",
    [{}],
    [1] * 1000,
    [{"generator": STATE}] * 5,
    [ZERO] * 5,
    [[1, 2]] * 5,
    [{"iterator": 0}] * 5,
    [{"array": ["<U1", [1], "QQAAAA=="]}] * 5,
    [{"array": ["<c16", [1], "A" * 22 + "=="]}] * 5,
    [[[[[]]]]],
    [None, {"a": 1}],
]
afterwards = itertools.cycle(AFTERWARDS)
actions["call"] = lambda **request: {"value": 0.0, "printed": ["no text"], "afterwards": next(afterwards)}
