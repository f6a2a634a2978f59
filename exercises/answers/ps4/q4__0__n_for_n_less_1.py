"""n stands where n - 1 belongs: of a batch of one example X has the whole variance.

Chapter 5, "Why: a mean of B draws without replacement"
"""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * n)
    return 2 * mean / (mean**2 + variance)
