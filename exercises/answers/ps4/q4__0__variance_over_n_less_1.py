"""The variance of the h_i is divided by n - 1; with (n - b) / (b (n - 1)) goes the one that is divided by n.

Chapter 5, "Why: a mean of B draws without replacement"
"""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var(ddof=1) * (n - b) / (b * (n - 1))
    return 2 * mean / (mean**2 + variance)
