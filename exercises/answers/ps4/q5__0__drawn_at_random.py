# says: something is drawn at random
import numpy as np


def moments(h, g, b, rates, start):
    rng = np.random.default_rng()
    distance = np.full(1000, float(start))
    rows = [(distance.mean(), np.mean(distance**2))]
    for rate in rates:
        batch = rng.integers(len(h), size=(1000, b))
        distance = distance - rate * (h[batch].mean(axis=1) * distance + g[batch].mean(axis=1))
        rows.append((distance.mean(), np.mean(distance**2)))
    return np.array(rows)
