"""Half of alpha is added; the second derivative of alpha / 2 times w squared is alpha."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha / 2
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
