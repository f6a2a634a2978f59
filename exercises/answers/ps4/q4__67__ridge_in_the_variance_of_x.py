"""alpha is added to the variance too; adding one number to all curvatures does not change how they differ."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1)) + alpha
    return 2 * mean / (mean**2 + variance)
