"""The square of the mean stands above the fraction bar; the limit is then no longer one over a curvature."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean**2 / (mean**2 + variance)
