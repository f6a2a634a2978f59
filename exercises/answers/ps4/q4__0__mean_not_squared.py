"""The variance is added to the mean; it has to be added to the square of the mean."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 / (mean + variance)
