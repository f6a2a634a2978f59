"""The ridge is divided by the batch size; every example has all of it, and so has their mean."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha / b
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
