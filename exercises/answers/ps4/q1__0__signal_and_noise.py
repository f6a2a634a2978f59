"""The squared length of the full gradient is added: this is that of a batch's gradient, not of its miss."""

import numpy as np


def batch_noise(g, sizes, replacement):
    n = len(g)
    single = g.var(axis=0).sum()
    return np.array(
        [
            (g.mean(axis=0) ** 2).sum() + single / b
            if replacement
            else (g.mean(axis=0) ** 2).sum() + single * (n - b) / (b * (n - 1))
            for b in sizes
        ]
    )
