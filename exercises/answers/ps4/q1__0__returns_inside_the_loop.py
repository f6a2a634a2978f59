# says: wrong shape


def batch_noise(g, sizes, replacement):
    n, single = len(g), g.var(axis=0).sum()
    for b in sizes:
        return single / b if replacement else single * (n - b) / (b * (n - 1))
