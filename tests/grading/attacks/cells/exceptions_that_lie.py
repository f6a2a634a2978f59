"""Raise exceptions with methods that raise, lie or loop, named like classes of the grader."""

# %% answers
from itertools import cycle

from outside import every


class Stopped(Exception):
    def __str__(self):
        raise SystemExit

    __repr__ = __str__


class CheckFailed(AssertionError):
    def __str__(self):
        return "=HYPERLINK(1)\0\ud800\x1b[2J" + "-" * 1_000_000

    def _render_traceback_(self):
        return ["passed"]


class Passed(Exception):
    __class__ = property(lambda self: 1 / 0)


ways = cycle([Stopped(), CheckFailed(), Passed()])


def leave(*arguments):
    raise next(ways)


every(leave)
