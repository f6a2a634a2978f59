"""The 1/b is missing from the variance of X.

Chapter 5, "Why: a mean of B draws without replacement"
"""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (n - 1)
    return 2 * mean / (mean**2 + variance)
