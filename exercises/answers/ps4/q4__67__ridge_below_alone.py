"""alpha is added to the mean below the fraction bar only; it belongs to the mean wherever that stands."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * h.mean() / (mean**2 + variance)
