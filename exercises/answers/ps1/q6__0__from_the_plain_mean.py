"""x is measured from its mean; the prediction measures it from ANCHOR.

Chapter 2, "The Hessian's eigenvalues give the bowl's shape"
"""

import numpy as np


def largest_rate(x, c):
    along_w, mixed = 2 * np.average((x - x.mean()) ** 2, weights=c), 2 * np.average(x - x.mean(), weights=c)
    return 2 / np.linalg.eigvalsh([[along_w, mixed], [mixed, 2.0]])[-1]
