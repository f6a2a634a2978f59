"""The standard deviation stands for the variance."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.std() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
