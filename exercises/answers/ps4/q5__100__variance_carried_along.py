import numpy as np


def moments(h, g, b, rates, start):
    mean, variance, rows = float(start), 0.0, [(start, start**2)]
    for rate in rates:
        kept = 1 - rate * h.mean()
        at_the_mean = np.var(h * mean + g)
        variance = (kept**2 + rate**2 * h.var() / b) * variance + rate**2 * at_the_mean / b
        mean *= kept
        rows.append((mean, variance + mean**2))
    return np.array(rows)
