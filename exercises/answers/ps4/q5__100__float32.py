import numpy as np


def moments(h, g, b, rates, start):
    h, g, rates = (values.astype(np.float32) for values in (h, g, rates))
    rows = np.zeros((len(rates) + 1, 2), np.float32)
    rows[0] = start, start**2
    for k, rate in enumerate(rates):
        mean, square = rows[k]
        noise = h.var() * square + 2 * np.mean(h * g) * mean + g.var()
        rows[k + 1] = (1 - rate * h.mean()) * mean, (1 - rate * h.mean()) ** 2 * square + rate**2 * noise / b
    return rows
