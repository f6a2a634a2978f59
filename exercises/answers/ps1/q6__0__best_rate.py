"""This is the constant rate that settles fastest; the question asks for the one at which divergence begins."""

import numpy as np


def largest_rate(x, c):
    off = 2 * np.average(x - ANCHOR, weights=c)
    return 2 / np.sum(np.linalg.eigvalsh([[2 * np.average((x - ANCHOR) ** 2, weights=c), off], [off, 2.0]]))
