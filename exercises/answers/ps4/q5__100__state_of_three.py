import numpy as np


def moments(h, g, b, rates, start):
    state = np.array([1.0, start, start**2])
    rows = [state[1:]]
    m = h.mean()
    for eta in rates:
        f = eta**2 / b
        step = np.array(
            [
                [1, 0, 0],
                [0, 1 - eta * m, 0],
                [f * np.mean(g**2), 2 * f * np.mean((h - m) * g), (1 - eta * m) ** 2 + f * h.var()],
            ]
        )
        state = step @ state
        rows.append(state[1:])
    return np.vstack(rows)
