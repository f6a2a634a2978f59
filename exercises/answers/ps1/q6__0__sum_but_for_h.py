"""Two of the second derivatives are sums over the examples; the loss is a mean, and so are they.

Chapter 1, "The sum grows with the data, the mean does not"
"""

import numpy as np


def largest_rate(x, c):
    off = 2 * np.sum(c * (x - ANCHOR))
    hessian = np.array([[2 * np.sum(c * (x - ANCHOR) ** 2), off], [off, 2.0]])
    return 2 / np.linalg.eigvalsh(hessian)[-1]
