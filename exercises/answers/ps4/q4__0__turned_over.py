"""The result is upside down: the limit has the unit of one over a curvature."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return (mean**2 + variance) / (2 * mean)
