"""The anchor is missing in the mixed second derivative, the other one has it.

Chapter 2, "The Hessian's eigenvalues give the bowl's shape"
"""

import numpy as np


def largest_rate(x, c):
    along_w, mixed = 2 * np.average((x - ANCHOR) ** 2, weights=c), 2 * np.average(x, weights=c)
    return 2 / np.linalg.eigvalsh([[along_w, mixed], [mixed, 2.0]])[-1]
