import numpy as np


def moments(h, g, b, rates, start):
    rows = np.zeros((len(rates) + 1, 2))
    rows[0] = start, start**2
    for k, rate in enumerate(rates):
        mean, square = rows[k]
        own = np.mean(h**2) * square + 2 * np.mean(h * g) * mean + np.mean(g**2)  # a draw with itself
        other = h.mean() ** 2 * square  # with another draw
        bracket = (own + (b - 1) * other) / b
        rows[k + 1] = mean - rate * h.mean() * mean, square - 2 * rate * h.mean() * square + rate**2 * bracket
    return rows
