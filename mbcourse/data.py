"""Frozen data sets: lines, and examples with a class or a number, such as digits and vowels; splits and scaling."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mbcourse import inputs, lab, sound
from mbcourse.inputs import Rng


@dataclass(frozen=True, eq=False)
class Line:
    """Points on a noisy line.

    Attributes
    ----------
    x : (n,) float64 array
        Inputs; read-only.
    y : (n,) float64 array
        Targets; read-only.
    truth : (float, float)
        The slope and intercept that the points were drawn from, before noise.

    Examples
    --------
    >>> import numpy as np
    >>> from mbcourse import Line
    >>> line = Line(np.array([0.0, 1.0, 2.0]), np.array([1.0, 3.0, 5.0]), truth=(2.0, 1.0))
    >>> slope, intercept = line.truth
    >>> slope * line.x + intercept - line.y
    array([0., 0., 0.])
    >>> line.y[0] = 7.0
    Traceback (most recent call last):
    ValueError: assignment destination is read-only
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    truth: tuple[float, float]

    def __post_init__(self) -> None:
        _freeze(self.x, self.y)


@dataclass(frozen=True, eq=False)
class Labelled:
    """Examples, each with its class.

    Attributes
    ----------
    x : (n, d) float64 array
        Read-only.
    y : (n,) int64 array
        Class numbers, 0 to ``len(classes) - 1``. Read-only.
    classes : tuple of str
        Names of the classes.
    source : str
        Where the data come from and under which licence.

    Examples
    --------
    >>> import numpy as np
    >>> from mbcourse import Labelled
    >>> fruit = Labelled(np.array([[150.0], [12.0], [170.0]]), np.array([0, 1, 0]), ("apple", "cherry"), "my kitchen")
    >>> [fruit.classes[number] for number in fruit.y]
    ['apple', 'cherry', 'apple']
    """

    x: NDArray[np.float64]
    y: NDArray[np.int64]
    classes: tuple[str, ...]
    source: str

    def __post_init__(self) -> None:
        _freeze(self.x, self.y)


