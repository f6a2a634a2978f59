"""The loss over the plane of slope and intercept: its values, its minimum and its curvature."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mbcourse import inputs, lab
from mbcourse.loss import Quadratic, design_matrix


class ErrorSurface:
    """The mean squared error of a line as a function of its slope and intercept.

    The surface is a quadratic that five averages of the data fix (of x, y, x^2, x y and y^2), so that after
    construction no value costs more for n = 600,000 points than for 60.

    Parameters
    ----------
    x, y : (n,) arrays
        The data.

    Attributes
    ----------
    minimum : (2,) array
        Slope and intercept of least squares.
    hessian : (2, 2) array
        ``2 [[mean x^2, mean x], [mean x, 1]]``.
    floor : float
        The loss at the minimum.

    Raises
    ------
    ValueError
        For data that are empty, not finite, or not two arrays of one length.

    Examples
    --------
    >>> from mbcourse import ErrorSurface, lab_line
    >>> line = lab_line()
    >>> surface = ErrorSurface(line.x, line.y)
    >>> surface.minimum.round(3)
    array([ 1.006, -1.022])

    The loss is three times as curved along the slope as along the intercept:

    >>> surface.hessian.round(2)
    array([[ 6. , -0.1],
           [-0.1,  2. ]])
    """

    def __init__(self, x: ArrayLike, y: ArrayLike) -> None:
        x, y = inputs.examples(x, y)
        if x.ndim != 1:
            raise ValueError(f"x has shape {x.shape}: the surface of a line needs x of shape (n,)")
        self._quadratic = Quadratic(design_matrix(x), y)
        self.minimum = self._quadratic.minimum
        self.hessian = self._quadratic.hessian
        self.floor = self._quadratic.floor

    def loss(self, w: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
        """Return the loss at slope `w` and intercept `b`, which broadcast against each other.

        Examples
        --------
        >>> from mbcourse import LAB_START, ErrorSurface, lab_line
        >>> line = lab_line()
        >>> surface = ErrorSurface(line.x, line.y)
        >>> surface.loss(*LAB_START).round(3)
        np.float64(835.276)
        >>> surface.loss([1.0, 2.0], -1.0).round(3)
        array([0.008, 2.97 ])
        """
        dw: NDArray[np.float64] = np.asarray(w, dtype=np.float64) - self.minimum[0]
        db: NDArray[np.float64] = np.asarray(b, dtype=np.float64) - self.minimum[1]
        (hww, hwb), (_, hbb) = self.hessian
        losses: NDArray[np.float64] = self.floor + (0.5 * hww * dw + hwb * db) * dw + 0.5 * hbb * db * db
        return losses

    def grid(
        self, w: tuple[float, float] = lab.W_RANGE, b: tuple[float, float] = lab.B_RANGE, points: int = 200
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Return slopes, intercepts and losses on a grid, three arrays of shape (points, points).

        Parameters
        ----------
        w, b : (float, float)
            Ranges of slope and intercept, ends included; by default those of the course's figures.
        points : int
            Points along each axis, at least 2.

        Raises
        ------
        ValueError
            If `points` is below 2.

        Examples
        --------
        >>> from mbcourse import ErrorSurface, lab_line
        >>> line = lab_line()
        >>> slopes, intercepts, losses = ErrorSurface(line.x, line.y).grid(w=(0.0, 2.0), b=(-2.0, 0.0), points=3)
        >>> slopes[0], intercepts[:, 0]
        (array([0., 1., 2.]), array([-2., -1.,  0.]))
        >>> losses.round(2)
        array([[3.91, 0.96, 4.02],
               [3.05, 0.01, 2.97],
               [4.2 , 1.05, 3.91]])
        """
        inputs.count("points", points, 2)
        slopes, intercepts = np.linspace(*w, points), np.linspace(*b, points)
        w_grid, b_grid = np.meshgrid(slopes, intercepts)
        return w_grid, b_grid, self.loss(slopes, intercepts[:, None])
