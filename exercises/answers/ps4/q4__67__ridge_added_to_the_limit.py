"""The ridge is added to the limit; it adds to the curvature, and so lowers the limit."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean()
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance) + alpha
