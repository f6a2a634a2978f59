# says: wrong shape


def batch_noise(g, sizes, replacement):
    n = len(g)
    return [g.var(axis=0) * (1 / b if replacement else (n - b) / (b * (n - 1))) for b in sizes]
