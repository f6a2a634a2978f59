"""An example of weight 0 has to count like none.

The text of question 6
"""

import numpy as np


def largest_rate(x, c):
    c = np.where(c > 0, c, 1.0)
    off = 2 * np.average(x - ANCHOR, weights=c)
    hessian = np.array([[2 * np.average((x - ANCHOR) ** 2, weights=c), off], [off, 2.0]])
    return 2 / np.linalg.eigvalsh(hessian)[-1]
