"""Draws with replacement get the factor of different examples, which is below 0 for sizes above n."""


def batch_noise(g, sizes, replacement):
    n = len(g)
    return g.var(axis=0).sum() * (n - sizes) / (sizes * (n - 1))
