"""The square of alpha is added to the mean; the ridge adds alpha itself."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha**2
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
