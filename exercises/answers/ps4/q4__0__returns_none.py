# says: the function returns None


def max_rate(h, b, alpha):
    n, mean = len(h), h.mean() + alpha
    rate = 2 * mean / (mean**2 + h.var() * (n - b) / (b * (n - 1)))
