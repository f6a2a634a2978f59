import numpy as np


def largest_rate(x, c):
    a = np.column_stack([x - ANCHOR, np.ones(len(x))])[c > 0]
    hessian = 2 * (a.T * c[c > 0]) @ a / c.sum()
    return 2 / np.roots([1, -np.trace(hessian), np.linalg.det(hessian)]).max()
