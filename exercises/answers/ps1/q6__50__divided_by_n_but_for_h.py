"""Two of the second derivatives are divided by the number of examples instead of the sum of the weights."""

import numpy as np


def largest_rate(x, c):
    off = 2 * np.mean(c * (x - ANCHOR))
    hessian = np.array([[2 * np.mean(c * (x - ANCHOR) ** 2), off], [off, 2.0]])
    return 2 / np.linalg.eigvalsh(hessian)[-1]
