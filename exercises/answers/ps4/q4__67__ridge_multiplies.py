"""The curvature is multiplied by 1 + alpha; the ridge adds alpha."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() * (1 + alpha)
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