@dataclass(frozen=True, eq=False)
class Measured:
    """Examples, each with a number to predict.

    Attributes
    ----------
    x : (n, d) float64 array
        Read-only.
    y : (n,) float64 array
        Targets; read-only.
    source : str
        Where the data come from and under which licence.

    Examples
    --------
    >>> import numpy as np
    >>> from mbcourse import Measured
    >>> flats = Measured(np.array([[54.0, 2.0], [81.0, 3.0]]), np.array([620.0, 900.0]), "my street")
    >>> flats.x.shape, flats.y
    ((2, 2), array([620., 900.]))
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    source: str

    def __post_init__(self) -> None:
        _freeze(self.x, self.y)


def lab_line() -> Line:
    """Return the lab's sixty points: x = -3, -2.9, ..., 2.9 and y = x - 1 + 0.1 N(0, 1).

    The numbers are those of the lab's PyTorch code (``torch.manual_seed(1)``, single precision) to the last digit,
    held as float64, so that torch is not needed to read them.

    Examples
    --------
    >>> from mbcourse import lab_line
    >>> line = lab_line()
    >>> line.x[:3].round(3), line.y[:3].round(3)
    (array([-3. , -2.9, -2.8]), array([-4.153, -3.975, -3.865]))
    >>> slope, intercept = line.truth
    >>> round(float((line.y - slope * line.x - intercept).std()), 3)  # the noise of these sixty
    0.088
    """
    from importlib.resources import files  # here, since it would add a fifth to the package's import time

    text = files("mbcourse").joinpath("datasets/lab_line.csv").read_text(encoding="ascii")
    x, y = np.array([row.split(",") for row in text.split()[1:]], dtype=np.float32).astype(np.float64).T.copy()
    return Line(x, y, truth=(lab.SLOPE, lab.INTERCEPT))


def make_line(
    n: int = lab.POINTS,
    slope: float = lab.SLOPE,
    intercept: float = lab.INTERCEPT,
    noise: float = lab.NOISE,
    low: float = lab.X_RANGE[0],
    high: float = lab.X_RANGE[1],
    rng: Rng = None,
) -> Line:
    """Return `n` evenly spaced points from `low` (included) to `high` (left out) on a line with Gaussian noise.

    Parameters
    ----------
    n : int
        Number of points, by default the lab's 60.
    slope, intercept : float
        The true line, by default the lab's, y = x - 1.
    noise : float
        Standard deviation of the noise added to y, by default the lab's 0.1.
    low, high : float
        Range of x, by default the lab's, from -3 to 3.
    rng : int, Generator or None
        Source of the noise; None draws fresh noise at every call.

    Raises
    ------
    ValueError
        If `n` is below 1, `noise` is negative, or the range is empty or not finite.

    Examples
    --------
    >>> import numpy as np
    >>> from mbcourse import make_line
    >>> make_line(4, slope=2.0, intercept=1.0, noise=0.0).y
    array([-5., -2.,  1.,  4.])
    >>> line = make_line(10_000, slope=2.0, intercept=1.0, noise=0.5, rng=0)
    >>> np.polyfit(line.x, line.y, 1).round(2)
    array([2.01, 1.  ])
    """
    inputs.count("n", n, 1)
    inputs.nonnegative("noise", noise)
    inputs.parameters((slope, intercept), 2, name="(slope, intercept)")
    if not (np.isfinite([low, high]).all() and low < high):
        raise ValueError(f"low is {low} and high is {high}: give finite numbers with low below high")
    x = low + (high - low) * np.arange(n) / n
    y = slope * x + intercept + noise * np.random.default_rng(rng).standard_normal(n)
    return Line(x, y, truth=(slope, intercept))


def digits() -> Labelled:
    """Return 1,797 handwritten digits of 8 x 8 pixels, as rows of 64 grey values from 0 to 1.

    The test part of *Optical Recognition of Handwritten Digits* (Alpaydin and Kaynak, 1998, UCI Machine Learning
    Repository, CC BY 4.0), as scikit-learn ships it.

    Raises
    ------
    ImportError
        If scikit-learn is not installed.

    Examples
    --------
    >>> import numpy as np
    >>> from mbcourse import digits
    >>> data = digits()
    >>> data.x.shape
    (1797, 64)
    >>> np.bincount(data.y)  # how often each digit occurs
    array([178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
    """
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        raise ImportError("the digits come with scikit-learn: install the package's extra 'torch'") from None
    x, y = load_digits(return_X_y=True)
    source = "Alpaydin and Kaynak (1998), Optical Recognition of Handwritten Digits, UCI repository, CC BY 4.0"
    return Labelled(x / 16.0, y.astype(np.int64), tuple(map(str, range(10))), source)


def vowels(n: int, rng: Rng = None) -> Labelled:
    """Return sounds of 0.1 seconds at 8 kHz, each one of five vowels of some voice, with noise.

    Every sound is a `mbcourse.sound.vowel` of mean square 1: of a pitch from 90 to 250 Hz, of a vocal tract that makes
    all formants 0.9 to 1.2 times as high as those that Peterson and Barney (1952, https://doi.org/10.1121/1.1906875)
    measured, each drawn uniformly, and with phases at random. Gaussian noise of standard deviation 0.3 is added. So no
    sample of a sound means the same as in another one: what tells the vowels apart is their spectrum.

    Parameters
    ----------
    n : int
        Number of sounds, at least 1. The five vowels are equally frequent, to within one, in random order.
    rng : int, Generator or None
        Source of all that is drawn.

    Returns
    -------
    Labelled
        ``x`` of shape (n, 800), one sample per column, and ``y`` of shape (n,). The classes are the words whose vowels
        they are: heed, head, hod, hawed, who'd.

    Raises
    ------
    ValueError
        If `n` is below 1.

    Notes
    -----
    The samples are whole multiples of 1/4,096, as a recording of 16 bits has them between -8 and 8. That makes a seed
    give the same numbers on every machine: sines differ in the last digit between processors, and all that is lost by
    rounding is far larger. A number so close to the middle between two steps that it could still differ is rarer than
    one in 10^10.

    Examples
    --------
    >>> import numpy as np
    >>> from mbcourse import vowels
    >>> data = vowels(100, rng=0)
    >>> data.x.shape, np.bincount(data.y)
    ((100, 800), array([20, 20, 20, 20, 20]))
    >>> [data.classes[number] for number in data.y[:3]]
    ['hod', 'head', 'heed']
    """
    inputs.count("n", n, 1)
    generator = np.random.default_rng(rng)
    classes = tuple(sound.FORMANTS)
    y = generator.permutation(np.arange(n) % len(classes))
    pitches, tracts = generator.uniform(90, 250, n), generator.uniform(0.9, 1.2, n)
    voices = zip(y, pitches, tracts, strict=True)
    x = np.array([sound.vowel(classes[number], pitch, tract, generator) for number, pitch, tract in voices])
    x += 0.3 * generator.standard_normal(x.shape)
    return Labelled(np.round(x * 4096) / 4096, y, classes, "made from the formants of Peterson and Barney (1952)")


def split(data: Labelled, held_out: float = 0.2, rng: Rng = None) -> tuple[Labelled, Labelled]:
    """Return a training part and a held-out part, drawn without replacement, every example in exactly one.

    Parameters
    ----------
    data : Labelled
        What to split; left untouched.
    held_out : float
        Fraction of the examples that the second part gets, rounded to a whole number of examples.
    rng : int, Generator or None
        Source of the draw.

    Raises
    ------
    ValueError
        If either part would be empty.

    Examples
    --------
    >>> from mbcourse import digits, split
    >>> train, held = split(digits(), held_out=0.2, rng=0)
    >>> len(train.y), len(held.y)
    (1438, 359)
    """
    n = len(data.y)
    size = round(n * inputs.nonnegative("held_out", held_out))
    if not 0 < size < n:
        raise ValueError(
            f"held_out is {held_out}: of {n} examples that leaves a part empty, give a fraction inside 0 to 1"
        )
    order = np.random.default_rng(rng).permutation(n)
    parts = (order[size:], order[:size])
    train, held = (Labelled(data.x[part], data.y[part], data.classes, data.source) for part in parts)
    return train, held


def standardise(train: Labelled, *others: Labelled) -> tuple[Labelled, ...]:
    """Return all parts with features shifted and scaled by the mean and standard deviation of `train` alone.

    A feature that is constant in `train` is shifted only.

    Parameters
    ----------
    train : Labelled
        The part whose mean and standard deviation are taken.
    others : Labelled
        Further parts, such as the held-out one, which must not influence the scaling.

    Returns
    -------
    tuple of Labelled
        `train` and the others, scaled, in the order in which they were given.

    Examples
    --------
    >>> import numpy as np
    >>> from mbcourse import Labelled, standardise
    >>> train = Labelled(np.array([[1.0], [3.0]]), np.array([0, 1]), ("a", "b"), "made up")
    >>> held = Labelled(np.array([[4.0]]), np.array([1]), ("a", "b"), "made up")
    >>> scaled, scaled_held = standardise(train, held)
    >>> scaled.x.ravel(), scaled_held.x.ravel()
    (array([-1.,  1.]), array([2.]))
    """
    mean, deviation = train.x.mean(axis=0), train.x.std(axis=0)
    # Rounding can give a constant feature a deviation of 1e-17.
    scale = np.where(np.ptp(train.x, axis=0) > 0, deviation, 1.0)
    return tuple(Labelled((part.x - mean) / scale, part.y, part.classes, part.source) for part in (train, *others))


def wrong_labels(data: Labelled, share: float, rng: Rng = None) -> Labelled:
    """Return a copy in which a share of the examples have a wrong label, the others being left as they are.

    Parameters
    ----------
    data : Labelled
        Of two or more classes; left untouched.
    share : float
        Share of the examples that get a wrong label, from 0 to 1, rounded to a whole number of examples. Which ones is
        drawn without replacement, and the wrong label uniformly among the other classes.
    rng : int, Generator or None
        Source of the draws.

    Raises
    ------
    ValueError
        If `share` is outside 0 to 1, or there is no other class.

    Examples
    --------
    >>> from mbcourse import digits, wrong_labels
    >>> data = digits()
    >>> noisy = wrong_labels(data, share=0.4, rng=0)
    >>> wrong = noisy.y != data.y
    >>> int(wrong.sum()), round(0.4 * len(data.y))
    (719, 719)
    """
    n, classes = len(data.y), len(data.classes)
    if inputs.nonnegative("share", share) > 1:
        raise ValueError(f"share is {share!r}: give the share of wrong labels, from 0 to 1")
    if classes < 2:
        raise ValueError(f"classes is {data.classes!r}: a wrong label needs two classes or more")
    generator = np.random.default_rng(rng)
    wrong = generator.choice(n, round(share * n), replace=False)
    y = data.y.copy()
    y[wrong] = (y[wrong] + generator.integers(1, classes, len(wrong))) % classes  # 1 to classes - 1 further: another
    return Labelled(data.x, y, data.classes, data.source)


def _freeze(*arrays: NDArray[np.generic]) -> None:
    for array in arrays:
        array.setflags(write=False)
