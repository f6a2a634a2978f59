"""The mean of X squared is the squared mean plus the variance; the squared mean is missing."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / variance
