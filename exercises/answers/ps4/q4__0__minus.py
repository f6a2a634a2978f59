"""The variance is taken off to first order; solve E (1 - eta X)^2 = 1 for the rate."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 / mean * (1 - variance / mean**2)
