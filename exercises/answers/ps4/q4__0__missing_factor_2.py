"""The factor 2 is missing: the mean square is 1 at the rate 0 and at twice the rate of its lowest point."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return mean / (mean**2 + variance)
