"""The ridge is taken off the curvature; it adds to it."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() - alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
