import numpy as np


def moments(h, g, b, rates, start):
    state, rows = np.array([start, start**2, 1.0]), []
    v, c, s = h.var() / b, np.mean((h - h.mean()) * g) / b, np.mean(g**2) / b
    for rate in [0.0, *rates]:
        k = 1 - rate * h.mean()
        state = np.array([[k, 0, 0], [2 * rate**2 * c, k**2 + rate**2 * v, rate**2 * s], [0, 0, 1]]) @ state
        rows.append(state[:2])
    return np.array(rows)
