"""The mean squared error of a linear model: its model matrix, its value, its gradient, and the quadratic it is.

With a = (x, 1) and theta = (weights, intercept) the loss is L(theta) = mean (a . theta - y)^2, a quadratic with
Hessian H = 2 mean a a^T, so L(theta) = L(m) + (theta - m)^T H (theta - m) / 2 around any minimiser m.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mbcourse.inputs import FloatArray


def design_matrix(x: FloatArray) -> FloatArray:
    """Return the features `x`, (n,) or (n, d), with a column of ones for the intercept, shape (n, d + 1)."""
    return np.column_stack([x, np.ones(len(x), dtype=x.dtype)])


def loss_and_gradient(a: FloatArray, y: FloatArray, theta: FloatArray) -> tuple[float, FloatArray]:
    """Return the mean squared error over these examples, and its gradient.

    Parameters
    ----------
    a : (m, p) array
        Features with the column of ones.
    y : (m,) array
        Targets.
    theta : (p,) array
        Weights, then the intercept.
    """
    residual = a.dot(theta) - y
    scale = 1 / len(y)
    return residual.dot(residual) * scale, residual.dot(a) * (2 * scale)


class Quadratic:
    """The full-data loss as a function of the parameters, at a cost that does not depend on n.

    Parameters
    ----------
    a : (n, p) array
        Features with the column of ones.
    y : (n,) array
        Targets.

    Attributes
    ----------
    minimum : (p,) array
        The least-squares solution (the shortest one where several exist).
    hessian : (p, p) array
        ``2 mean a a^T``.
    floor : float
        The loss at the minimum.
    """

    def __init__(self, a: FloatArray, y: FloatArray) -> None:
        a, y = a.astype(np.float64, copy=False), y.astype(np.float64, copy=False)
        self.minimum = np.linalg.lstsq(a, y, rcond=None)[0]
        self.hessian = 2 / len(y) * (a.T @ a)
        self.floor = loss_and_gradient(a, y, self.minimum)[0]

    def __call__(self, params: NDArray[Any]) -> NDArray[np.float64]:
        """Return the loss at `params`, shape (..., p) -> (...); infinity where a parameter is not finite.

        Measured from the minimum: expanding the square instead would lose every digit of a loss near zero.
        """
        with np.errstate(over="ignore", invalid="ignore"):
            away = params - self.minimum
            losses = np.asarray(np.einsum("...i,...i->...", away @ (0.5 * self.hessian), away))
            losses += self.floor
        losses[np.isnan(losses)] = np.inf
        return losses
