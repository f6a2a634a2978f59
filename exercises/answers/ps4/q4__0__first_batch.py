"""This is the limit of the first b examples; the mean square averages over all batches."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h[:b].mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 / mean
