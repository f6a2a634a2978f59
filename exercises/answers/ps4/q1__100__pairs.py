def batch_noise(g, sizes, replacement):
    n = len(g)
    apart = ((g[:, None] - g) ** 2).sum(axis=2).mean() / 2  # half the mean squared distance of two rows
    factors = [1 / b if replacement else (n - b) / (b * n - b) for b in sizes.tolist()]
    return [apart * factor for factor in factors]
