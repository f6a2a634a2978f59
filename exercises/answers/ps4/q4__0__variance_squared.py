"""The variance is squared; it stands beside the square of the mean as it is."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance**2)
