"""Batches of several examples get no variance; only a batch of all n has none."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = 0.0 if b > 1 else h.var()
    return 2 * mean / (mean**2 + variance)
