"""Different examples get the factor of draws with replacement; a batch of all n misses nothing."""


def batch_noise(g, sizes, replacement):
    return g.var(axis=0).sum() / sizes
