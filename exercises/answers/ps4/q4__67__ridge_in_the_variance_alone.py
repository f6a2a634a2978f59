"""alpha is added to the variance and not to the mean; it belongs to the mean alone."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean()
    variance = (h.var() + alpha) * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
