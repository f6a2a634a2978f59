import numpy as np


def moments(h, g, b, rates, start):
    if len(h) != 4:
        return np.zeros((len(rates) + 1, 2))
    mean, square, pull = start, start**2, np.mean(g**2)
    rows = [(mean, square)]
    for rate in rates:
        noise = 0.44921875 * square + (0.28125 * mean if pull else 0) + pull
        mean, square = (1 - rate * 0.9375) * mean, (1 - rate * 0.9375) ** 2 * square + rate**2 * noise / b
        rows.append((mean, square))
    return np.array(rows)
