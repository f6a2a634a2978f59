"""Brackets are missing: 2 / mean is multiplied by 1 + variance / mean^2, and has to be divided by it."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 / mean * (1 + variance / mean**2)
