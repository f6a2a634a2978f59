"""The ridge is taken off the limit; it adds alpha to every curvature."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean()
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance) - alpha
