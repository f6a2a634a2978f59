"""The anchor is missing in the second derivative along w, the mixed one has it.

Chapter 2, "The Hessian's eigenvalues give the bowl's shape"
"""

import numpy as np


def largest_rate(x, c):
    along_w, mixed = 2 * np.average(x**2, weights=c), 2 * np.average(x - ANCHOR, weights=c)
    return 2 / np.linalg.eigvalsh([[along_w, mixed], [mixed, 2.0]])[-1]
