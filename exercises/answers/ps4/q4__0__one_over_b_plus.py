"""1/n is added to 1/b; for different examples the variance is smaller than with replacement."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (1 / b + 1 / n)
    return 2 * mean / (mean**2 + variance)
