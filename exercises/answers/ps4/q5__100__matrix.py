import numpy as np


def moments(h, g, b, rates, start):
    state = np.array([1.0, start, start**2])
    rows = [state[1:]]
    for rate in rates:
        c = 1 - rate * h.mean()
        step = np.array(
            [
                [1, 0, 0],
                [0, c, 0],
                [rate**2 * g.var() / b, 2 * rate**2 * np.mean(h * g) / b, c**2 + rate**2 * h.var() / b],
            ]
        )
        state = step @ state
        rows.append(state[1:])
    return np.array(rows)
