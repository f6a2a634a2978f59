"""One over the variance is computed first, and there is none: a batch of all examples has no variance."""


def max_rate(h, b, alpha):
    n, mean = len(h), h.mean() + alpha
    equal = b * (n - 1) / (n - b) / h.var()  # one over the variance
    return 2 * mean / (mean**2 + 1 / equal)
