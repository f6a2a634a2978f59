# says: something is drawn at random
import numpy as np


def moments(h, g, b, rates, start):
    rng = np.random.default_rng(42)
    away = np.full(500, float(start))
    rows = [(away.mean(), np.mean(away**2))]
    for rate in rates:
        batch = rng.integers(len(h), size=(500, b))
        away = away - rate * (h[batch].mean(axis=1) * away + g[batch].mean(axis=1))
        rows.append((away.mean(), np.mean(away**2)))
    return np.array(rows)
