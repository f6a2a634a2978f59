import numpy as np


def moments(h, g, b, rates, start):
    a = 1 - rates * h.mean()
    means = start * np.cumprod(np.append(1.0, a))
    growth = a**2 + rates**2 * h.var() / b
    added = rates**2 * (2 * np.mean(h * g) * means[:-1] + np.mean(g**2)) / b
    squares = [
        start**2 * growth[:k].prod() + sum(added[j] * growth[j + 1 : k].prod() for j in range(k))
        for k in range(len(rates) + 1)
    ]
    return np.column_stack([means, squares])
