"""The results come from the smallest batch size to the largest; they belong in the order of sizes."""


def batch_noise(g, sizes, replacement):
    n, single = len(g), g.var(axis=0).sum()
    return [single / b if replacement else single * (n - b) / (b * (n - 1)) for b in sorted(sizes)]
