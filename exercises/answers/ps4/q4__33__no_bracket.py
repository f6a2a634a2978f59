"""Brackets are missing: b * n - 1 stands where b * (n - 1) belongs."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * n - 1)
    return 2 * mean / (mean**2 + variance)
