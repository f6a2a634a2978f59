from itertools import combinations

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    x, above, below = 1 / sizes, 0.0, 0.0
    for i, j in combinations(range(len(x)), 2):
        weight = (x[i] - x[j]) / (errors[i] * errors[j]) ** 2
        above, below = above + weight * (updates[i] - updates[j]), below + weight * (x[i] - x[j])
    examples = above / below
    fewest = np.average(updates - examples * x, weights=errors**-2)
    return fewest, examples / fewest, np.sqrt(examples / fewest * c0 / c1)
