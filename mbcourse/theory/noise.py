"""How much the gradients of examples and of batches scatter, and how large that is beside the gradient itself."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mbcourse import inputs
from mbcourse.inputs import FloatArray
from mbcourse.loss import design_matrix


def noise_factor(n: int, batch_size: int, replacement: bool = True) -> float:
    """Return f(b): the covariance of a batch's mean gradient, as a multiple of that of single examples.

    Parameters
    ----------
    n : int
        Number of examples.
    batch_size : int
        Examples per batch, b: 1 or more, without replacement at most n.
    replacement : bool
        Whether an example may come twice in a batch: 1/b, else (n - b) / (b (n - 1)).

    Returns
    -------
    float
        1 at ``batch_size = 1``, either way; at ``batch_size = n`` 1/n with replacement and 0 without.

    Raises
    ------
    ValueError
        For n below 1, a batch size below 1, or one above n without replacement.

    Examples
    --------
    >>> from mbcourse import theory
    >>> theory.noise_factor(60, 20), round(theory.noise_factor(60, 20, replacement=False), 4)
    (0.05, 0.0339)
    """
    inputs.count("n", n, 1)
    if replacement:
        return 1 / inputs.count("batch_size", batch_size, 1)
    inputs.count("batch_size", batch_size, 1, n)
    return (n - batch_size) / (batch_size * (n - 1)) if n > 1 else 0.0


def gradient_covariance(x: ArrayLike, y: ArrayLike, params: ArrayLike) -> NDArray[np.float64]:
    """Return the covariance of the per-example gradients, divided by n.

    Parameters
    ----------
    x : (n,) or (n, d) array
        Inputs.
    y : (n,) array
        Targets.
    params : (d + 1,) array
        Weights, then the intercept, at which the gradients are taken.

    Returns
    -------
    (d + 1, d + 1) array
        For a line (2, 2).

    Raises
    ------
    ValueError
        For data or parameters that are not finite or of shapes that do not match.

    Examples
    --------
    Far from the minimum the examples disagree far more than near it:

    >>> from mbcourse import LAB_START, lab_line, theory
    >>> line = lab_line()
    >>> theory.gradient_covariance(line.x, line.y, LAB_START).round()
    array([[8023., 1408.],
           [1408., 3074.]])
    >>> theory.gradient_covariance(line.x, line.y, (1.0, -1.0)).round(2)
    array([[0.12, 0.  ],
           [0.  , 0.03]])
    """
    gradients = example_gradients(x, y, params)
    covariance: NDArray[np.float64] = np.cov(gradients, rowvar=False, bias=True)
    return covariance


def noise_scale(x: ArrayLike, y: ArrayLike, params: ArrayLike) -> float:
    """Return the gradient-noise scale ``tr Sigma / |gradient|^2``, in examples; infinity where the gradient is 0.

    The batch size at which, drawing with replacement, a batch gradient's noise is as long as the gradient itself
    (the "simple" noise scale of McCandlish et al. 2018). Parameters and errors as in `gradient_covariance`.

    Examples
    --------
    At the start two examples are enough to see the direction; near the minimum forty are not too many:

    >>> from mbcourse import LAB_START, lab_line, theory
    >>> line = lab_line()
    >>> round(theory.noise_scale(line.x, line.y, LAB_START), 1)
    1.2
    >>> round(theory.noise_scale(line.x, line.y, (1.0, -1.0)), 1)
    40.4
    """
    gradient = example_gradients(x, y, params).mean(axis=0)
    spread = float(np.trace(gradient_covariance(x, y, params)))
    length = float(gradient @ gradient)
    return spread / length if length > 0 else float("inf")


def two_batch(small: ArrayLike, big: ArrayLike, b: int, B: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return noise and signal of gradients from their mean squared lengths at two batch sizes.

    For draws with replacement a batch of b has ``E |g_b|^2 = |gradient|^2 + tr Sigma / b``: two sizes fix both. The two
    differences below are unbiased (McCandlish et al. 2018, appendix A); their ratio is not, so average the squared
    lengths over many batches first. For batches of different examples the same formulas give ``n/(n - 1) tr Sigma`` and
    ``|gradient|^2 - tr Sigma / (n - 1)``: what they estimate are the noise and signal of the population.

    Parameters
    ----------
    small, big : float or (...) array
        Mean squared length of the gradient of batches of `b` and of `B` examples; arrays for several pairs.
    b, B : int
        The two sizes, ``1 <= b < B``.

    Returns
    -------
    signal : float or array
        ``(B big - b small) / (B - b)``, the estimate of ``|gradient|^2``. It may be negative.
    noise : float or array
        ``(small - big) / (1/b - 1/B)``, the estimate of tr Sigma. It may be negative.
    scale : float or array
        ``noise / signal``, the noise scale, in examples; infinity or NaN where the signal is 0.

    Raises
    ------
    ValueError
        For sizes that are not whole numbers with ``1 <= b < B``, and for squared lengths that are negative or not
        finite.

    Examples
    --------
    From the exact mean squared lengths at 5 and 20 examples the estimate is exact:

    >>> from mbcourse import LAB_START, lab_line, theory
    >>> line = lab_line()
    >>> spread = theory.gradient_covariance(line.x, line.y, LAB_START).trace()
    >>> length = spread / theory.noise_scale(line.x, line.y, LAB_START)
    >>> signal, noise, scale = theory.two_batch(length + spread / 5, length + spread / 20, 5, 20)
    >>> print(round(signal / length, 6), round(noise / spread, 6), round(scale, 1))
    1.0 1.0 1.2
    """
    inputs.count("b", b, 1)
    if inputs.count("B", B, 1) <= b:
        raise ValueError(f"b is {b} and B is {B}: give two different sizes, the smaller first")
    at_b, at_B = (_squared_lengths(name, value) for name, value in (("small", small), ("big", big)))
    signal = (B * at_B - b * at_b) / (B - b)
    noise = (at_b - at_B) / (1 / b - 1 / B)
    with np.errstate(divide="ignore", invalid="ignore"):
        return signal, noise, np.divide(noise, signal)


def _squared_lengths(name: str, value: ArrayLike) -> FloatArray:
    array = np.asarray(value, dtype=np.float64)
    if not (np.isfinite(array) & (array >= 0)).all():
        raise ValueError(f"{name} is {value!r}: give mean squared lengths, finite and not negative")
    return array


def example_gradients(x: ArrayLike, y: ArrayLike, params: ArrayLike) -> FloatArray:
    """Return the gradient of each example's squared error, shape (n, d + 1); arguments as in `gradient_covariance`."""
    x, y = inputs.examples(x, y)
    a = design_matrix(x)
    theta = inputs.parameters(params, a.shape[1])
    return 2 * (a @ theta - y)[:, None] * a
