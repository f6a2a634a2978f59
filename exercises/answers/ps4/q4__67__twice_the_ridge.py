"""Twice alpha is added; the second derivative of alpha / 2 times w squared is alpha."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + 2 * alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
