# says: something is drawn at random
import numpy as np


def moments(h, g, b, rates, start):
    rng = np.random.default_rng()
    delta = np.full(500, float(start))
    rows = [(delta.mean(), np.mean(delta**2))]
    for rate in rates:
        i = rng.integers(len(h), size=(500, b))
        delta = delta - rate * (h[i].mean(axis=1) * delta + g[i].mean(axis=1))
        rows.append((delta.mean(), np.mean(delta**2)))
    return np.array(rows)
