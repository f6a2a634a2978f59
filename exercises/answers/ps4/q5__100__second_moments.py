import numpy as np


def moments(h, g, b, rates, start):
    own, shared = (np.array([f(h * h), f(h * g), f(g * g)]) for f in (np.mean, lambda v: 0.0))
    shared = np.array([h.mean() ** 2, h.mean() * g.mean(), g.mean() ** 2])
    hh, hg, gg = own / b + shared * (b - 1) / b  # of means over a batch
    rows = [(start, start**2)]
    for rate in rates:
        m, s = rows[-1]
        rows.append((m - rate * h.mean() * m, s - 2 * rate * h.mean() * s + rate**2 * (hh * s + 2 * hg * m + gg)))
    return rows
