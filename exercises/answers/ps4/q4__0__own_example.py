"""One over the largest curvature is where an update no longer overshoots its example; it settles up to a larger rate.

Chapter 4, "Why: an update overshoots its own example"
"""


def max_rate(h, b, alpha):
    n = len(h)
    mean = h.mean() + alpha
    variance = h.var() * (n - b) / (b * (n - 1))
    return 1 / (h.max() + alpha)
