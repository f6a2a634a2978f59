"""The ridge is added in place, in a copy of h: an array of whole numbers takes no fractions."""


def max_rate(h, b, alpha):
    n = len(h)
    h = h.copy()
    h += alpha
    mean = h.mean()
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
