"""The factor 2 is missing: at this rate the mean square shrinks fastest, and it still shrinks beyond."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() / b * (n - b) / (n - 1)
    return mean / (mean**2 + variance)
