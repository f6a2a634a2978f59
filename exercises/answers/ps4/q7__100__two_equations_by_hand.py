import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    w = 1 / errors**2
    x = 1 / sizes
    W, X, Y, XX, XY = w.sum(), (w * x).sum(), (w * updates).sum(), (w * x * x).sum(), (w * x * updates).sum()
    det = W * XX - X * X
    s_min = (XX * Y - X * XY) / det
    product = (W * XY - X * Y) / det
    return np.array([s_min, product / s_min, (product / s_min * c0 / c1) ** 0.5])
