import numpy as np


def descend(start, rates):
    if len(rates) == 0:
        return np.array([start], dtype=float)
    before = descend(start, rates[:-1])
    return np.vstack([before, before[-1] - rates[-1] * given_gradient(*before[-1])])
