# says: changes an argument in place


def max_rate(h, b, alpha):
    n = len(h)
    h.sort()
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
