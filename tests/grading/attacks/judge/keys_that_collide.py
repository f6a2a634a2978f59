"""Return dictionaries and sets of keys that all have the same hash: each is compared with all before it."""

# %% own
import itertools

from outside import actions

SAME = 2**61 - 1  # the hash of an integer is its remainder by this
keys = [number * SAME for number in range(400_000)]
kinds = itertools.cycle([{"set": keys}, {"dict": [[key, 0] for key in keys[:300_000]]}])
actions["call"] = lambda **request: {"value": next(kinds), "printed": "", "afterwards": []}
