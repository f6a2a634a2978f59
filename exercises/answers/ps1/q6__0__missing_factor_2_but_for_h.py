"""Two of the second derivatives lack the factor of 2 that the third has.

Chapter 2, "The Hessian's eigenvalues give the bowl's shape"
"""

import numpy as np


def largest_rate(x, c):
    off = np.average(x - ANCHOR, weights=c)
    hessian = np.array([[np.average((x - ANCHOR) ** 2, weights=c), off], [off, 2.0]])
    return 2 / np.linalg.eigvalsh(hessian)[-1]
