"""The square of alpha is added to the variance; what is added to every curvature alike does not make them differ."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = (h.var() + alpha**2) * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
