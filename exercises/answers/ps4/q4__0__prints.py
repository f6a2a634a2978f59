# says: the function prints its result


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return print(2 * mean / (mean**2 + variance))
