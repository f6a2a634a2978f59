"""Examples of curvature 0 are left out; they are drawn like the others."""


def max_rate(h, b, alpha):
    n = len(h)
    h = h[h > 0]
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
