"""The variance is multiplied by (1 + alpha) squared, as if the ridge stretched the curvatures; it shifts them."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (1 + alpha) ** 2 * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
