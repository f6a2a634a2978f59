"""The noise grows with the batch size; the mean of more examples misses by less."""

import numpy as np


def batch_noise(g, sizes, replacement):
    return g.var(axis=0).sum() * np.asarray(sizes) / len(g)
