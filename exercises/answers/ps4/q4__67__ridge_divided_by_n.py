"""The ridge is divided by the number of examples; every example has all of it, and so has their mean."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha / n
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
