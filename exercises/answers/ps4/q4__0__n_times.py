"""The variance is multiplied by n."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * n * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
