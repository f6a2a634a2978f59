"""The square of alpha is added to the variance; adding one number to all curvatures does not change how they differ."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = (h.var() + alpha**2) * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
