import numpy as np


def moments(h, g, b, rates, start):
    mean, variance = start, 0.0
    rows = [(mean, mean**2)]
    for rate in rates:
        bracket = np.mean(((h - h.mean()) * mean + g) ** 2) + h.var() * variance
        mean, variance = (1 - rate * h.mean()) * mean, (1 - rate * h.mean()) ** 2 * variance + rate**2 * bracket / b
        rows.append((mean, variance + mean**2))
    return rows
