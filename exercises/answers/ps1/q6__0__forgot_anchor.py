"""The anchor is missing: the second derivatives contain x as the prediction contains it.

Chapter 2, "The Hessian's eigenvalues give the bowl's shape"
"""

import numpy as np


def largest_rate(x, c):
    off = 2 * np.average(x, weights=c)
    return 2 / np.linalg.eigvalsh([[2 * np.average(x**2, weights=c), off], [off, 2.0]])[-1]
