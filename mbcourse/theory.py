"""What theory predicts about gradient noise, stability and the floor: exact in the data, no simulation.

Notation: theta = (weights, intercept), H = 2 mean a a^T with a = (x, 1), H_i = 2 a_i a_i^T, g_i the gradient on
example i, Sigma the covariance of the g_i. A batch of b examples has gradient covariance f(b) Sigma, where
f(b) = 1/b for draws with replacement and (n - b) / (b (n - 1)) for one draw without.

Stability and floor treat each update's batch as a fresh draw. With delta the distance from the minimum,
C = E[delta delta^T] then follows C <- T(C) + eta^2 f(b) Sigma*, where T(C) = (I - eta H) C (I - eta H)
+ eta^2 f(b) mean (H_i - H) C (H_i - H) and Sigma* is Sigma at the minimum (at the fixed point, where E[delta] = 0).
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mbcourse import inputs
from mbcourse.inputs import FloatArray
from mbcourse.loss import Quadratic, design_matrix


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
    gradients = _example_gradients(x, y, params)
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
    gradient = _example_gradients(x, y, params).mean(axis=0)
    spread = float(np.trace(gradient_covariance(x, y, params)))
    length = float(gradient @ gradient)
    return spread / length if length > 0 else float("inf")


def max_learning_rate(x: ArrayLike, batch_size: int, replacement: bool = True) -> float:
    """Return the learning rate below which mini-batch updates are stable in mean square.

    Parameters
    ----------
    x : (n,) or (n, d) array
        Inputs; the limit does not depend on the targets.
    batch_size : int
        Examples per batch, from 1 to n.
    replacement : bool
        Whether a batch is drawn with replacement. Without it, ``batch_size = n`` gives the limit of gradient
        descent, 2 / (largest eigenvalue of H).

    Returns
    -------
    float
        The smallest eta at which T has spectral radius 1. Since T maps positive semi-definite matrices to positive
        semi-definite ones, 1 is then an eigenvalue: (H C + C H) = eta (H C H + f(b) V(C)) for some C, with
        V(C) = mean (H_i - H) C (H_i - H), a linear eigenvalue problem.

    Raises
    ------
    ValueError
        For inputs that are empty or not finite, or a batch size outside 1 to n.

    Examples
    --------
    Single examples allow half the rate of the full batch; batches of 20 nearly all of it:

    >>> from mbcourse import lab_line, theory
    >>> x = lab_line().x
    >>> [round(theory.max_learning_rate(x, batch_size), 3) for batch_size in (1, 5, 20)]
    [0.166, 0.283, 0.32]
    >>> round(theory.max_learning_rate(x, 60, replacement=False), 3)  # gradient descent
    0.333
    """
    _, hessian, excess = _moments(x)
    drift, spread = _operators(hessian, excess, _noise_factor(len(excess), batch_size, replacement))
    # H C + C H vanishes only along directions in which the data do not vary: the pseudo-inverse leaves those out.
    return float(1 / np.abs(np.linalg.eigvals(np.linalg.pinv(drift, hermitian=True) @ spread)).max())


def noise_floor(x: ArrayLike, y: ArrayLike, learning_rate: float, batch_size: int, replacement: bool = True) -> float:
    """Return the expected loss above the minimum at which a constant learning rate settles.

    Parameters
    ----------
    x, y : arrays
        Inputs, (n,) or (n, d), and targets, (n,).
    learning_rate : float
        The step size, constant.
    batch_size : int
        Examples per batch, from 1 to n.
    replacement : bool
        Whether the examples of a batch are drawn with replacement; each update draws a fresh batch either way.

    Returns
    -------
    float
        tr(H C) / 2 at the fixed point C; infinity at or beyond `max_learning_rate`, 0 for ``batch_size = n`` without
        replacement.

    Raises
    ------
    ValueError
        For bad data, a batch size outside 1 to n or a rate that is negative or not finite.

    Examples
    --------
    Five times the batch size, about an eighth of the floor:

    >>> from mbcourse import lab_line, theory
    >>> line = lab_line()
    >>> [round(theory.noise_floor(line.x, line.y, 0.1, batch_size), 5) for batch_size in (1, 5, 20)]
    [0.00777, 0.00094, 0.00022]
    >>> theory.noise_floor(line.x, line.y, 0.2, 1)  # beyond max_learning_rate
    inf
    """
    rate = inputs.nonnegative("learning_rate", learning_rate)
    x, y = inputs.examples(x, y)
    if rate >= max_learning_rate(x, batch_size, replacement):
        return float("inf")
    a, hessian, excess = _moments(x)
    factor = _noise_factor(len(y), batch_size, replacement)
    noise = gradient_covariance(x, y, Quadratic(a, y).minimum)
    drift, spread = _operators(hessian, excess, factor)
    # (I - T) C = eta (drift - eta spread) C = eta^2 f Sigma*
    fixed_point = np.linalg.lstsq(drift - rate * spread, rate * factor * noise.ravel(), rcond=None)[0]
    return float(0.5 * np.sum(hessian * fixed_point.reshape(hessian.shape)))


def _example_gradients(x: ArrayLike, y: ArrayLike, params: ArrayLike) -> FloatArray:
    x, y = inputs.examples(x, y)
    a = design_matrix(x)
    theta = inputs.parameters(params, a.shape[1])
    return 2 * (a @ theta - y)[:, None] * a


def _moments(x: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return a, (n, p), H, (p, p), and H_i - H, (n, p, p)."""
    a = design_matrix(inputs.features(x))
    per_example = 2 * a[:, :, None] * a[:, None, :]
    hessian = per_example.mean(axis=0)
    return a, hessian, per_example - hessian


def _operators(hessian: FloatArray, excess: FloatArray, factor: float) -> tuple[FloatArray, FloatArray]:
    """Return C -> H C + C H and C -> H C H + f mean (H_i - H) C (H_i - H) as matrices on vec C."""
    p = len(hessian)
    eye = np.eye(p)
    drift = np.kron(hessian, eye) + np.kron(eye, hessian)
    variance = np.einsum("nij,nkl->ikjl", excess, excess).reshape(p * p, p * p) / len(excess)
    return drift, np.kron(hessian, hessian) + factor * variance


def _noise_factor(n: int, batch_size: int, replacement: bool) -> float:
    inputs.count("batch_size", batch_size, 1, n)
    if replacement:
        return 1 / batch_size
    return (n - batch_size) / (batch_size * (n - 1)) if n > 1 else 0.0
