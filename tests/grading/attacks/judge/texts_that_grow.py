"""Return a list of one long text and many short ones: an array of them gives each the room of the longest."""

# %% own
from outside import actions

TEXTS = ["x" * 60_000] + [""] * 60_000
actions["call"] = lambda **request: {"value": TEXTS, "printed": "", "afterwards": []}
