import numpy as np


def moments(h, g, b, rates, start):
    rows = np.zeros((len(rates) + 1, 2))
    rows[0] = start, start**2
    rows[1:, 0] = start * np.cumprod(1 - rates * h.mean())
    for k, rate in enumerate(rates):
        m, s = rows[k]
        spread = h.var() * s + 2 * np.cov(h, g, bias=True)[0, 1] * m + g.var()
        rows[k + 1, 1] = (1 - rate * h.mean()) ** 2 * s + rate**2 / b * spread
    return rows
