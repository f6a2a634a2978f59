"""Learning rates that fall, each as a function of the number k of updates made so far in the whole run.

What these return is what `mbcourse.fit` and `mbcourse.sweep` take as ``learning_rate``: the first update uses the rate
at k = 0. Where a schedule knows the length of the run, its end is the rate at ``k = updates``, which no update of that
run uses, and there it stays.
"""

from collections.abc import Callable
from math import cos, pi

from mbcourse import inputs

Schedule = Callable[[int], float]


def constant(rate: float) -> Schedule:
    """Return the schedule that stays at `rate`, a number that is finite and not negative.

    Examples
    --------
    >>> from mbcourse import schedules
    >>> rate_at = schedules.constant(0.1)
    >>> [rate_at(k) for k in (0, 1000)]
    [0.1, 0.1]
    """
    rate = inputs.nonnegative("rate", rate)
    return lambda k: rate


def step(rate: float, updates: int) -> Schedule:
    """Return the schedule that falls to a tenth at half of the run and again at three quarters.

    Parameters
    ----------
    rate : float
        The rate at the beginning, finite and not negative.
    updates : int
        Length of the whole run, at least 1.

    Raises
    ------
    ValueError
        For a rate or a number of updates outside these limits.

    Examples
    --------
    >>> from mbcourse import schedules
    >>> rate_at = schedules.step(0.1, updates=240)
    >>> [round(rate_at(k), 6) for k in (0, 119, 120, 179, 180, 240)]
    [0.1, 0.1, 0.01, 0.01, 0.001, 0.001]
    """
    rate, updates = inputs.nonnegative("rate", rate), inputs.count("updates", updates, 1)
    return lambda k: rate if 2 * k < updates else rate / 10 if 4 * k < 3 * updates else rate / 100


def inverse_time(rate: float, tau: float) -> Schedule:
    """Return the schedule ``rate / (1 + k / tau)``: half of `rate` after `tau` updates, then as 1/k.

    Parameters
    ----------
    rate : float
        The rate at the beginning, finite and not negative.
    tau : float
        Updates until it has halved, above 0.

    Raises
    ------
    ValueError
        For a rate or a time outside these limits.

    Examples
    --------
    >>> from mbcourse import schedules
    >>> rate_at = schedules.inverse_time(0.1, tau=20)
    >>> [round(rate_at(k), 6) for k in (0, 20, 60)]
    [0.1, 0.05, 0.025]
    """
    rate, tau = inputs.nonnegative("rate", rate), inputs.positive("tau", tau)
    return lambda k: rate / (1 + k / tau)


def exponential(rate: float, updates: int, to: float = 0.01) -> Schedule:
    """Return the schedule that falls by one factor an update, from `rate` to the share `to` of it.

    Parameters
    ----------
    rate : float
        The rate at the beginning, finite and not negative.
    updates : int
        Length of the whole run, at least 1.
    to : float
        What is left at the end, as a share of `rate`: above 0, at most 1.

    Raises
    ------
    ValueError
        For a rate, a number of updates or a share outside these limits.

    Examples
    --------
    >>> from mbcourse import schedules
    >>> rate_at = schedules.exponential(0.1, updates=240)
    >>> [round(rate_at(k), 6) for k in (0, 120, 240)]
    [0.1, 0.01, 0.001]
    """
    rate, updates = inputs.nonnegative("rate", rate), inputs.count("updates", updates, 1)
    if inputs.positive("to", to) > 1:
        raise ValueError(f"to is {to!r}: give the share of the rate that is left, at most 1")
    return lambda k: rate * to ** min(k / updates, 1.0)


def cosine(rate: float, updates: int) -> Schedule:
    """Return the schedule ``rate (1 + cos(pi k / updates)) / 2``: half of `rate` at half of the run, 0 at its end.

    Parameters
    ----------
    rate : float
        The rate at the beginning, finite and not negative.
    updates : int
        Length of the whole run, at least 1.

    Raises
    ------
    ValueError
        For a rate or a number of updates outside these limits.

    Examples
    --------
    >>> from mbcourse import schedules
    >>> rate_at = schedules.cosine(0.1, updates=240)
    >>> [round(rate_at(k), 6) for k in (0, 120, 240)]
    [0.1, 0.05, 0.0]
    """
    rate, updates = inputs.nonnegative("rate", rate), inputs.count("updates", updates, 1)
    return lambda k: rate * (1 + cos(pi * min(k / updates, 1.0))) / 2
