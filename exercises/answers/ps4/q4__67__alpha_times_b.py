"""alpha is added once for each example of the batch; their mean has it once."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + b * alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
