"""The variance is divided by the square of the batch size; a mean of b draws has the b-th part of it.

Chapter 5, "Why: a mean of B draws without replacement"
"""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b**2 * (n - 1))
    return 2 * mean / (mean**2 + variance)
