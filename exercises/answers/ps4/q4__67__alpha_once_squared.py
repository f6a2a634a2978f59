"""alpha is squared on its own; the square of the mean with the ridge has a mixed term too."""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 2 * mean / (h.mean() ** 2 + alpha**2 + variance)
