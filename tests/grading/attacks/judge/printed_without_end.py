"""Report megabytes of printed text from each call, and text that looks like a score."""

# %% own
from outside import actions

actions["call"] = lambda **request: {"value": None, "printed": "16.0\n" * 3_000_000, "afterwards": []}
