"""Raise what ends loops, and pretend that nothing was asked: StopIteration, StopAsyncIteration, NotImplementedError."""

# %% answers
from itertools import cycle

from outside import every

ways = cycle(
    [StopIteration, StopAsyncIteration, NotImplementedError, RecursionError, BaseExceptionGroup("", [OSError()])]
)


def leave(*arguments):
    raise next(ways)


every(leave)
