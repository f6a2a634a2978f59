# says: changes an argument in place
import numpy as np


def moments(h, g, b, rates, start):
    mean, square, level = start, start**2, h.mean()
    rows = [(mean, square)]
    h -= level
    for rate in rates:
        noise = np.mean(h**2) * square + 2 * np.mean(h * g) * mean + np.mean(g**2)
        square = (1 - rate * level) ** 2 * square + rate**2 * noise / b
        mean = (1 - rate * level) * mean
        rows.append((mean, square))
    return np.array(rows)
