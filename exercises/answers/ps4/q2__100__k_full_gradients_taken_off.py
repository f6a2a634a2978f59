import numpy as np


def summed_noise(g, order, sizes):
    full = sum(g) / len(g)
    first, added, result = 0, 0 * full, [0]
    for k, size in enumerate(sizes, start=1):
        added = added + g[order[first : first + size]].sum(axis=0) / size
        first += size
        result.append(float(np.hypot.reduce(added - k * full)))
    return np.array(result, dtype=float)
