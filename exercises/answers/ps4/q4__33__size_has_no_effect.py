"""The batch size has no effect; the mean of more examples varies less."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var()
    return 2 * mean / (mean**2 + variance)
