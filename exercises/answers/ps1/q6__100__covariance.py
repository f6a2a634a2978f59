import numpy as np


def largest_rate(x, c):
    mean = np.average(x, weights=c) - ANCHOR
    spread = np.cov(x, aweights=c, ddof=0)
    hessian = 2 * np.array([[spread + mean**2, mean], [mean, 1.0]])
    return 2 / np.linalg.eigvalsh(hessian).max()
