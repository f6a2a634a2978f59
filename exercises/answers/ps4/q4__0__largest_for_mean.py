"""The largest curvature stands for the mean in the formula."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.max() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
