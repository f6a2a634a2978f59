"""Comparing two learners on many splits of the same data, whose results are not independent."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from mbcourse import inputs
from mbcourse.inputs import FloatArray


class Interval(NamedTuple):
    """A confidence interval.

    Attributes
    ----------
    mean : float
        The estimate.
    low : float
        Where the interval begins.
    high : float
        Where it ends.

    Examples
    --------
    >>> from mbcourse.comparison import Interval
    >>> interval = Interval(mean=0.5, low=-0.7, high=1.7)
    >>> interval.low <= 0 <= interval.high  # no difference is within the interval
    True
    """

    mean: float
    low: float
    high: float


def corrected_interval(differences: ArrayLike, n_train: int, n_test: int, level: float = 0.95) -> Interval:
    """Return the corrected resampled t interval for the mean difference between two learners.

    Splits of the same data share examples, so that differences on them are correlated, and the usual variance of a
    mean, s^2 / J, is too small. The corrected one is ``s^2 (1 / J + n_test / n_train)``, with J - 1 degrees of freedom
    (Nadeau and Bengio, 2003, *Machine Learning* 52, 239-281, https://doi.org/10.1023/A:1024068626366; for repeated
    k-fold cross-validation Bouckaert and Frank, 2004, https://doi.org/10.1007/978-3-540-24775-3_3).

    Parameters
    ----------
    differences : (J,) array
        For each split, from random splits or from k-fold cross-validation, once or repeated, the result of one learner
        minus that of the other on the same test examples, J at least 2. The interval has their unit.
    n_train, n_test : int
        Examples in the training and in the test part of a split, at least 1. For k folds n_test / n_train is
        1 / (k - 1).
    level : float
        Probability with which the interval should hold the true difference, inside 0 to 1; by default 0.95.

    Raises
    ------
    ValueError
        For fewer than two differences, differences that are not finite, counts below 1, or a level outside 0 to 1.
    ImportError
        If SciPy is not installed, from which the quantile of the t distribution comes.

    Notes
    -----
    The level is exact for normal differences whose correlation between any two splits is n_test / (n_train + n_test).
    That is an assumption, which the differences cannot check. How often an interval at 95 % misses 0 between equal
    learners was measured with two rules on data sets of 50 and 100 examples:

    ====================================  ===========  =============
    rule; folds x repeats                 corrected    uncorrected
    ====================================  ===========  =============
    nearest mean; 5 x 10 and 10 x 5       3 to 5 %     40 to 59 %
    nearest neighbour; 5 x 10 and 10 x 5  10 to 13 %   53 to 66 %
    nearest mean; 5 x 1 and 10 x 1        1 to 3 %     7 to 9 %
    nearest neighbour; 5 x 1 and 10 x 1   3 to 5 %     12 to 14 %
    ====================================  ===========  =============

    So the correction removes most false alarms, not all: a learner whose answers hang on few training examples has
    results that are more correlated than assumed. ``tests/test_comparison.py`` measures the table again.

    Examples
    --------
    >>> from mbcourse import comparison
    >>> differences = [0.02, -0.01, 0.03, 0.01, 0.00, 0.02, 0.01, -0.02, 0.04, 0.00]
    >>> mean, low, high = comparison.corrected_interval(differences, n_train=80, n_test=20)
    >>> print(f"{mean:.3f}, from {low:.3f} to {high:.3f}")
    0.010, from -0.014 to 0.034
    """
    values = _differences(differences)
    n_train, n_test = inputs.count("n_train", n_train, 1), inputs.count("n_test", n_test, 1)
    if inputs.positive("level", level) >= 1:
        raise ValueError(f"level is {level!r}: give a probability below 1, such as 0.95")
    mean, variance = float(values.mean()), float(values.var(ddof=1))
    half = _t_quantile((1 + level) / 2, len(values) - 1) * (variance * (1 / len(values) + n_test / n_train)) ** 0.5
    return Interval(mean, mean - half, mean + half)


def _t_quantile(probability: float, degrees: int) -> float:
    try:
        from scipy.special import stdtrit  # here, since it takes longer to import than the package
    except ImportError:
        raise ImportError("the t distribution comes with SciPy: install the package's extra 'torch'") from None
    return float(stdtrit(degrees, probability))


def _differences(differences: ArrayLike) -> FloatArray:
    try:
        array = np.asarray(differences, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"differences cannot be read as numbers: {error}") from None
    if array.ndim != 1 or array.size < 2:
        raise ValueError(f"differences has shape {array.shape}: give (J,), one for each split, at least two")
    if not np.isfinite(array).all():
        split = int(np.argmin(np.isfinite(array)))
        raise ValueError(
            f"differences holds {array[split]} at split {split}: every split needs a result, a finite number"
        )
    return array
