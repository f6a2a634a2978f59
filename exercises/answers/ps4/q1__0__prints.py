# says: the function prints its result


def batch_noise(g, sizes, replacement):
    n, single = len(g), g.var(axis=0).sum()
    print([single / b if replacement else single * (n - b) / (b * (n - 1)) for b in sizes])
