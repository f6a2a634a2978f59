import numpy as np


def largest_rate(x, c):
    a = 2 * np.average((x - ANCHOR) ** 2, weights=c)
    b = 2 * np.average(x - ANCHOR, weights=c)
    largest = (a + 2) / 2 + np.sqrt(((a - 2) / 2) ** 2 + b**2)
    return 2 / largest
