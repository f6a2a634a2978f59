"""Lie about the shape, the type and the bytes of arrays and tensors: each question brings other lies."""

# %% own
from outside import actions, number

EIGHT = "AAAAAAAA8D8="  # 1.0
LIES = [
    ["<f8", [2], EIGHT],
    ["<f8", [-1], EIGHT],
    ["<f8", [1.0], EIGHT],
    ["<f8", [True], EIGHT],
    ["<f8", "11", EIGHT],
    ["<f8", [2**62, 4], EIGHT],
    ["<f8", [0, 2**62], ""],
    ["<f8", [1] * 33, EIGHT],
    ["<f8", [1], "no base64"],
    ["<f8", [1], 5],
    ["<f8", [1]],
    [],
    {},
    "f8",
    None,
    ["|O", [1], EIGHT],
    ["<i8,O", [1], EIGHT + EIGHT],
    ["<f4,<f4", [1], EIGHT],
    ["<M8[s]", [1], EIGHT],
    ["|V8", [1], EIGHT],
    ["<f3", [1], EIGHT],
    ["<f8" * 99, [1], EIGHT],
    ["<U0", [10**9], ""],
    ["<U0", [10**18], ""],
    ["<U0,<U0", [10**12], ""],
    ["<U1", [1], "/////w=="],
    ["|b1", [1], "Ag=="],
    ["<U2", [1], EIGHT],
    ["|S8", [1], EIGHT],
    [["<f8"], [1], EIGHT],
    ["", [1], EIGHT],
]
TENSORS = [[lie, how] for lie in LIES for how in (True, None)][:20]
values = [{"array": lie} for lie in LIES] + [{"scalar": lie} for lie in LIES] + [{"tensor": lie} for lie in TENSORS]
actions["call"] = lambda name, **request: {"value": values[4 * number(name)], "printed": "", "afterwards": []}
