"""order is not used: the batches take the rows of g as they stand."""

import numpy as np


def summed_noise(g, order, sizes):
    apart, lengths, total, first = g - g.mean(axis=0), [0.0], 0, 0
    for size in sizes:
        total = total + np.sum([apart[i % len(g)] for i in range(first, first + size)], axis=0) / size
        first += size
        lengths.append(np.linalg.norm(total))
    return lengths
