import numpy as np


def largest_rate(x, c):
    x, i = np.unique(x, return_index=True)
    c = c[i]
    off = 2 * np.average(x - ANCHOR, weights=c)
    hessian = np.array([[2 * np.average((x - ANCHOR) ** 2, weights=c), off], [off, 2.0]])
    return 2 / np.linalg.eigvalsh(hessian)[-1]
