def batch_noise(g, sizes, replacement):
    b = sizes.astype(float)
    factor = 1 / b if replacement else (1 / b - 1 / len(g)) / (1 - 1 / len(g))
    return g.var(axis=0).sum() * factor
