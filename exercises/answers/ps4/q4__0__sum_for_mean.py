"""The sum of the h_i stands for their mean."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.sum() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
