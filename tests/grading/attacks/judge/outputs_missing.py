"""Report, instead of outputs, everything but a list."""

# %% own
import itertools

from outside import actions

replies = itertools.cycle(
    [{}, {"outputs": None}, {"outputs": {"a": 1}}, [], None, 1, "outputs", {"outputs": "x" * 1000}]
)
actions["run"] = lambda source: next(replies)
# %% own times 9
pass
