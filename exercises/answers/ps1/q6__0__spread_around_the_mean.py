"""A spread around the mean of x is taken; the prediction measures x from ANCHOR.

Chapter 2, "The Hessian's eigenvalues give the bowl's shape"
"""

import numpy as np


def largest_rate(x, c):
    middle = np.average(x, weights=c)
    along_w, mixed = 2 * np.average((x - middle) ** 2, weights=c), 2 * np.average(x - ANCHOR, weights=c)
    return 2 / np.linalg.eigvalsh([[along_w, mixed], [mixed, 2.0]])[-1]
