"""Answer the question for names with what is no answer."""

# %% own
import itertools

from outside import actions

said = itertools.cycle(
    [None, 1, [], {}, {"value": {"a": 1}}, {"function": None}, {"value": {"iterator": 3}}, "function"]
)
whole = itertools.cycle([None, [], 1, "predict"])
count = itertools.count()


def names(names):
    return next(whole) if next(count) % 3 == 2 else {name: next(said) for name in names}


actions["names"] = names
