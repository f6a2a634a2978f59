import numpy as np


def largest_rate(x, c):
    off = 2 * np.average(x - ANCHOR, weights=c)
    hessian = np.array([[2 * np.average((x - ANCHOR) ** 2, weights=c), off], [off, 2.0]])
    v = np.array([1.0, 0.3])
    for _ in range(2000):
        v = hessian @ v
        v = v / np.linalg.norm(v)
    return 2 / (v @ hessian @ v)
