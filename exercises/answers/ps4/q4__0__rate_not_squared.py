"""The rate stands before the variance without its square: the variance of eta X is eta squared times that of X."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return (2 * mean - variance) / mean**2
