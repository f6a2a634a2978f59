"""alpha is added to the variance too; what is added to every curvature alike does not make them differ."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1)) + alpha
    return 2 * mean / (mean**2 + variance)
