"""Hand back random generators that were made from a seed of megabytes, or that repeat one number for ever."""

# %% own
from itertools import cycle

import numpy as np
from outside import actions

from mbcourse.grading.confined import plain

state, *_ = plain.encode(np.random.default_rng(0), None)["generator"]
still = {
    "dict": [
        ["bit_generator", "PCG64"],
        ["state", {"dict": [["state", 0], ["inc", 0]]}],
        ["has_uint32", 0],
        ["uinteger", 0],
    ]
}
generators = cycle(
    [
        {"generator": [state, {"int": "0x" + "f" * 8_000_000}, {"tuple": []}, 0]},
        {"generator": [still, 0, {"tuple": []}, 0]},
    ]
)


def hand_back(**request):
    generator = next(generators)
    return {"value": generator, "printed": "", "afterwards": [generator] * 5}


actions["call"] = hand_back
