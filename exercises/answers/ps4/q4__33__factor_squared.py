"""The factor of the batch size is squared; it belongs to the variance as it is.

Chapter 5, "Why: a mean of B draws without replacement"
"""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * ((n - b) / (b * (n - 1))) ** 2
    return 2 * mean / (mean**2 + variance)
