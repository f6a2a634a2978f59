"""The h_i are halved; they are curvatures already."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() / 2 + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
